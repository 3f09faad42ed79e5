"""When the team meets: an iCalendar rule (RFC 5545), and the plain choices that make one."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dateutil.rrule import rrule, rrulestr

_FREQUENCIES = frozenset({"WEEKLY", "MONTHLY", "YEARLY"})
_PLAIN = re.compile(
    r"FREQ=(?:WEEKLY;BYDAY=|MONTHLY;BYDAY=(?P<rank>[1-4]|-1))(?P<day>[A-Z]{2})"
    r";BYHOUR=(?P<hour>[01]?\d|2[0-3]);BYMINUTE=(?P<minute>[0-5]?\d)"
)
_INTERVAL = re.compile(r"[1-9]\d?")
_TRIED_FROM = datetime(2026, 1, 1)  # noqa: DTZ001 - a rule's own time is local, without zone
_TRIED_FOR = timedelta(days=5 * 366)


class Rank(StrEnum):
    """Every week, or which of the month's such weekdays."""

    WEEKLY = "0"
    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    FOURTH = "4"
    LAST = "-1"


class Weekday(StrEnum):
    """A weekday, as RFC 5545 writes it."""

    MONDAY = "MO"
    TUESDAY = "TU"
    WEDNESDAY = "WE"
    THURSDAY = "TH"
    FRIDAY = "FR"
    SATURDAY = "SA"
    SUNDAY = "SU"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainMeeting:
    """A meeting that the plain choices can say; `time` is local, `HH:MM`."""

    rank: Rank
    weekday: Weekday
    time: str


def rule_of(meeting: PlainMeeting) -> str:
    """The meeting as an iCalendar rule."""
    hour, minute = (int(part) for part in meeting.time.split(":"))
    if meeting.rank is Rank.WEEKLY:
        days = f"FREQ=WEEKLY;BYDAY={meeting.weekday}"
    else:
        days = f"FREQ=MONTHLY;BYDAY={meeting.rank}{meeting.weekday}"
    return f"{days};BYHOUR={hour};BYMINUTE={minute}"


def plain_meeting(rule: str) -> PlainMeeting | None:
    """The rule as plain choices, if they can say it."""
    match = _PLAIN.fullmatch(rule)
    if match is None or match["day"] not in set(Weekday):
        return None
    return PlainMeeting(
        rank=Rank(match["rank"] or Rank.WEEKLY),
        weekday=Weekday(match["day"]),
        time=f"{int(match['hour']):02}:{int(match['minute']):02}",
    )


def checked_rule(text: str) -> str | None:
    """The rule in capitals, or None when it is none that names days of meetings.

    It has to repeat by week, month or year, name one time of day, neither count nor
    end, and hold at least once in five years.
    """
    rule = "".join(text.split()).upper().removeprefix("RRULE:")
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    if parts.get("FREQ") not in _FREQUENCIES or not parts.keys().isdisjoint({"COUNT", "UNTIL"}):
        return None
    if not (parts.get("BYHOUR", "").isdecimal() and parts.get("BYMINUTE", "0").isdecimal()):
        return None
    if not _INTERVAL.fullmatch(parts.get("INTERVAL", "1")):
        return None
    return rule if _holds(rule) else None


def _holds(rule: str) -> bool:
    try:
        parsed = rrulestr(rule, dtstart=_TRIED_FROM)
    except ValueError:
        return False
    if not isinstance(parsed, rrule):
        return False
    return next(iter(parsed.replace(until=_TRIED_FROM + _TRIED_FOR)), None) is not None
