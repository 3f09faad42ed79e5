"""The only caller of the system clock."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time; every instant in Vigie comes from one of these."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""


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

    def advance(self, by: timedelta) -> None:
        """Move forward; a negative `by` raises ValueError, for nothing expects time to run back."""
        if by < timedelta(0):
            raise ValueError(f"a clock does not go back ({by})")
        self._ahead_by += by
