"""A figure beside its twin's, and the bound it has to keep."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

TIMES, NOTHING = "\N{MULTIPLICATION SIGN}", "\N{EM DASH}"


class Bound(Protocol):
    """What a benchmark promises; its text is shown beside the figure."""

    def holds(self, ours: float, twin: float | None) -> bool:
        """Whether the promise is kept."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """Our own figure stays at or below a value, whatever the twin's is."""

    value: float
    unit: str

    def holds(self, ours: float, _twin: float | None) -> bool:
        return ours <= self.value

    def __str__(self) -> str:
        return f"≤ {shown(self.value, self.unit)}"


@dataclass(frozen=True, slots=True)
class AtMostTimes:
    """Our figure stays at or below so many times the twin's."""

    factor: float

    def holds(self, ours: float, twin: float | None) -> bool:
        return twin is not None and ours <= self.factor * twin

    def __str__(self) -> str:
        return f"≤ {self.factor:g} {TIMES}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the table. Without a `bound` the figure is told and promises nothing.

    `along` has the figure at each size of the register, of which ours is that of the largest.
    """

    name: str
    ours: float
    twin: float | None = None
    unit: str
    bound: Bound | None = None
    along: Mapping[int, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """How many times the twin's figure ours is."""
        return self.ours / self.twin if self.twin else None

    @property
    def holds(self) -> bool:
        """Whether the bound holds; what has none always does."""
        return self.bound is None or self.bound.holds(self.ours, self.twin)


def percentile(figures: Sequence[float], percent: float) -> float:
    """The smallest figure that `percent` of all do not exceed (nearest rank).

    Raises ValueError when there is no figure.
    """
    if not figures:
        raise ValueError("no figure to choose from")
    rank = math.ceil(percent / 100 * len(figures))
    return sorted(figures)[max(rank, 1) - 1]


def shown(value: float | None, unit: str = "") -> str:
    """A figure with three significant digits and its unit; a dash when there is none."""
    if value is None:
        return NOTHING
    if math.isinf(value):
        return "never"
    digits = 0 if value == 0 else max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{digits}f}".replace(",", "\u202f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}\u00a0{unit}".rstrip("\u00a0")
