"""Months and half-years, as people name them and as instants bound them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.calendar.wall_time import instant_on, local_day
from bot.domain.errors import VigieError

MONTHS_A_YEAR = 12
MONTHS_A_SEMESTER = 6
MONTH_NAME = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", re.ASCII)
SEMESTER_NAME = re.compile(r"(?P<year>\d{4})-[Ss](?P<half>[12])", re.ASCII)
FIRST_YEAR = 2000
LAST_YEAR = 2999


class UnreadablePeriodError(VigieError):
    """A period is written 2026-10 (a month) or 2026-S1 (a half-year)."""


class FuturePeriodError(VigieError):
    """The period has not begun: there is nothing to count, and nothing to review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Instants in UTC, `start_at` included and `end_at` not."""

    start_at: datetime
    end_at: datetime

    def __contains__(self, instant: datetime) -> bool:
        return self.start_at <= instant < self.end_at


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.month <= MONTHS_A_YEAR):
            raise UnreadablePeriodError

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"

    @classmethod
    def of(cls, instant: datetime, zone: ZoneInfo) -> Self:
        """The month it is in `zone`."""
        day = local_day(instant, zone)
        return cls(year=day.year, month=day.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def previous(self) -> Self:
        return self.shifted(-1)

    @property
    def next(self) -> Self:
        return self.shifted(1)

    @property
    def last_year(self) -> Self:
        """This month a year before."""
        return self.shifted(-MONTHS_A_YEAR)

    @property
    def rolling_twelve(self) -> tuple[Self, ...]:
        """The twelve months that end with this one, in order."""
        return tuple(self.shifted(offset) for offset in range(1 - MONTHS_A_YEAR, 1))

    def through(self, last: Self) -> Iterator[Self]:
        """This month and those that follow, up to another one."""
        month = self
        while month <= last:
            yield month
            month = month.next

    def shifted(self, months: int) -> Self:
        """The month so many months on, or back when negative."""
        year, index = divmod(self.year * MONTHS_A_YEAR + self.month - 1 + months, MONTHS_A_YEAR)
        return type(self)(year=year, month=index + 1)

    def interval(self, zone: ZoneInfo) -> Interval:
        """From local midnight of its first day to that of the next month's."""
        return _between(self, self.next, zone)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Semester:
    """A half-year, from 1 January or 1 July (policy §6)."""

    year: int
    half: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and self.half in {1, 2}):
            raise UnreadablePeriodError

    def __str__(self) -> str:
        return f"{self.year}-S{self.half}"

    @classmethod
    def of(cls, instant: datetime, zone: ZoneInfo) -> Self:
        """The half-year it is in `zone`."""
        return cls.holding(Month.of(instant, zone))

    @property
    def months(self) -> tuple[Month, ...]:
        """Its six months, in order."""
        first = Month(year=self.year, month=1 + (self.half - 1) * MONTHS_A_SEMESTER)
        return tuple(first.shifted(offset) for offset in range(MONTHS_A_SEMESTER))

    @property
    def first_day(self) -> date:
        return self.months[0].first_day

    @property
    def previous(self) -> Self:
        return self.holding(self.months[0].previous)

    @property
    def next(self) -> Self:
        return self.holding(self.months[-1].next)

    @property
    def last_year(self) -> Self:
        """This half-year a year before."""
        return type(self)(year=self.year - 1, half=self.half)

    def interval(self, zone: ZoneInfo) -> Interval:
        """From local midnight of its first day to that of the next half-year's."""
        return _between(self.months[0], self.months[-1].next, zone)

    def through(self, last: Self) -> Iterator[Self]:
        """This half-year and those that follow, up to another one."""
        semester = self
        while semester <= last:
            yield semester
            semester = semester.next

    @classmethod
    def holding(cls, month: Month) -> Self:
        """The half-year that a month is in."""
        return cls(year=month.year, half=1 + (month.month - 1) // MONTHS_A_SEMESTER)


Period = Month | Semester


def check_begun(period: Period, *, now: datetime, zone: ZoneInfo) -> None:
    """Refuse a period that is yet to come. Raises FuturePeriodError."""
    has_begun = period.interval(zone).start_at <= now
    if not has_begun:
        raise FuturePeriodError


def parse_period(text: str) -> Period:
    """Read « 2026-10 » or « 2026-S1 »; UnreadablePeriodError for anything else."""
    if found := MONTH_NAME.fullmatch(text.strip()):
        return Month(year=int(found["year"]), month=int(found["month"]))
    if found := SEMESTER_NAME.fullmatch(text.strip()):
        return Semester(year=int(found["year"]), half=int(found["half"]))
    raise UnreadablePeriodError


def parse_month(text: str) -> Month:
    """Read « 2026-10 »; UnreadablePeriodError for anything else, a half-year included."""
    period = parse_period(text)
    if isinstance(period, Month):
        return period
    raise UnreadablePeriodError


def parse_semester(text: str) -> Semester:
    """Read « 2026-S1 »; UnreadablePeriodError for anything else, a month included."""
    period = parse_period(text)
    if isinstance(period, Semester):
        return period
    raise UnreadablePeriodError


def _between(first: Month, after_last: Month, zone: ZoneInfo) -> Interval:
    return Interval(
        start_at=instant_on(first.first_day, time(), zone),
        end_at=instant_on(after_last.first_day, time(), zone),
    )


_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpan:
    """Days of the office's calendar, both included; None for no bound."""

    first: date | None = None
    last: date | None = None


def parse_span(text: str) -> DaySpan:
    """Read « 2026-10 », « 2026-S1 » or « 2026 ». Raises UnreadablePeriodError."""
    if _YEAR.fullmatch(text):
        year = int(text)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise UnreadablePeriodError
        return DaySpan(first=date(year, 1, 1), last=date(year, 12, 31))
    period = parse_period(text)
    return DaySpan(first=period.first_day, last=period.next.first_day - timedelta(days=1))
