"""The only caller of the system clock, and what holds it against the time that Slack tells."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol, runtime_checkable

TOLERATED = timedelta(minutes=2)
"""A clock further away from Slack's is wrong: it would shift deadlines that people are told."""
PLAUSIBLE_SINCE = datetime(2025, 1, 1, tzinfo=UTC)
"""Before this there was no Vigie: a machine without a clock battery begins in 1970."""


def elapsed_seconds() -> float:
    """Seconds that only ever pass, a sleeping machine's too where the system counts them."""
    boot_clock: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_clock is None else time.clock_gettime(boot_clock)


class Clock(Protocol):
    """Tells the time; every instant in Vigie comes from one of these."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""


@runtime_checkable
class Steady(Protocol):
    """Counts the seconds that really passed, whatever anybody sets."""

    def elapsed(self) -> float:
        """Seconds since some moment."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock that runs with the system's and can be moved forward, for the sandbox and its bot.

    It may begin in the past: `ahead_by` is then negative.
    """

    def __init__(self, base: Clock | None = None, *, ahead_by: timedelta = timedelta(0)) -> None:
        self._base: Clock = base or SystemClock()
        self._ahead_by = ahead_by

    def now(self) -> datetime:
        return self._base.now() + self._ahead_by

    def elapsed(self) -> float:
        """Seconds since some moment: to be moved forward is to let time pass."""
        return elapsed_seconds() + self._ahead_by.total_seconds()

    def advance(self, by: timedelta) -> None:
        """Move forward; a negative `by` raises ValueError, for nothing expects time to run back."""
        if by < timedelta(0):
            raise ValueError(f"a clock does not go back ({by})")
        self._ahead_by += by


def ahead_by(said: str, *, asked_at: datetime, answered_at: datetime) -> timedelta | None:
    """How far a clock is ahead of the `Date` header of an answer; negative when it is behind.

    Zero where the header lies between question and answer. None where it is none (RFC 9110, 6.6.1).
    """
    try:
        theirs = parsedate_to_datetime(said)
    except ValueError:
        return None
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=UTC)
    earliest, latest = sorted((asked_at, answered_at))
    if theirs > latest:
        return latest - theirs
    return max(earliest - theirs, timedelta())


class CheckedClock:
    """A clock that is held against Slack's, and gives way to it while it is wrong.

    What Slack said goes on by seconds that nobody can set, so that a clock which is put right
    is believed again at once.
    """

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._elapsed = base.elapsed if isinstance(base, Steady) else elapsed_seconds
        self._told_at: datetime | None = None
        self._heard_at = 0.0
        self._is_wrong = False

    def now(self) -> datetime:
        """The present instant: the machine's, or Slack's while the machine's is wrong."""
        ours = self._base.now()
        if not self._is_wrong or self._told_at is None:
            return ours
        theirs = self._theirs(self._told_at)
        if abs(ours - theirs) <= TOLERATED:
            self._is_wrong = False
            return ours
        return theirs

    def machine_now(self) -> datetime:
        """The machine's own clock, right or wrong."""
        return self._base.now()

    def hear(self, said: str, *, asked_at: datetime) -> None:
        """Take the `Date` of an answer to what was asked when the machine said `asked_at`."""
        ours = self._base.now()
        ahead = ahead_by(said, asked_at=asked_at, answered_at=ours)
        if ahead is None:
            return
        self._told_at, self._heard_at = ours - ahead, self._elapsed()
        self._is_wrong = abs(ahead) > TOLERATED

    @property
    def ahead(self) -> timedelta | None:
        """How far the clock was found ahead of Slack's; zero while it is right enough.

        None while Slack's was never heard.
        """
        if self._told_at is None:
            return None
        return self._difference(self._told_at) if self.is_wrong else timedelta()

    @property
    def is_wrong(self) -> bool:
        """Whether Slack's last answer showed the clock wrong, and it was not put right since."""
        self.now()
        return self._is_wrong

    @property
    def is_in_doubt(self) -> bool:
        """Whether the machine's clock was moved since Slack's last answer."""
        if self._told_at is None or self.is_wrong:
            return False
        return abs(self._difference(self._told_at)) > TOLERATED

    def is_to_be_compared(self, *, every: timedelta) -> bool:
        """Whether Slack's time is long ago, or the machine's clock is in doubt or wrong."""
        if self._told_at is None or self.is_wrong or self.is_in_doubt:
            return True
        return self._elapsed() - self._heard_at >= every.total_seconds()

    def _difference(self, told_at: datetime) -> timedelta:
        return self._base.now() - self._theirs(told_at)

    def _theirs(self, told_at: datetime) -> datetime:
        return told_at + timedelta(seconds=self._elapsed() - self._heard_at)
