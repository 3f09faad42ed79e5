"""What became of everything that was accepted while something went wrong again and again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """One scenario, once. `accepted` counts filings of which a person was shown the reference.

    `flaws` says in words what is not as promised; `figures` holds what else was counted.
    """

    scenario: str
    database: str
    accepted: int
    cases: int
    messages: int
    flaws: tuple[str, ...]
    seconds: float
    figures: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost and nothing doubled."""
        return not self.flaws

    def with_flaw(self, flaw: str) -> "Survival":
        """The same with one thing more that is not as promised."""
        return replace(self, flaws=(*self.flaws, flaw))
