"""The team meetings at which the figures are discussed, and when their summary is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from bot.domain.calendars import WorkingCalendar
from bot.domain.errors import VigieError
from bot.domain.meeting_exceptions import Move as Move  # noqa: PLC0414  # part of a schedule
from bot.domain.office import DEFAULT_MEETING_RULE
from bot.domain.wall_time import PARIS, instant_of, instant_on, wall_clock

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


def check_rule(rule: str, now: datetime, *, zone: ZoneInfo = PARIS) -> None:
    """Refuse a rule that cannot be read, makes no meeting or too many: a MeetingRuleError."""
    walls = tuple(islice(_read(rule).xafter(wall_clock(now, zone)), LOOKED_AHEAD))
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
    return min(candidates, key=lambda one: one.starts_at, default=None)


def meetings_between(
    schedule: MeetingSchedule, start_at: datetime, *, end_at: datetime
) -> tuple[Meeting, ...]:
    """The meetings that start from `start_at` on and before `end_at`, in order."""
    found = []
    meeting = next_meeting(schedule, start_at - timedelta.resolution)
    while meeting and meeting.starts_at < end_at:
        found.append(meeting)
        meeting = next_meeting(schedule, meeting.starts_at)
    return tuple(found)


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
