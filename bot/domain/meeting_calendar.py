"""The meetings to come as people see them, and those that are not held."""

from dataclasses import dataclass
from datetime import date

from bot.domain.meetings import Meeting
from bot.domain.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCalendar:
    """The meetings to come, and the days whose meeting was cancelled."""

    meetings: tuple[Meeting, ...]
    cancelled: tuple[date, ...]
    office: Office
