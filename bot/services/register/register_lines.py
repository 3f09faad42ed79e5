"""The parts of a register, and its lines as one reader may see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from bot.domain.actions.actions import Action
from bot.domain.calendar.periods import FIRST_YEAR, Month
from bot.domain.calendar.wall_time import instant_on
from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.roles import may_see, may_see_complainant
from bot.domain.cases.taxonomy import Kind
from bot.domain.cases.traces import InformationPoint
from bot.domain.errors import VigieError
from bot.domain.mail.departures import LetterFate
from bot.domain.school.office import Office
from bot.domain.sessions.sessions import TrainingSession
from storage.register.registers import ReceptionSpan


class Part(StrEnum):
    """The parts of the register: each is a sheet of its own."""

    COMPLAINTS = "complaint"
    INCIDENTS = "incident"
    ACTIONS = "action"


ONE_DAY = timedelta(days=1)
_FIRST_DAYS, _LAST_DAYS = date(1, 12, 31), date(9999, 1, 1)
KIND_OF_PART = {Part.COMPLAINTS: Kind.COMPLAINT, Part.INCIDENTS: Kind.INCIDENT}


class BackwardPeriodError(VigieError):
    """The period ends before it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterQuery:
    """A selection of the register: days of reception in the office's zone, both included."""

    parts: tuple[Part, ...] = tuple(Part)
    first_day: date | None = None
    last_day: date | None = None
    with_names: bool = False

    def __post_init__(self) -> None:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise BackwardPeriodError

    def received_in(self, office: Office) -> ReceptionSpan:
        """The instants between which the wanted days of the office lie.

        A day at an end of time is no bound: no instant of UTC may be beyond it.
        """
        first, last = self.first_day, self.last_day
        is_from = first is not None and first > _FIRST_DAYS
        is_to = last is not None and last < _LAST_DAYS
        return ReceptionSpan(
            start_at=instant_on(first, time(), office.zone) if first and is_from else None,
            end_at=instant_on(last + ONE_DAY, time(), office.zone) if last and is_to else None,
        )

    def holds(self, day: date) -> bool:
        """Whether a day is one of those wanted."""
        return (self.first_day or day) <= day <= (self.last_day or day)

    def months_until(self, today: date) -> Iterator[Month]:
        """The months that the wanted days touch, up to today's; none where a bound is missing."""
        if self.first_day is None or self.last_day is None:
            return
        first, last = max(self.first_day, date(FIRST_YEAR, 1, 1)), min(self.last_day, today)
        if last < first:
            return
        month, end = (Month(year=day.year, month=day.month) for day in (first, last))
        while month <= end:
            yield month
            month = month.next


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A case as the reader may see it; of a sealed one only reference, status and dates.

    `letters` are those by mail, oldest first. People are labels or names, never ids;
    `complainant` is None without names.
    """

    case: Case
    complainant: Complainant | None = None
    letters: tuple[LetterFate, ...] = ()
    is_sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An action as the reader may see it; one from a sealed case is sealed like it."""

    action: Action
    is_sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A training session, and how many cases there are about it that its reader may hear of."""

    session: TrainingSession
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads a register: a member of the workspace, or nobody for whoever runs the program.

    The latter reads all but confidential cases.
    """

    person: str | None
    office: Office
    with_names: bool

    @property
    def leads(self) -> bool:
        """Whether they answer for it all."""
        return self.person is None or self.person in self.office.in_quality

    @property
    def gets_sealed_lines(self) -> bool:
        """Whether what they may not read has a line, sealed; a substitute hears nothing of it."""
        return self.person is None or self.person in self.office.quality_managers

    def sees(self, case: Case) -> bool:
        if self.person is None:
            return not case.confidential
        return may_see(self.person, case, self.office)

    def sees_action(self, action: Action, case: Case | None) -> bool:
        """`case` is the one that the action comes from, None for one from the action plan."""
        if self.person == action.owner:
            return True
        return self.sees(case) if case is not None else self.leads

    def knows_complainant(self, case: Case) -> bool:
        if self.person is None:
            return self.with_names
        return self.with_names and may_see_complainant(self.person, case, self.office)


def may_read_register(person: str, wanted: RegisterQuery, *, office: Office) -> bool:
    """Quality managers may, training managers without names, and who stands in for them."""
    if person in office.in_quality:
        return True
    return not wanted.with_names and person in office.in_training


def sealed(case: Case) -> Case:
    """A case of which only reference, kind, status and dates are left to read."""
    return Case(
        id=case.id,
        ref=case.ref,
        kind=case.kind,
        status=case.status,
        received_at=case.received_at,
        recorded_at=case.recorded_at,
        recorded_by="",
        channel=case.channel,
        party=case.party,
        description="",
        severity=case.severity,
        confidential=True,
        ack_due_at=case.ack_due_at,
        solution_due_at=case.solution_due_at,
        current_due_at=case.current_due_at,
        charge_due_at=case.charge_due_at,
        information_due_at=case.information_due_at,
        ack_sent_at=case.ack_sent_at,
        proposed_at=case.proposed_at,
        taken_charge_at=case.taken_charge_at,
        closed_at=case.closed_at,
        ack_not_applicable=None if case.ack_not_applicable is None else "",
        ack_waived_at=case.ack_waived_at,
        solution_met_at=case.solution_met_at,
        answer_owed_since=case.answer_owed_since,
        information_points=tuple(
            InformationPoint(at=point.at, by="") for point in case.information_points
        ),
        reopened_at=case.reopened_at,
        past_lives=case.past_lives,
        past_promises=case.past_promises,
    )


def sealed_action(action: Action) -> Action:
    """An action of which only reference, kind, status and days are left to read."""
    return Action(
        id=action.id,
        ref=action.ref,
        kind=action.kind,
        title="",
        owner="",
        due_on=action.due_on,
        created_at=action.created_at,
        created_by="",
        status=action.status,
        case_id=action.case_id,
        done_at=action.done_at,
        check_on=action.check_on,
        checked_at=action.checked_at,
        is_effective=action.is_effective,
    )
