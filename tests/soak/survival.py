"""What became of everything that was accepted while something went wrong again and again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LETTERS, MAILS = "letters", "mails"
"""How the name of a scenario begins in which these are counted instead of filings."""


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

    @classmethod
    def crashed(
        cls, scenario: str, database: str, crash: BaseException, *, seconds: float
    ) -> "Survival":
        """That of a scenario which came to no end: nothing is known of what it kept."""
        lines = str(crash).splitlines() or [""]
        return cls(
            scenario=scenario,
            database=database,
            accepted=0,
            cases=0,
            messages=0,
            flaws=(f"came to no end: {type(crash).__name__} {lines[0]}".strip(),),
            seconds=seconds,
        )
