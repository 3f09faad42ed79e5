"""A member of the workspace, as far as Vigie needs to know them."""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member: `locale` such as `fr-FR`, `zone` an IANA name, each None when unknown."""

    id: str
    name: str
    locale: str | None = None
    zone: str | None = None
    is_admin: bool = False
    is_deleted: bool = False
    is_bot: bool = False

    @property
    def may_own(self) -> bool:
        """Whether they are there to act on what they are given."""
        return not (self.is_deleted or self.is_bot)


def zone_of(person: Person | None, *, otherwise: ZoneInfo) -> ZoneInfo:
    """The zone in which a person lives, as far as it is known and this machine knows it."""
    try:
        return ZoneInfo(person.zone) if person and person.zone else otherwise
    except (ZoneInfoNotFoundError, ValueError):
        return otherwise


class ReminderStyle(StrEnum):
    """How a person wants to hear of deadlines that can still be kept."""

    SINGLE = "single"
    MORNING_DIGEST = "morning_digest"
