"""What the school did in a month, so that a number of complaints can be weighed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Distinct trainees trained, and sessions held; None where nobody has told it."""

    trainees: int | None = None
    sessions: int | None = None
