"""Working days, opening hours and public holidays of a place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.calendar.public_holidays import HolidayRegion, public_holidays
from bot.domain.calendar.wall_time import PARIS, instant_on, local_day
from bot.domain.errors import VigieError

ONE_DAY = timedelta(days=1)
MIDNIGHT = time(0)
MONDAY_TO_FRIDAY = frozenset(range(5))
MONDAY_TO_SATURDAY = frozenset(range(6))

LONGEST_CLOSURE_IN = 366
"""Days in a row without work after which a calendar counts as having none."""

SENDING_TIME = timedelta(minutes=5)
"""Kept free before people's closing time, so that the last message still goes out within it."""


class NoWorkingDayError(VigieError):
    """The calendar holds no working day within a year: nothing can be planned with it."""


class InvalidHoursError(VigieError):
    """Opening hours must close after they open, follow each other, and not be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """One span of a day on the local clock; closing at 00:00 means the day's end."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes != MIDNIGHT:
            raise InvalidHoursError

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The instants of opening and closing on a local day."""
        last_day = day + ONE_DAY if self.closes == MIDNIGHT else day
        return instant_on(day, self.opens, zone), instant_on(last_day, self.closes, zone)


WHOLE_DAY = OpeningHours(opens=MIDNIGHT, closes=MIDNIGHT)
DAYTIME = OpeningHours(opens=time(8), closes=time(18, 30))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """When a place works and when its people may be disturbed.

    `closed_on` adds own days off to the holidays; `open_on` takes days out of them
    (a solidarity day, a Saturday worked) and wins. `office_hours` count working
    hours, and may hold several spans; `people_hours` bound reminders.
    """

    zone: ZoneInfo = PARIS
    region: HolidayRegion = HolidayRegion.FRANCE
    closed_on: frozenset[date] = frozenset()
    open_on: frozenset[date] = frozenset()
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    people_hours: OpeningHours = DAYTIME
    office_hours: tuple[OpeningHours, ...] = (DAYTIME,)

    def __post_init__(self) -> None:
        if not self.weekdays and not self.open_on:
            raise NoWorkingDayError
        if not self.office_hours:
            raise InvalidHoursError
        spans = zip(self.office_hours, self.office_hours[1:], strict=False)
        if any(one.closes == MIDNIGHT or one.closes > other.opens for one, other in spans):
            raise InvalidHoursError

    def in_zone(self, zone: ZoneInfo) -> Self:
        """These days and hours on the clock of somebody elsewhere."""
        return replace(self, zone=zone)

    def is_working_day(self, day: date) -> bool:
        if day in self.open_on:
            return True
        if day.weekday() not in self.weekdays or day in self.closed_on:
            return False
        return day not in public_holidays(self.region, day.year)

    def day_of(self, instant: datetime) -> date:
        """Which local day it is."""
        return local_day(instant, self.zone)

    def working_days_from(self, day: date) -> Iterator[date]:
        """Working days in order, `day` included; NoWorkingDayError when a year holds none."""
        return self._working_days(day, ONE_DAY)

    def working_days_back_from(self, day: date) -> Iterator[date]:
        """Working days backwards, `day` included; NoWorkingDayError when a year holds none."""
        return self._working_days(day, -ONE_DAY)

    def working_day_from(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        return next(self.working_days_from(day))

    def working_day_after(self, day: date, count: int = 1) -> date:
        """The `count`-th working day after `day`."""
        return next(islice(self.working_days_from(day + ONE_DAY), count - 1, None))

    def working_day_before(self, day: date, count: int = 1) -> date:
        """The `count`-th working day before `day`."""
        return next(islice(self.working_days_back_from(day - ONE_DAY), count - 1, None))

    def add_working_time(
        self, start: datetime, amount: timedelta, *, hours: tuple[OpeningHours, ...] = ()
    ) -> datetime:
        """The instant when `amount` of open time has run since `start`.

        Counts office hours, or the `hours` given. A delay that ends with a span
        ends at its closing, so that midnight means 24:00 of the working day.
        """
        left = amount
        spans = self._open_spans(start, hours or self.office_hours)
        begins_at, ends_at = next(spans)
        while left > ends_at - begins_at:
            left -= ends_at - begins_at
            begins_at, ends_at = next(spans)
        return begins_at + left

    def next_open_moment(self, instant: datetime) -> datetime:
        """The first moment from `instant` on when people may be disturbed."""
        spans = map(self._sending_span, self.working_days_from(self.day_of(instant)))
        return next(max(instant, opens_at) for opens_at, last_at in spans if instant <= last_at)

    def latest_open_moment_before(self, instant: datetime) -> datetime:
        """The last moment up to `instant` when people may be disturbed."""
        spans = map(self._sending_span, self.working_days_back_from(self.day_of(instant)))
        return next(min(instant, last_at) for opens_at, last_at in spans if instant >= opens_at)

    def morning_of(self, day: date) -> datetime:
        """The instant when people's hours open on a local day."""
        return instant_on(day, self.people_hours.opens, self.zone)

    def _working_days(self, first: date, step: timedelta) -> Iterator[date]:
        closed_in = 0
        day = first
        while closed_in < LONGEST_CLOSURE_IN:
            if self.is_working_day(day):
                closed_in = 0
                yield day
            else:
                closed_in += 1
            day += step
        raise NoWorkingDayError

    def _open_spans(
        self, start: datetime, hours: tuple[OpeningHours, ...]
    ) -> Iterator[tuple[datetime, datetime]]:
        for day in self.working_days_from(self.day_of(start)):
            for opens_at, closes_at in (span.on(day, self.zone) for span in hours):
                if start < closes_at:
                    yield max(start, opens_at), closes_at

    def _sending_span(self, day: date) -> tuple[datetime, datetime]:
        opens_at, closes_at = self.people_hours.on(day, self.zone)
        return opens_at, max(opens_at, closes_at - SENDING_TIME)
