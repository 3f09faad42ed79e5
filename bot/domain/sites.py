"""The school's sites elsewhere: each on its own clock, with its own public holidays."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.calendars import HolidayRegion
from bot.domain.errors import VigieError

SITES_MAX = 100
"""Options that a Slack menu takes."""
NAME_MAX = 60
"""Characters of a site's name, so that no menu cuts it."""

_REGIONS = frozenset(HolidayRegion)
_EXAMPLE = "Cayenne=America/Cayenne/GF; Lyon=Europe/Paris"


class SitesError(VigieError):
    """The sites are not written as they should be; the message says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where the school trains; without a `region` of its own, the office's counts."""

    name: str
    zone: ZoneInfo
    region: HolidayRegion | None = None


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
