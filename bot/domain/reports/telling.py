"""When a month is told, at a meeting or on a day of its own, and when a half-year's review is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar.calendars import ONE_DAY
from bot.domain.calendar.periods import Month, Semester
from bot.domain.calendar.wall_time import instant_on, local_day
from bot.domain.reports.meetings import (
    SUMMARY_TIME,
    Meeting,
    MeetingSchedule,
    meetings_between,
    summary_due,
)
from bot.domain.school.office import Office

LOOKED_AHEAD_IN = timedelta(days=62)
"""Twenty working days before a meeting, the longest lead, are less."""
ASKED_BEFORE = timedelta(days=5)
"""So long before a month is told its activity is asked for, or on the working day before that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginnings:
    """Since when the school is at work with Vigie, and since when its rule of meetings stands."""

    began_at: datetime
    rule_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """When a month is to be told, and for which meeting; None where no meeting comes in time."""

    month: Month
    due_at: datetime
    meeting: Meeting | None = None


def telling_of(month: Month, office: Office, since: Beginnings) -> Telling:
    """The first occasion on which a month is told."""
    own = Telling(month=month, due_at=own_day_of(month, office))
    occasions = (*_at_meetings(month, office, since, until=own.due_at), own)
    return min(occasions, key=lambda one: one.due_at)


def month_discussed(meeting: Meeting, office: Office) -> Month:
    """The month before the one that the meeting was planned in, wherever it was moved to."""
    day = meeting.planned_on or local_day(meeting.starts_at, office.zone)
    return Month(year=day.year, month=day.month).previous


def own_day_of(month: Month, office: Office) -> datetime:
    """When a month is told at the latest, with or without a meeting (policy §5).

    On the last day of the next one, or on the first working day after it.
    """
    last_day = month.next.next.first_day - ONE_DAY
    day = office.calendar.working_day_from(last_day)
    return instant_on(day, SUMMARY_TIME, office.zone)


def asked_at(telling: Telling, office: Office) -> datetime:
    """When the activity of a month is asked for, at the hour at which it will be told."""
    calendar, due_at = office.calendar, telling.due_at
    day = next(calendar.working_days_back_from(calendar.day_of(due_at - ASKED_BEFORE)))
    return instant_on(day, due_at.astimezone(office.zone).time(), office.zone)


def review_due_at(semester: Semester, office: Office) -> datetime:
    """When a half-year's review is drafted: on the first working day after it."""
    day = office.calendar.working_day_from(semester.next.first_day)
    return instant_on(day, SUMMARY_TIME, office.zone)


def _at_meetings(
    month: Month, office: Office, since: Beginnings, *, until: datetime
) -> Iterator[Telling]:
    """The meetings that discuss it or a later month, by which an earlier one is told as well."""
    begins_at, lead = month.interval(office.zone).start_at, office.summary_lead_days
    schedule = MeetingSchedule.of(office)
    for meeting in meetings_between(schedule, begins_at, end_at=until + LOOKED_AHEAD_IN):
        due_at = summary_due(meeting, lead_days=lead, calendar=office.calendar)
        if month_discussed(meeting, office) >= month and _was_held(meeting, due_at, since):
            yield Telling(month=month, due_at=max(due_at, begins_at), meeting=meeting)


def _was_held(meeting: Meeting, due_at: datetime, since: Beginnings) -> bool:
    """Whether its summary came due for this school: it was at work, and met by this rule."""
    is_by_rule = meeting.planned_on is not None
    return due_at > since.began_at and not (is_by_rule and meeting.starts_at < since.rule_since)
