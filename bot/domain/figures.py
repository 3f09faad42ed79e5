"""The figures of a month (policy §5): what was counted, and what may be said of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from typing import Self

from bot.domain.action_figures import NO_ACTIONS, ActionFigures, LastMeeting
from bot.domain.dues import Promise
from bot.domain.outcomes import Outcome
from bot.domain.periods import MONTHS_A_YEAR, Month
from bot.domain.root_causes import CauseFamily
from bot.domain.shares import NO_SHARE, Rate, Share
from bot.domain.taxonomy import Category, IncidentType, Kind, Party

RECURRENT_FROM = 3
RECURRENCE_MONTHS = 6
"""A topic recurs from three cases in six months on."""

AGE_BOUNDS = (timedelta(days=8), timedelta(days=16), timedelta(days=31))
"""Open cases by age: 0 to 7 whole days, 8 to 15, 16 to 30, more."""

COMPARED = MONTHS_A_YEAR + 1
"""Months read for one summary: itself, the eleven before it, and the same a year before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Cases that came and went, and how many were open at the end."""

    received: int = 0
    closed: int = 0
    open: int = 0

    def then(self, later: Self) -> Self:
        """Both spans as one, which ends as the later does."""
        return type(self)(
            received=self.received + later.received,
            closed=self.closed + later.closed,
            open=later.open,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was counted over a span of time.

    `ack` is of the complaints received in it; `initial` and `extended` are of those whose
    first date for a solution falls in it, against that date, and against the one in force.
    `trainees` trained and `sessions` held are None until somebody tells them.
    """

    complaints: Flow = Flow()
    incidents: Flow = Flow()
    ack: Share = NO_SHARE
    initial: Share = NO_SHARE
    extended: Share = NO_SHARE
    confidential: int = 0
    injuries: int = 0
    lost_minutes: int = 0
    trainees: int | None = None
    sessions: int | None = None

    @property
    def complaint_rate(self) -> Rate:
        """Complaints per 100 trainees."""
        return Rate(count=self.complaints.received, among=self.trainees)

    @property
    def incident_rate(self) -> Rate:
        """Incidents per 100 sessions."""
        return Rate(count=self.incidents.received, among=self.sessions)

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
            injuries=self.injuries + later.injuries,
            lost_minutes=self.lost_minutes + later.lost_minutes,
            trainees=_sum(self.trainees, later.trainees),
            sessions=_sum(self.sessions, later.sessions),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCase:
    """A promise that is overdue; confidential cases are never listed."""

    ref: str
    promise: Promise
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
    None stands where nothing was recorded yet. The breakdowns leave confidential cases out.
    """

    month: Month
    as_of: datetime
    counted_until: datetime
    is_whole: bool
    tallies: tuple[Tally | None, ...]
    ages: tuple[int, ...] = ()
    categories: tuple[tuple[Category, int], ...] = ()
    parties: tuple[tuple[Party, int], ...] = ()
    incident_types: tuple[tuple[IncidentType, int], ...] = ()
    cause_families: tuple[tuple[CauseFamily, int], ...] = ()
    outcomes: tuple[tuple[Outcome, int], ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    late: tuple[LateCase, ...] = ()
    late_count: int = 0
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
    def known_months(self) -> int:
        """How many of the rolling twelve are known."""
        return sum(tally is not None for tally in self.tallies[1:])

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


def months_compared(month: Month) -> tuple[Month, ...]:
    """The same month of last year, then the twelve that end with this one."""
    return tuple(month.shifted(offset) for offset in range(1 - COMPARED, 1))


def together(tallies: Iterable[Tally | None]) -> Tally:
    """Spans that follow one another as one; unknown ones add nothing."""
    known = (tally for tally in tallies if tally is not None)
    return reduce(Tally.then, known, next(known, Tally()))


def open_at_ends(flows: Sequence[Flow], *, last: int) -> tuple[Flow, ...]:
    """Flows with their open cases, counted back from those open at the end of the last one."""
    found: list[Flow] = []
    left = last
    for flow in reversed(flows):
        found.append(Flow(received=flow.received, closed=flow.closed, open=left))
        left += flow.closed - flow.received
    return tuple(reversed(found))


def _sum(first: int | None, then: int | None) -> int | None:
    """Both together; unknown as soon as one is."""
    return None if first is None or then is None else first + then
