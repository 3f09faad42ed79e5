"""The school's complaints policy as it was in force: its text or signed document, by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.domain.cases.cases import UploadedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFile:
    """The signed document: on its way until `sha256` says that it is kept, or `refused` why not."""

    id: UUID
    name: str
    media_type: str | None = None
    sha256: str | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPolicy:
    """A version: in force from a day of the office on, until another is. It never changes."""

    id: UUID
    in_force_on: date
    added_by: str
    added_at: datetime
    text: str | None = None
    file: PolicyFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDraft:
    """A version as the form gives it: a text, a document, or both."""

    submission_id: UUID
    in_force_on: date
    text: str | None = None
    file: UploadedFile | None = None


def in_force(kept: Sequence[KeptPolicy], day: date) -> KeptPolicy | None:
    """The version of a day: of several that begin on one, the one that was added last."""
    begun = [one for one in kept if one.in_force_on <= day]
    return max(begun, key=lambda one: (one.in_force_on, one.added_at), default=None)


def in_force_between(kept: Sequence[KeptPolicy], first: date, last: date) -> tuple[KeptPolicy, ...]:
    """The versions of a period, the earliest first: that of its first day, and those since."""
    at_first = in_force(kept, first)
    since = [one for one in kept if first < one.in_force_on <= last]
    days = dict.fromkeys(one.in_force_on for one in since)
    later = (in_force(since, day) for day in sorted(days))
    return tuple(one for one in (at_first, *later) if one is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliciesKept:
    """All versions, the latest day first, and the one in force `today`."""

    kept: tuple[KeptPolicy, ...]
    today: date

    @property
    def current(self) -> KeptPolicy | None:
        return in_force(self.kept, self.today)
