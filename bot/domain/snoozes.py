"""How long a person may put a reminder off."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.calendars import ONE_DAY, WorkingCalendar

DAYS_A_WEEK = 7
SHORT_SNOOZE = timedelta(hours=2)


class Snooze(StrEnum):
    """How long a person puts a reminder off."""

    TWO_HOURS = "two_hours"
    TOMORROW_MORNING = "tomorrow_morning"
    MONDAY = "monday"


def snoozed(
    choice: Snooze, now: datetime, *, due_at: datetime, calendar: WorkingCalendar
) -> datetime:
    """When to say it again: in people's hours, after `now`, never past a deadline to come."""
    moment = calendar.next_open_moment(_wanted(choice, now, calendar=calendar))
    if moment <= due_at or due_at <= now:
        return moment
    last = calendar.latest_open_moment_before(due_at)
    return last if last > now else due_at


def _wanted(choice: Snooze, now: datetime, *, calendar: WorkingCalendar) -> datetime:
    today = calendar.day_of(now)
    match choice:
        case Snooze.TWO_HOURS:
            return now + SHORT_SNOOZE
        case Snooze.TOMORROW_MORNING:
            return calendar.morning_of(calendar.working_day_after(today))
        case Snooze.MONDAY:
            monday = today + ONE_DAY * (DAYS_A_WEEK - today.weekday())
            return calendar.morning_of(next(calendar.working_days_from(monday)))
