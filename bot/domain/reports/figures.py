"""The figures of a month, of its cases and promises, and the report that freezes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from itertools import dropwhile
from typing import ClassVar, Self

from bot.domain.calendar.periods import MONTHS_A_YEAR, Month
from bot.domain.cases.outcomes import CauseFamily, Outcome
from bot.domain.cases.taxonomy import Category, IncidentType, Kind, Party
from bot.domain.reports.shares import (
    NO_ACTIONS,
    NO_SHARE,
    ActionFigures,
    LastMeeting,
    RatePerHundred,
    Share,
)
from bot.domain.school.policies import DeadlineKind

RECURRENT_FROM = 3
RECURRENCE_MONTHS = 6
"""A topic recurs from three cases in six months on."""

AGE_BOUNDS = (timedelta(days=8), timedelta(days=16), timedelta(days=31))
"""Open cases by age: 0 to 7 whole days, 8 to 15, 16 to 30, more."""

LATE_LISTED = 20  # one by one, the longest overdue first: all are counted
COMPARED = MONTHS_A_YEAR + 1
"""Months read for one summary: itself, the eleven before it, and the same a year before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Cases that came, came back and went, and how many were open at the end."""

    received: int = 0
    closed: int = 0
    open: int = 0
    reopened: int = 0

    def then(self, later: Self) -> Self:
        """Both spans as one, which ends as the later does."""
        return type(self)(
            received=self.received + later.received,
            closed=self.closed + later.closed,
            open=later.open,
            reopened=self.reopened + later.reopened,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over a span of time.

    `ack` is of the complaints received in it; `initial` and `extended` are of those whose
    first date for a solution falls in it, against that date, and against the one in force.
    `true_of` tells of how many cases a field is true, by the attributes of `Case`.
    `trainees` trained and `sessions` held are None until somebody tells them.
    """

    complaints: Flow = Flow()
    incidents: Flow = Flow()
    ack: Share = NO_SHARE
    initial: Share = NO_SHARE
    extended: Share = NO_SHARE
    confidential: int = 0
    true_of: Mapping[str, int] = field(default_factory=dict)
    lost_minutes: int = 0
    trainees: int | None = None
    sessions: int | None = None

    @property
    def injuries(self) -> int:
        return self.true_of.get("injury", 0)

    @property
    def settled_on_spot(self) -> int:
        return self.true_of.get("settled_on_spot", 0)

    @property
    def complaint_rate(self) -> RatePerHundred:
        """Complaints per 100 trainees."""
        return RatePerHundred(count=self.complaints.received, among=self.trainees)

    @property
    def incident_rate(self) -> RatePerHundred:
        """Incidents per 100 sessions."""
        return RatePerHundred(count=self.incidents.received, among=self.sessions)

    @property
    def received(self) -> int:
        return self.complaints.received + self.incidents.received

    @property
    def open(self) -> int:
        return self.complaints.open + self.incidents.open

    def flow(self, kind: Kind) -> Flow:
        return self.complaints if kind is Kind.COMPLAINT else self.incidents

    def then(self, later: Self) -> Self:
        """Both spans as one."""
        return type(self)(
            complaints=self.complaints.then(later.complaints),
            incidents=self.incidents.then(later.incidents),
            ack=self.ack + later.ack,
            initial=self.initial + later.initial,
            extended=self.extended + later.extended,
            confidential=self.confidential + later.confidential,
            true_of={
                name: self.true_of.get(name, 0) + later.true_of.get(name, 0)
                for name in {**self.true_of, **later.true_of}
            },
            lost_minutes=self.lost_minutes + later.lost_minutes,
            trainees=_sum(self.trainees, later.trainees),
            sessions=_sum(self.sessions, later.sessions),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCase:
    """A date that is past; confidential cases are counted and never listed."""

    ref: str
    promise: DeadlineKind
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Cases about the same, of the same cause, in the six months up to the end of a month."""

    category: Category | None
    incident_type: IncidentType | None
    cause_family: CauseFamily
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A month's figures as they were known at `as_of`, in UTC.

    `tallies` holds the same month of last year, then twelve months that end with `month`;
    None stands where nothing was recorded yet. The breakdowns leave confidential cases out; of
    the complaints counted by category, `to_confirm` have one that Vigie proposes.
    `late_count` is of what was late at `late_at`: the end of the month, or `as_of` while it
    runs; `late_outside` of these are dates that others set. Editions of older releases have
    neither: they counted, without the confidential ones, what was late when they were made.
    """

    month: Month
    as_of: datetime
    counted_until: datetime
    is_whole: bool
    tallies: tuple[Tally | None, ...]
    ages: tuple[int, ...] = ()
    categories: tuple[tuple[Category, int], ...] = ()
    to_confirm: int = 0
    parties: tuple[tuple[Party, int], ...] = ()
    incident_types: tuple[tuple[IncidentType, int], ...] = ()
    cause_families: tuple[tuple[CauseFamily, int], ...] = ()
    outcomes: tuple[tuple[Outcome, int], ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    late: tuple[LateCase, ...] = ()
    late_count: int = 0
    late_outside: int | None = None
    late_at: datetime | None = None
    actions: ActionFigures = NO_ACTIONS
    last_meeting: LastMeeting | None = None

    @property
    def present(self) -> Tally:
        """The month itself: zeros are figures, so it is never unknown."""
        return self.tallies[-1] or Tally()

    @property
    def previous(self) -> Tally | None:
        return self.tallies[-2]

    @property
    def last_year(self) -> Tally | None:
        return self.tallies[0]

    @property
    def rolling(self) -> Tally:
        """Up to twelve months as one."""
        return together(self.tallies[1:])

    @property
    def since_known(self) -> tuple[tuple[Month, Tally], ...]:
        """The rolling twelve from the first that is known on: before it is not nothing."""
        return since_known(self.months[1:], self.tallies[1:])

    @property
    def known_months(self) -> int:
        """How many of the rolling twelve are known."""
        return sum(tally is not None for tally in self.tallies[1:])

    @property
    def late_as_of(self) -> datetime:
        """The instant of which it says what was late."""
        return self.late_at or self.as_of

    @property
    def late_promises(self) -> int:
        """How many of the school's own promises were past."""
        return self.late_count - (self.late_outside or 0)

    @property
    def months(self) -> tuple[Month, ...]:
        """Which month each tally is of."""
        return months_compared(self.month)

    @property
    def is_empty(self) -> bool:
        """Whether nothing came in, went out or was due."""
        tally = self.present
        closed = tally.complaints.closed + tally.incidents.closed
        return not (tally.received or closed or tally.initial.counted)

    @property
    def is_before_all(self) -> bool:
        """Whether the month was over when the register's first case came in."""
        return self.is_whole and self.is_empty and self.known_months == 1


def months_compared(month: Month) -> tuple[Month, ...]:
    """This month of last year, then the twelve that end with this one."""
    return tuple(month.shifted(offset) for offset in range(1 - COMPARED, 1))


def since_known(
    months: Sequence[Month], tallies: Sequence[Tally | None]
) -> tuple[tuple[Month, Tally], ...]:
    """Each month with what is known of it, from the first that is known on."""
    pairs = dropwhile(lambda pair: pair[1] is None, zip(months, tallies, strict=True))
    return tuple((month, tally or Tally()) for month, tally in pairs)


def together(tallies: Iterable[Tally | None]) -> Tally:
    """Spans that follow one another as one; unknown ones add nothing."""
    known = (tally for tally in tallies if tally is not None)
    return reduce(Tally.then, known, next(known, Tally()))


def open_at_ends(flows: Sequence[Flow], *, last: int) -> tuple[Flow, ...]:
    """Flows with their open cases, counted back from those open at the end of the last one."""
    found: list[Flow] = []
    left = last
    for flow in reversed(flows):
        found.append(replace(flow, open=left))
        left += flow.closed - flow.received - flow.reopened
    return tuple(reversed(found))


def _sum(first: int | None, then: int | None) -> int | None:
    """Both together; unknown as soon as one is."""
    return None if first is None or then is None else first + then


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthActivity:
    """Distinct trainees trained, and sessions held; None where nobody has told it."""

    trainees: int | None = None
    sessions: int | None = None


class ReportKind(StrEnum):
    """Which report a period has."""

    SUMMARY = "summary"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An edition of a month's summary. Instants are UTC; a later edition corrects it.

    `meeting_at` is the meeting it was made for, None when somebody asked for it.
    `fingerprint` is the SHA-256 of all but the `anchor`, where the journal says it was frozen.
    """

    kind: ClassVar[ReportKind] = ReportKind.SUMMARY
    edition: int
    generated_at: datetime
    generated_by: str
    meeting_at: datetime | None
    policy_version: str
    figures: Figures
    fingerprint: str = ""
    anchor: str = field(default="", compare=False)

    @property
    def period(self) -> Month:
        return self.figures.month
