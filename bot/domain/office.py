"""The school's own choices: who is told, where, in which language and zone."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.calendars import HolidayRegion, WorkingCalendar
from bot.domain.letters import Mediator
from bot.domain.meeting_exceptions import AS_PLANNED, MeetingExceptions
from bot.domain.policies import CAPSECURITE, Policy
from bot.domain.sites import Site
from bot.domain.wall_time import PARIS as PARIS  # noqa: PLC0414  # the office's zone by default


class Locale(StrEnum):
    """The languages Vigie speaks."""

    FRENCH = "fr"
    ENGLISH = "en"


class CardDetail(StrEnum):
    """How much a card shows in the quality channel."""

    FULL = "full"
    MINIMAL = "minimal"


DEFAULT_MEETING_RULE = "FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The school as it is set up now; what is unset is None or empty.

    `mediator`, `signature` and `privacy_notice` (where people read of their rights, GDPR
    art. 13) stand in letters.
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
    mediator: Mediator | None = None
    signature: str | None = None
    privacy_notice: str | None = None
    policy: Policy = CAPSECURITE
    holiday_region: HolidayRegion = HolidayRegion.FRANCE
    closed_on: frozenset[date] = frozenset()
    meeting_exceptions: MeetingExceptions = AS_PLANNED
    sites: tuple[Site, ...] = ()

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
    """What `/qualite reglages` sets, all of it at once.

    Of the last four, None leaves a choice as it was, and an empty one takes it back.
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


class OfficeChoice(StrEnum):
    """What a fresh installation still has to be told."""

    QUALITY_CHANNEL = "quality_channel"
    QUALITY_MANAGERS = "quality_managers"
    TRAINING_MANAGERS = "training_managers"


def missing_choices(office: Office) -> tuple[OfficeChoice, ...]:
    """What is still unset, in the order in which to set it."""
    chosen = {
        OfficeChoice.QUALITY_CHANNEL: office.quality_channel,
        OfficeChoice.QUALITY_MANAGERS: office.quality_managers,
        OfficeChoice.TRAINING_MANAGERS: office.training_managers,
    }
    return tuple(choice for choice in OfficeChoice if not chosen[choice])
