"""The only caller of the system clock."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; every instant in Vigie comes from one of these."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)
