"""A sample that an auditor drew or named, and what of it was shown to whom, and when."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

DRAWN_MAX = 20
"""Sessions or cases of a sample: an auditor has a day."""


class Sampled(StrEnum):
    """What a sample is made of."""

    SESSIONS = "sessions"
    CASES = "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditWish:
    """A sample as it is asked for: so many of a kind in a period, or those that are `named`.

    Days are local ones of the office, both included; `shown_to` is who looks, as it was written.
    """

    submission_id: UUID
    shown_to: str
    sampled: Sampled
    count: int
    first_day: date
    last_day: date
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditItem:
    """A session by its key or a case by its reference, its name on screen, when it was shown."""

    sampled: Sampled
    key: str
    label: str
    shown_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSample:
    """A sample with its record; nothing of it is taken back."""

    id: UUID
    begun_by: str
    begun_at: datetime
    shown_to: str
    items: tuple[AuditItem, ...]

    def shown(self, place: int, *, at: datetime) -> "AuditSample":
        """The audit once one of its items was shown. Raises IndexError."""
        item = self.items[place]
        now = replace(item, shown_at=(*item.shown_at, at))
        return replace(self, items=(*self.items[:place], now, *self.items[place + 1 :]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A sample that was drawn; `unknown` are names of it that nothing bears."""

    audit: AuditSample
    unknown: tuple[str, ...] = ()
