"""The months that a summary compares, as instants for the database."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, not_, or_, select

from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import NOTHING
from bot.domain.reports.figures import months_compared
from storage.tables import cases, past_lives


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The months to read, as instants: `starts[i]` to `starts[i + 1]` is month `i`."""

    month: Month
    now: datetime
    zone: ZoneInfo
    starts: tuple[datetime, ...] = field(init=False)

    def __post_init__(self) -> None:
        first_days = (*months_compared(self.month), self.month.next)
        starts = tuple(one.interval(self.zone).start_at for one in first_days)
        object.__setattr__(self, "starts", starts)

    @property
    def counted_until(self) -> datetime:
        """The end of the month, or now while it runs."""
        return min(self.now, self.starts[-1])

    @property
    def last(self) -> int:
        """The number of the month itself."""
        return len(self.starts) - 2

    @property
    def is_over(self) -> bool:
        return self.now >= self.starts[-1]

    def months_of(self, column: ColumnElement[datetime]) -> ColumnElement[int]:
        """The number of the month in which a column's instant falls."""
        later = reversed(list(enumerate(self.starts[:-1])))
        return case(*((column >= start, number) for number, start in later))

    def holds(self, column: ColumnElement[datetime]) -> ColumnElement[bool]:
        return and_(column >= self.starts[0], column < self.starts[-1])

    def is_in_month(self, column: ColumnElement[datetime]) -> ColumnElement[bool]:
        return and_(column >= self.starts[-2], column < self.starts[-1])


def not_closed_by_the_end(span: Span) -> ColumnElement[bool]:
    """The cases that were not closed when the month ended, or are not yet while it runs.

    One that was closed then and came back later was closed.

    Those received later are among them: to be left out by a filter, since together with
    a condition on their reception SQLite would rather read every case received before.
    """
    end = span.starts[-1]
    came_back_later = select(past_lives.c.case_id).where(
        past_lives.c.closed_at < end, past_lives.c.reopened_at >= end
    )
    is_open = or_(cases.c.closed_at.is_(None), cases.c.closed_at >= end)
    return and_(is_open, cases.c.id.not_in(came_back_later))


def came_to_something() -> ColumnElement[bool]:
    """The cases that happened, each once: `bot.domain.cases.cases.NOTHING`."""
    nothing = (
        and_(cases.c.kind == kind, cases.c.status.in_(sorted(statuses)))
        for kind, statuses in NOTHING.items()
    )
    return not_(or_(*nothing))


def received_by_the_end(span: Span) -> ColumnElement[bool]:
    return cases.c.received_at < span.starts[-1]
