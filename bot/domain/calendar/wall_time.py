"""Wall clock times of a zone, and the instants they stand for.

Arithmetic on aware datetimes of one `ZoneInfo` is wall-clock arithmetic: 28 March
2026 10:00 + 48 h in Paris is 30 March 10:00, only 47 hours later. So hours are
added to UTC instants, and months and days to the naive wall clock of this module.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

PARIS = ZoneInfo("Europe/Paris")

CLOCK_TOLERANCE = timedelta(minutes=5)

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""Before all that Vigie knows of: since then is since ever."""


class WallTime(StrEnum):
    """Kinds of a typed local time on the nights the clocks change."""

    PLAIN = "plain"
    SKIPPED = "skipped"
    REPEATED = "repeated"


def wall_clock(instant: datetime, zone: ZoneInfo) -> datetime:
    """The local time in `zone`: naive, to the microsecond."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the clock of `zone` shows `wall`.

    A time skipped in spring moves forward by the hour skipped; of a time that
    comes twice in autumn, the first is meant.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def instant_on(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of the local time `at` on the local day `day`."""
    return instant_of(datetime.combine(day, at), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the local day `day` ends: the next one's midnight."""
    return instant_on(day + timedelta(days=1), time(), zone)


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Which day it is in `zone`."""
    return instant.astimezone(zone).date()


def day_began_at(instant: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the local day of `instant` began."""
    return instant_on(local_day(instant, zone), time(), zone)


def add_months(instant: datetime, months: int, zone: ZoneInfo) -> datetime:
    """Wall time unchanged so many months on, or on that month's last day.

    Code de procédure civile, article 641: without a like-numbered day, the delay
    ends on the last day of the month.
    """
    wall: datetime = wall_clock(instant, zone) + relativedelta(months=months)
    return instant_of(wall, zone)


def add_days(instant: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Wall time unchanged so many days on, or back when negative."""
    return instant_of(wall_clock(instant, zone) + timedelta(days=days), zone)


def classify_wall_time(wall: datetime, zone: ZoneInfo) -> WallTime:
    """Say whether a typed local time exists once, never or twice in `zone`."""
    if wall_clock(instant_of(wall, zone), zone) != wall:
        return WallTime.SKIPPED
    first, second = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return WallTime.PLAIN if first == second else WallTime.REPEATED
