"""The school's own choices (who is told, where, in which language), its sites and its members."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.public_holidays import HolidayRegion
from bot.domain.calendar.wall_time import PARIS as PARIS  # noqa: PLC0414  # the office's zone by default
from bot.domain.errors import VigieError
from bot.domain.school.meeting_exceptions import AS_PLANNED, MeetingExceptions
from bot.domain.school.policies import CAPSECURITE, Policy
from bot.domain.school.substitutes import NOBODY_AWAY, StandIns

SITES_MAX = 100
"""Options that a Slack menu takes."""
NAME_MAX = 60
"""Characters of a site's name, so that no menu cuts it."""

_REGIONS = frozenset(HolidayRegion)
_EXAMPLE = "Cayenne=America/Cayenne/GF; Lyon=Europe/Paris"

DEFAULT_MEETING_RULE = "FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0"


class SitesError(VigieError):
    """The sites are not written as they should be; the message says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where the school trains; without a `region` of its own, the office's counts."""

    name: str
    zone: ZoneInfo
    region: HolidayRegion | None = None


class Locale(StrEnum):
    """The languages Vigie speaks."""

    FRENCH = "fr"
    ENGLISH = "en"


class CardDetail(StrEnum):
    """How much a card shows in the quality channel."""

    FULL = "full"
    MINIMAL = "minimal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """The consumer mediator that the provider belongs to (C. conso L616-1)."""

    name: str
    address: str
    website: str

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.address or self.website)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The school as it is set up now; what is unset is None or empty.

    `mediator`, `signature` and `privacy_notice` (where people read of their rights, GDPR
    art. 13) stand in letters, `letterhead` (name, address) above those on paper.
    `quality_managers` and `training_managers` are those chosen; whoever has their place today
    is in `in_quality` and `in_training`. `left` are those known to have left, where that was
    asked for (`without`). With `shows_pictures`, those of an incident stand in the thread of
    its card.
    """

    quality_channel: str | None = None
    quality_managers: tuple[str, ...] = ()
    training_managers: tuple[str, ...] = ()
    confidential_handlers: tuple[str, ...] = ()
    zone: ZoneInfo = PARIS
    locale: Locale = Locale.FRENCH
    meeting_rule: str = DEFAULT_MEETING_RULE
    summary_lead_days: int = 2
    card_detail: CardDetail = CardDetail.FULL
    shows_pictures: bool = True
    mediator: Mediator | None = None
    signature: str | None = None
    privacy_notice: str | None = None
    letterhead: str | None = None
    violence_contact: str | None = None
    policy: Policy = CAPSECURITE
    holiday_region: HolidayRegion = HolidayRegion.FRANCE
    closed_on: frozenset[date] = frozenset()
    meeting_exceptions: MeetingExceptions = AS_PLANNED
    sites: tuple[Site, ...] = ()
    stand_ins: StandIns = NOBODY_AWAY
    left: frozenset[str] = frozenset()

    @property
    def in_quality(self) -> tuple[str, ...]:
        """The quality managers, and who stands in for one of them today."""
        return self.stand_ins.beside(self.quality_managers)

    @property
    def in_training(self) -> tuple[str, ...]:
        """The training managers, and who stands in for one of them today."""
        return self.stand_ins.beside(self.training_managers)

    def without(self, left: Collection[str]) -> Self:
        """The school without these of its people, but for those whom somebody stands in for.

        Whoever they leave behind in a case, named as its handlers, knows them by `left`.
        """
        gone = set(left).difference(one.absent for one in self.stand_ins.running)

        def there(people: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(person for person in people if person not in gone)

        return replace(
            self,
            quality_managers=there(self.quality_managers),
            training_managers=there(self.training_managers),
            confidential_handlers=there(self.confidential_handlers),
            left=self.left.union(left),
        )

    @property
    def calendar(self) -> WorkingCalendar:
        """When the school works and its people may be disturbed, on its own clock."""
        return WorkingCalendar(zone=self.zone, region=self.holiday_region, closed_on=self.closed_on)

    def at(self, site: Site | None) -> Self:
        """The school as seen from a case's site: its clock and holidays, the same people."""
        if site is None:
            return self
        return replace(self, zone=site.zone, holiday_region=site.region or self.holiday_region)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeChange:
    """All that `/qualite reglages` sets at once.

    Of the last seven, None leaves a choice as it was, and an empty one takes it back.
    """

    quality_channel: str | None
    quality_managers: tuple[str, ...]
    training_managers: tuple[str, ...]
    meeting_rule: str
    locale: Locale
    confidential_handlers: tuple[str, ...] | None = None
    mediator: Mediator | None = None
    signature: str | None = None
    privacy_notice: str | None = None
    letterhead: str | None = None
    violence_contact: str | None = None
    shows_pictures: bool | None = None


class OfficeChoice(StrEnum):
    """Choices that a fresh installation still has to be told."""

    QUALITY_CHANNEL = "quality_channel"
    QUALITY_MANAGERS = "quality_managers"
    TRAINING_MANAGERS = "training_managers"


def missing_choices(office: Office) -> tuple[OfficeChoice, ...]:
    """Choices still unset, in the order in which to set it."""
    chosen = {
        OfficeChoice.QUALITY_CHANNEL: office.quality_channel,
        OfficeChoice.QUALITY_MANAGERS: office.quality_managers,
        OfficeChoice.TRAINING_MANAGERS: office.training_managers,
    }
    return tuple(choice for choice in OfficeChoice if not chosen[choice])


def sites_in(words: str) -> tuple[Site, ...]:
    """The sites that a setting such as `Cayenne=America/Cayenne/GF; Lyon=Europe/Paris` names.

    Raises SitesError.
    """
    sites = tuple(_site(part.strip()) for part in words.split(";") if part.strip())
    names = [site.name.casefold() for site in sites]
    for site in sites:
        if names.count(site.name.casefold()) > 1:
            raise SitesError(f"should name each site once, and {site.name} stands there twice")
    if len(sites) > SITES_MAX:
        raise SitesError(f"should name {SITES_MAX} sites at most")
    return sites


def site_named(name: str, sites: tuple[Site, ...]) -> Site | None:
    """The site of that name, in capitals or not."""
    return next((site for site in sites if site.name.casefold() == name.strip().casefold()), None)


def _site(words: str) -> Site:
    name, equals, place = (part.strip() for part in words.partition("="))
    if not (name and equals and place):
        raise SitesError(f"should hold sites such as {_EXAMPLE}, and {words} is none")
    if len(name) > NAME_MAX:
        raise SitesError(f"should give each site a name of {NAME_MAX} characters at most")
    zone, region = _split(place)
    try:
        return Site(name=name, zone=ZoneInfo(zone), region=region)
    except (ValueError, LookupError, OSError) as error:
        known = ", ".join(HolidayRegion)
        msg = (
            f"should give {name} a time zone such as America/Cayenne, "
            f"then maybe a slash and one of {known}; {place} is no such thing"
        )
        raise SitesError(msg) from error


def _split(place: str) -> tuple[str, HolidayRegion | None]:
    """The zone, itself written with slashes, and the region after its last one, if any."""
    zone, _, last = place.rpartition("/")
    return (zone, HolidayRegion(last)) if last in _REGIONS else (place, None)


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
    is_guest: bool = False

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
