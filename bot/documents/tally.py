"""What the register's figures are made from, counted while its lines go by."""

from array import array
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.documents.action_columns import SeenAction
from bot.documents.seen import DAY, Seen, ack_hours, elapsed, solution_days
from bot.domain.actions import ActionStatus
from bot.domain.cases import Case, Status
from bot.domain.deadlines import is_on_time
from bot.domain.promises import Promised, Verdict, verdict
from bot.domain.shares import SMALLEST_MEASURED
from bot.domain.taxonomy import Kind


@dataclass(slots=True)
class Promises:
    """How many promises of a kind were kept, broken, or may still be either."""

    kept: int = 0
    broken: int = 0
    pending: int = 0

    def add(self, judged: Verdict | None) -> None:
        """Count what became of one promise; None where nothing was promised."""
        match judged:
            case Verdict.MET:
                self.kept += 1
            case Verdict.MISSED:
                self.broken += 1
            case Verdict.PENDING:
                self.pending += 1

    def add_dated(
        self, done_at: datetime | None, due_at: datetime | None, *, now: datetime
    ) -> None:
        """Count a promise that has only its date to go by."""
        if due_at is None:
            return
        if not is_on_time(done_at or now, due_at):
            self.add(Verdict.MISSED)
        else:
            self.add(Verdict.PENDING if done_at is None else Verdict.MET)

    @property
    def number(self) -> int:
        return self.kept + self.broken

    @property
    def share(self) -> float | None:
        """The share kept; None for too few."""
        return self.kept / self.number if self.number >= SMALLEST_MEASURED else None


@dataclass(slots=True)
class Volume:
    """How many cases of a kind there are, and how they stand."""

    received: int = 0
    closed: int = 0
    still_open: int = 0
    overdue: int = 0

    def add(self, seen: Seen) -> None:
        """Count one case."""
        self.received += 1
        self.closed += seen.case.status is Status.CLOSED
        self.still_open += seen.case.status.is_open
        self.overdue += bool(seen.overdue)


def _floats() -> "array[float]":
    return array("d")


@dataclass(slots=True)
class Tally:
    """Counts lines; holds three numbers a complaint and nothing else of them."""

    now: datetime
    volumes: dict[Kind, Volume] = field(default_factory=lambda: {kind: Volume() for kind in Kind})
    confidential: int = 0
    reopened: int = 0
    acknowledged: Promises = field(default_factory=Promises)
    solved: Promises = field(default_factory=Promises)
    solved_extended: Promises = field(default_factory=Promises)
    charged: Promises = field(default_factory=Promises)
    informed: Promises = field(default_factory=Promises)
    ack_hours: "array[float]" = field(default_factory=_floats)
    solution_days: "array[float]" = field(default_factory=_floats)
    closing_days: "array[float]" = field(default_factory=_floats)
    scores: Counter[int] = field(default_factory=Counter)
    words: Counter[tuple[str, StrEnum]] = field(default_factory=Counter)
    actions: Counter[ActionStatus] = field(default_factory=Counter)
    late_actions: int = 0

    @property
    def lines(self) -> int:
        """How many lines were counted."""
        cases = sum(volume.received for volume in self.volumes.values())
        return cases + self.actions.total()

    def add_action(self, seen: SeenAction) -> None:
        """Count one action."""
        self.actions[seen.action.status] += 1
        self.late_actions += seen.days_late is not None

    def add(self, seen: Seen) -> None:
        """Count one line."""
        case = seen.case
        self.volumes[case.kind].add(seen)
        self.confidential += case.confidential
        self.reopened += bool(case.reopened_count)
        if case.kind is Kind.COMPLAINT:
            self._add_complaint(seen)
        else:
            self._add_incident(case)
        if not seen.is_sealed:
            self._add_words(case)

    def _add_complaint(self, seen: Seen) -> None:
        case, now = seen.case, self.now
        self.acknowledged.add(verdict(case, Promised.ACK, now=now))
        self.solved.add(verdict(case, Promised.INITIAL, now=now))
        self.solved_extended.add(verdict(case, Promised.EXTENDED, now=now))
        closing_days = elapsed(case.received_at, case.closed_at, unit=DAY)
        for spans, value in (
            (self.ack_hours, ack_hours(seen)),
            (self.solution_days, solution_days(seen)),
            (self.closing_days, closing_days),
        ):
            if value is not None:
                spans.append(value)
        if seen.last_followup and seen.last_followup.score:
            self.scores[seen.last_followup.score] += 1

    def _add_incident(self, case: Case) -> None:
        informed_at = case.information_points[0].at if case.information_points else None
        if case.status.is_open or case.taken_charge_at:
            self.charged.add_dated(case.taken_charge_at, case.charge_due_at, now=self.now)
        if case.status.is_open or informed_at:
            self.informed.add_dated(informed_at, case.information_due_at, now=self.now)

    def _add_words(self, case: Case) -> None:
        if case.kind is Kind.COMPLAINT:
            self.words[_BY_PARTY, case.party] += 1
            if case.category:
                self.words[_BY_CATEGORY, case.category] += 1
        elif case.incident_type:
            self.words[_BY_TYPE, case.incident_type] += 1
        if case.cause_family:
            self.words[_BY_CAUSE, case.cause_family] += 1
        self.words[_BY_SEVERITY, case.severity] += 1


_BY_PARTY = "Réclamations par partie prenante"
_BY_CATEGORY = "Réclamations par catégorie"
_BY_TYPE = "Incidents par type"
_BY_CAUSE = "Dossiers par famille de cause"
_BY_SEVERITY = "Dossiers par gravité"
