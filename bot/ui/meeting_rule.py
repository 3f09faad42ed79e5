"""When the team meets: an iCalendar rule (RFC 5545), and the plain choices that make one."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.meetings import MeetingRuleError, check_rule

_PLAIN = re.compile(
    r"FREQ=(?:WEEKLY;BYDAY=|MONTHLY;BYDAY=(?P<rank>[1-4]|-1))(?P<day>[A-Z]{2})"
    r";BYHOUR=(?P<hour>[01]?\d|2[0-3]);BYMINUTE=(?P<minute>[0-5]?\d)"
)


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


def checked_rule(text: str, *, now: datetime) -> str | None:
    """The rule in capitals, or None when it names no meetings, or too many."""
    rule = "".join(text.split()).upper().removeprefix("RRULE:")
    try:
        check_rule(rule, now)
    except MeetingRuleError:
        return None
    return rule
