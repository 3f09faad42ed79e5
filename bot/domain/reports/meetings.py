"""The team meetings at which the figures are discussed, and when their summary is due."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import islice, takewhile
from typing import Self
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.wall_time import PARIS, instant_of, instant_on, wall_clock
from bot.domain.errors import VigieError
from bot.domain.school.meeting_exceptions import Move as Move  # noqa: PLC0414  # part of a schedule
from bot.domain.school.office import DEFAULT_MEETING_RULE, Office

SUMMARY_TIME = time(9)
LONGEST_LEAD_IN = 20
ONE_WEEK = timedelta(weeks=1)
MOST_A_WEEK = 3
FREQUENCIES = {"WEEKLY", "MONTHLY", "YEARLY"}
TOO_FREQUENT = {"DAILY", "HOURLY", "MINUTELY", "SECONDLY"}
LOOKED_AHEAD = 60
LONGEST_INTERVAL = 60

ANCHOR = datetime.combine(date(2024, 1, 1), time(9))
"""Where a rule without DTSTART begins: a Monday, 09:00. It decides which weeks are even."""


_PLAIN = re.compile(
    r"FREQ=(?:WEEKLY;BYDAY=|MONTHLY;BYDAY=(?P<rank>[1-4]|-1))(?P<day>[A-Z]{2})"
    r";BYHOUR=(?P<hour>[01]?\d|2[0-3]);BYMINUTE=(?P<minute>[0-5]?\d)"
)


class MeetingRuleError(VigieError):
    """The rule of the team meeting cannot be used."""


class UnreadableRuleError(MeetingRuleError):
    """It is no iCalendar rule of local time, such as FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0."""


class NeverMeetsError(MeetingRuleError):
    """No meeting ever comes of it again."""


class MeetsTooOftenError(MeetingRuleError):
    """It makes more than three meetings in one week: that is no review of a month."""


class InvalidLeadError(VigieError):
    """The summary is posted 0 to 20 working days before the meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting to hold; `planned_on` is the day its rule gave, None for an extra one."""

    starts_at: datetime
    planned_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSchedule:
    """A rule on the office's wall clock, and the exceptions people made."""

    rule: str = DEFAULT_MEETING_RULE
    zone: ZoneInfo = PARIS
    cancelled: frozenset[date] = frozenset()
    moved: tuple[Move, ...] = ()
    extra: tuple[datetime, ...] = ()

    @classmethod
    def of(cls, office: Office) -> Self:
        """The office's rule, with the exceptions to meetings that this rule plans.

        One that was made to another rule's meeting is none to this one.
        """
        rule, made = _read(office.meeting_rule), office.meeting_exceptions
        return cls(
            rule=office.meeting_rule,
            zone=office.zone,
            cancelled=frozenset(day for day in made.cancelled if _plans(rule, day)),
            moved=tuple(move for move in made.moved if _plans(rule, move.planned_on)),
            extra=made.extra,
        )


def check_rule(rule: str, now: datetime, *, zone: ZoneInfo = PARIS) -> None:
    """Refuse a rule that cannot be read, makes no meeting or too many: a MeetingRuleError."""
    try:
        walls = tuple(islice(_read(rule).xafter(wall_clock(now, zone)), LOOKED_AHEAD))
    except (LookupError, OverflowError, ValueError) as error:  # a figure beyond every calendar
        raise UnreadableRuleError from error
    if not walls:
        raise NeverMeetsError
    later = walls[MOST_A_WEEK:]
    if any(last - first < ONE_WEEK for first, last in zip(walls, later, strict=False)):
        raise MeetsTooOftenError


def next_meeting(schedule: MeetingSchedule, after: datetime) -> Meeting | None:
    """The first meeting that starts later than `after`, None when there is none."""
    planned = (one for one in _planned(schedule, after) if one.starts_at > after)
    others = (one for one in _exceptional(schedule) if one.starts_at > after)
    candidates = (*islice(planned, 1), *others)
    return min(candidates, key=_in_order, default=None)


