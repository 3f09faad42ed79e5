"""What the steps of a case leave on it: the dated traces that an auditor samples."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.outcomes import Solved
from bot.domain.taxonomy import Means, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest:
    """What the complainant was asked to add; `answered_at` is None while we wait."""

    asked_at: datetime
    asked_by: str
    means: Means
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedExtension:
    """A new date told to the complainant; `in_time` when told before the date it replaces.

    One told too late is kept, since it was said, but moves nothing (policy §3.2.3).
    """

    reason: str
    replaced_due_at: datetime
    new_due_at: datetime
    communicated_at: datetime
    communicated_by: str
    means: Means
    in_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """An attempt to learn whether the solution holds; without an answer, `solved` is None."""

    at: datetime
    by: str
    means: Means
    solved: Solved | None = None
    score: int | None = None
    verbatim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedMeasures:
    """What was decided about an incident at one moment (policy §4.2)."""

    at: datetime
    by: str
    measures: tuple[Measure, ...]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationPoint:
    """Who was told of an incident, how and when (policy §4.3).

    Where nobody had to be told, `parties` is empty and `waived_because` says why.
    """

    at: datetime
    by: str
    parties: str = ""
    means: Means | None = None
    waived_because: str | None = None
