"""Traces of steps on a case, dated, that an auditor samples."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.cases.outcomes import Solved
from bot.domain.cases.taxonomy import Means, Measure
from bot.domain.school.policies import DeadlineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest:
    """A request to the complainant; `answered_at` is None while it is open."""

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
    """A decision about an incident at one moment (policy §4.2).

    `on_spot` where whoever reported it had settled it: then `explanation` alone says how.
    """

    at: datetime
    by: str
    measures: tuple[Measure, ...]
    explanation: str
    on_spot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneAtOnce:
    """What whoever reported an incident did at once, where it is handled in full all the same.

    `informed` are those whom they told of it.
    """

    at: datetime
    by: str
    what: str
    informed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationPoint:
    """Who was told of an incident, how and when (policy §4.3).

    Where nobody had to be told, `parties` is empty and `waived_because` says why; `means` is
    None as well where only the people were given.
    """

    at: datetime
    by: str
    parties: str = ""
    means: Means | None = None
    waived_because: str | None = None


class ExternalKind(StrEnum):
    """Who waits for what.

    A funder's letter names its date, and so does a certifier's. An accident at work is declared
    within 48 hours, Sundays and holidays aside (code de la sécurité sociale, R441-3), a breach of
    personal data within 72 hours (GDPR art. 33): counted from when somebody knew, which only
    people can say.
    """

    FUNDER = "funder"
    WORK_ACCIDENT = "work_accident"
    DATA_BREACH = "data_breach"
    AUTHORITY = "authority"
    CERTIFIER = "certifier"
    OTHER = "other"

    @property
    def is_urgent(self) -> bool:
        """Whether people are disturbed at any hour for it."""
        return self is ExternalKind.DATA_BREACH


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalDeadline:
    """A date set by somebody else. `settled_at` is when it was met, or found to be moot."""

    id: UUID
    kind: ExternalKind
    what: str
    due_at: datetime
    noted_at: datetime
    noted_by: str
    settled_at: datetime | None = None
    settled_by: str | None = None
    note: str | None = None
    is_moot: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.settled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something owed since an instant: by when, and when it was done.

    `due_at` is the date in force, extensions included; `dropped_at` is when it became without
    object, since the case was set aside or nobody could be answered.
    """

    kind: DeadlineKind
    owed_since: datetime
    due_at: datetime
    kept_at: datetime | None = None
    dropped_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be done about it."""
        return self.kept_at is not None or self.dropped_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLife:
    """A case was settled, and came back."""

    closed_at: datetime
    reopened_at: datetime
