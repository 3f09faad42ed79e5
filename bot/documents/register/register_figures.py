"""The register's figures: counted while its lines go by, each with what it means.

A percentage without its definition and its number is no evidence.
"""

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from statistics import median

from bot.documents.register import texts, words
from bot.documents.register.action_columns import SeenAction
from bot.documents.register.case_columns import DAY, RegisterRow, ack_hours, elapsed, solution_days
from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import Case
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.promises import promises_of
from bot.domain.deadlines.verdicts import Judgement, Verdict, judge, judge_promise
from bot.domain.reports.shares import SMALLEST_MEASURED
from bot.domain.school.policies import DeadlineKind


@dataclass(slots=True)
class Promises:
    """How many promises of a kind were kept, broken, or may still be either."""

    kept: int = 0
    broken: int = 0
    pending: int = 0

    def judge(self, judgement: Judgement | None, *, now: datetime) -> None:
        """Count what became of one promise by `now`; None where nothing was promised."""
        if judgement is not None:
            self.add(judgement.as_of(now))

    def add(self, verdict: Verdict) -> None:
        """Count one promise."""
        match verdict:
            case Verdict.MET:
                self.kept += 1
            case Verdict.MISSED:
                self.broken += 1
            case Verdict.PENDING:
                self.pending += 1

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

    def add(self, seen: RegisterRow) -> None:
        """Count one case."""
        self.received += 1
        self.closed += not seen.case.status.is_open
        self.still_open += seen.case.status.is_open
        self.overdue += bool(seen.overdue)


def _floats() -> "array[float]":
    return array("d")


@dataclass(slots=True)
class RegisterTally:
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
    late_checks: int = 0

    @property
    def lines(self) -> int:
        """How many lines were counted."""
        cases = sum(volume.received for volume in self.volumes.values())
        return cases + self.actions.total()

    def add_action(self, seen: SeenAction) -> None:
        """Count one action."""
        self.actions[seen.action.status] += 1
        is_late = seen.days_late is not None
        self.late_actions += is_late and seen.action.status.is_running
        self.late_checks += is_late and not seen.action.status.is_running

    def add(self, seen: RegisterRow) -> None:
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

    def _add_complaint(self, seen: RegisterRow) -> None:
        case, now = seen.case, self.now
        judged = judge(case)
        self.acknowledged.judge(judged.ack, now=now)
        self.solved.judge(judged.initial, now=now)
        self.solved_extended.judge(judged.extended, now=now)
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
        counted = {DeadlineKind.CHARGE: self.charged, DeadlineKind.INFORMATION: self.informed}
        for promise in promises_of(case):
            counted[promise.kind].judge(judge_promise(promise), now=self.now)

    def _add_words(self, case: Case) -> None:
        if case.kind is Kind.COMPLAINT:
            self.words[texts.BY_PARTY, case.party] += 1
            if case.category:
                self.words[texts.BY_CATEGORY, case.category] += 1
        elif case.incident_type:
            self.words[texts.BY_TYPE, case.incident_type] += 1
        if case.cause_family:
            self.words[texts.BY_CAUSE, case.cause_family] += 1
        self.words[texts.BY_SEVERITY, case.severity] += 1


class Unit(StrEnum):
    """How a figure is to be shown."""

    COUNT = "count"
    SHARE = "share"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with what it means; `value` is None where nothing can be said."""

    title: str
    value: float | None
    definition: str
    unit: Unit = Unit.COUNT
    number: int | None = None


def figures_of(tally: RegisterTally) -> Iterator[Figure]:
    """Every figure, in the order in which it is read."""
    yield from _volumes(tally)
    yield from _promises(tally)
    yield from _delays(tally)
    yield from _actions(tally)
    counted = [
        (group, -count, words.word(member)) for (group, member), count in tally.words.items()
    ]
    for group, negative, word in sorted(counted):
        title = texts.BREAKDOWN.format(group=group, word=word)
        yield Figure(title=title, value=-negative, definition=texts.BREAKDOWN_MEANING)


def _volumes(tally: RegisterTally) -> Iterator[Figure]:
    for kind, titles in texts.VOLUMES.items():
        volume = tally.volumes[kind]
        counts = (volume.received, volume.closed, volume.still_open, volume.overdue)
        for title, count, meaning in zip(titles, counts, texts.VOLUME_MEANINGS, strict=True):
            yield Figure(title=title, value=count, definition=meaning)
    for (title, meaning), count in (
        (texts.CONFIDENTIAL_CASES, tally.confidential),
        (texts.REOPENED_CASES, tally.reopened),
    ):
        yield Figure(title=title, value=count, definition=meaning)


def _promises(tally: RegisterTally) -> Iterator[Figure]:
    kept = (tally.acknowledged, tally.solved, tally.solved_extended, tally.charged, tally.informed)
    for (title, about), promises in zip(texts.PROMISES, kept, strict=True):
        yield Figure(
            title=title,
            value=promises.share,
            unit=Unit.SHARE,
            number=promises.number,
            definition=texts.SHARE.format(pending=promises.pending, about=about),
        )


def _delays(tally: RegisterTally) -> Iterator[Figure]:
    measured = (tally.ack_hours, tally.solution_days, tally.closing_days)
    for title, spans in zip(texts.DELAYS, measured, strict=True):
        yield Figure(
            title=title,
            value=round(median(spans), 1) if spans else None,
            unit=Unit.DECIMAL,
            number=len(spans),
            definition=texts.MEDIAN,
        )
    scores = list(tally.scores.elements())
    title, meaning = texts.SATISFACTION
    yield Figure(
        title=title,
        value=round(sum(scores) / len(scores), 1) if scores else None,
        unit=Unit.DECIMAL,
        number=len(scores),
        definition=meaning,
    )


def _actions(tally: RegisterTally) -> Iterator[Figure]:
    by_status = tally.actions
    counts = (
        by_status.total(),
        tally.late_actions,
        by_status[ActionStatus.DONE],
        tally.late_checks,
        by_status[ActionStatus.EFFECTIVE],
    )
    for (title, meaning), count in zip(texts.ACTIONS, counts, strict=True):
        yield Figure(title=title, value=count, definition=meaning)