def meetings_between(
    schedule: MeetingSchedule, start_at: datetime, *, end_at: datetime
) -> tuple[Meeting, ...]:
    """The meetings that start from `start_at` on and before `end_at`, in order.

    One moved onto another's time is held with it: both are there.
    """
    planned = takewhile(lambda one: one.starts_at < end_at, _planned(schedule, start_at))
    others = (one for one in _exceptional(schedule) if one.starts_at < end_at)
    found = (one for one in (*planned, *others) if one.starts_at >= start_at)
    return tuple(sorted(found, key=_in_order))


def summary_due(meeting: Meeting, *, lead_days: int, calendar: WorkingCalendar) -> datetime:
    """09:00 office time, `lead_days` working days before the meeting, in UTC.

    Never after the meeting begins. InvalidLeadError outside 0 to 20.
    """
    if not 0 <= lead_days <= LONGEST_LEAD_IN:
        raise InvalidLeadError
    day = calendar.day_of(meeting.starts_at)
    summary_day = calendar.working_day_before(day, lead_days) if lead_days else day
    return min(instant_on(summary_day, SUMMARY_TIME, calendar.zone), meeting.starts_at)


def is_on_day_off(meeting: Meeting, calendar: WorkingCalendar) -> bool:
    """Whether a meeting falls on a holiday or a closed day, so that people are asked."""
    return not calendar.is_working_day(calendar.day_of(meeting.starts_at))


def _planned(schedule: MeetingSchedule, after: datetime) -> Iterator[Meeting]:
    changed = schedule.cancelled | {move.planned_on for move in schedule.moved}
    # A day earlier, since the wall clock may run back in between.
    walls = _read(schedule.rule).xafter(wall_clock(after, schedule.zone) - timedelta(days=1))
    for wall in walls:
        if wall.date() not in changed:
            yield Meeting(starts_at=instant_of(wall, schedule.zone), planned_on=wall.date())


def _exceptional(schedule: MeetingSchedule) -> Iterator[Meeting]:
    for move in schedule.moved:
        if move.planned_on not in schedule.cancelled:
            yield Meeting(starts_at=instant_of(move.to, schedule.zone), planned_on=move.planned_on)
    for wall in schedule.extra:
        yield Meeting(starts_at=instant_of(wall, schedule.zone), planned_on=None)


def _in_order(one: Meeting) -> tuple[datetime, date]:
    return one.starts_at, one.planned_on or date.max


def _plans(rule: rrule, day: date) -> bool:
    first = datetime.combine(day, time.min)
    return bool(rule.between(first, datetime.combine(day, time.max), inc=True))


@lru_cache(maxsize=16)
def _read(text: str) -> rrule:
    _check_fields(text)
    try:
        rule = rrulestr(text, dtstart=ANCHOR, ignoretz=True)
    except (ValueError, OverflowError) as error:
        raise UnreadableRuleError from error
    if not isinstance(rule, rrule):
        raise UnreadableRuleError
    return rule


def _check_fields(text: str) -> None:
    """Keep out what dateutil would walk through for ever: INTERVAL=0, every second."""
    rule = text.upper().rpartition("RRULE:")[2]
    fields = dict(part.partition("=")[::2] for part in rule.strip().split(";"))
    frequency = fields.get("FREQ", "")
    if frequency in TOO_FREQUENT:
        raise MeetsTooOftenError
    interval = fields.get("INTERVAL", "1")
    is_counted = interval.isdecimal() and 0 < int(interval) <= LONGEST_INTERVAL
    if frequency not in FREQUENCIES or not is_counted or "TZID" in text.upper():
        raise UnreadableRuleError


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCalendar:
    """The meetings to come, and the days whose meeting was cancelled."""

    meetings: tuple[Meeting, ...]
    cancelled: tuple[date, ...]
    office: Office


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
