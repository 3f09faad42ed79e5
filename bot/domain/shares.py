"""Parts of a whole, and what may be said of them when there are few."""

from dataclasses import dataclass
from typing import Self

SMALLEST_MEASURED = 5
"""Below so many cases a percentage says more than it knows: only the counts are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of those that count met their promise; `pending` ones can still meet it."""

    met: int = 0
    counted: int = 0
    pending: int = 0

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down so that 100 means all; None below five."""
        if self.counted < SMALLEST_MEASURED:
            return None
        return 100 * self.met // self.counted

    @property
    def missed(self) -> int:
        return self.counted - self.met

    def __add__(self, other: Self) -> Self:
        return type(self)(
            met=self.met + other.met,
            counted=self.counted + other.counted,
            pending=self.pending + other.pending,
        )


NO_SHARE = Share()
"""Of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many for each hundred of `among`, which is None where nobody has told it."""

    count: int
    among: int | None

    @property
    def per_hundred(self) -> float | None:
        """To one decimal; None where it is unknown, and below five."""
        if self.among is None or self.among < SMALLEST_MEASURED:
            return None
        return round(100 * self.count / self.among, 1)
