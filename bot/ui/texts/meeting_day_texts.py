"""The type of what is said about the days of meetings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDayTexts:
    """The list of meetings, its menus and form, and the word ahead of a day off."""

    title: str
    about: str
    none: str
    add: str
    add_title: str
    move: str
    cancel: str
    restore: str
    moving: str
    day: str
    time: str
    is_extra: str
    is_moved: str
    is_cancelled: str
    is_day_off: str
    day_off: str
