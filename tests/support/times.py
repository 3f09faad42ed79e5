"""Instants, calendars and deadlines for the tests of time."""

from datetime import UTC, datetime, timedelta
from time import monotonic
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.public_holidays import HolidayRegion
from bot.domain.calendar.wall_time import instant_of, wall_clock
from bot.domain.deadlines.open_deadlines import OpenDeadline
from bot.domain.school.policies import DeadlineKind

PARIS = ZoneInfo("Europe/Paris")
ZONES = (
    PARIS,
    ZoneInfo("America/Martinique"),
    ZoneInfo("America/Cayenne"),
    ZoneInfo("Indian/Reunion"),
    ZoneInfo("Indian/Mayotte"),
    ZoneInfo("America/Miquelon"),
    ZoneInfo("Pacific/Noumea"),
    ZoneInfo("Pacific/Marquesas"),
)
SUBJECT = UUID(int=7)

zones = st.sampled_from(ZONES)
calendars = st.builds(WorkingCalendar, zone=zones, region=st.sampled_from(HolidayRegion))

# Whole minutes, and the hours around a change of clocks, where mistakes live.
_ANY_MINUTE = st.datetimes(
    min_value=datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
    max_value=datetime(2031, 12, 31, tzinfo=UTC).replace(tzinfo=None),
    timezones=st.just(UTC),
).map(lambda instant: instant.replace(second=0, microsecond=0))
_CLOCK_CHANGES = st.builds(
    lambda night, minutes: night + timedelta(minutes=minutes),
    st.sampled_from(
        [
            datetime(2026, 3, 8, 5, tzinfo=UTC),
            datetime(2026, 3, 29, 1, tzinfo=UTC),
            datetime(2026, 10, 25, 1, tzinfo=UTC),
            datetime(2026, 11, 1, 4, tzinfo=UTC),
        ]
    ),
    st.integers(min_value=-72 * 60, max_value=72 * 60),
)
instants = st.one_of(_ANY_MINUTE, _CLOCK_CHANGES)


class StillClock:
    """Stands still but for those who move it, so that a slow machine tells the same story."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at


def seconds(text: str) -> int:
    """A local time in Paris as a picker gives it."""
    return int(paris(text).timestamp())


def paris(text: str) -> datetime:
    """The UTC instant of a local time in Paris, « 2026-11-13 17:50 »."""
    return instant_of(datetime.fromisoformat(text), PARIS)


def shown(instant: datetime, zone: ZoneInfo = PARIS) -> str:
    """What people read, « Fri 2026-11-13 17:50 »."""
    return f"{wall_clock(instant, zone):%a %Y-%m-%d %H:%M}"


def deadline(
    recorded_at: datetime,
    due_at: datetime,
    *,
    kind: DeadlineKind = DeadlineKind.ACK,
    is_owned: bool = True,
    is_urgent: bool = False,
) -> OpenDeadline:
    return OpenDeadline(
        subject=SUBJECT,
        kind=kind,
        recorded_at=recorded_at,
        due_at=due_at,
        is_owned=is_owned,
        is_urgent=is_urgent,
    )


class MachineClock:
    """The clock of the bot's machine: the true one, and how far somebody set it `off`."""

    def __init__(self, true: MovableClock) -> None:
        self._true = true
        self.off = timedelta()

    def now(self) -> datetime:
        return self._true.now() + self.off

    def elapsed(self) -> float:
        return self._true.elapsed()


class RunningFrom:
    """Runs as clocks do, from a moment of one's own choice, so that dates stay the same."""

    def __init__(self, begins_at: datetime) -> None:
        self._begins_at = begins_at.astimezone(UTC)
        self._started = monotonic()

    def now(self) -> datetime:
        return self._begins_at + timedelta(seconds=monotonic() - self._started)
