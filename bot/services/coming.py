"""What comes next: where whoever moves the clock stops, and where one may want to go."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from bot.domain.calendars import ONE_DAY
from bot.domain.meetings import MeetingSchedule, meetings_between, next_meeting, summary_due
from bot.domain.office import Office
from bot.domain.periods import Semester
from bot.domain.reminders import next_weekly_digest
from bot.domain.wall_time import instant_on, local_day
from bot.services.offices import current_office
from storage import open_deadlines, outbox, reminders
from storage.database import Database

LOOKED_AHEAD_IN = timedelta(days=62)
"""Far enough for the summary of any meeting that is worth a stop."""
PASSED_AFTER = timedelta(seconds=1)
"""A deadline has passed once the clock shows more than it."""


def next_stop(database: Database, *, now: datetime, defaults: Office) -> datetime:
    """The next instant at which a tick has something to do.

    Midnight in the office at the latest, since days begin to count then.
    """
    with database.reading() as connection:
        office = current_office(connection, defaults)
        return min(_coming(connection, office, now))


def next_reminder(database: Database, *, now: datetime) -> datetime | None:
    """When the next reminder is planned; None where nothing is owed."""
    with database.reading() as connection:
        return reminders.next_after(connection, now)


def next_team_meeting(database: Database, *, now: datetime, defaults: Office) -> datetime | None:
    """When the team meets next; None when its rule makes no meeting any more."""
    with database.reading() as connection:
        office = current_office(connection, defaults)
    meeting = next_meeting(_schedule(office), now)
    return meeting.starts_at if meeting else None


def end_of_semester(database: Database, *, now: datetime, defaults: Office) -> datetime:
    """When the half-year is over (policy §6)."""
    with database.reading() as connection:
        office = current_office(connection, defaults)
    return Semester.of(now, office.zone).interval(office.zone).end_at


def _coming(connection: Connection, office: Office, now: datetime) -> Iterator[datetime]:
    tomorrow = local_day(now, office.zone) + ONE_DAY
    yield instant_on(tomorrow, time(), office.zone)
    yield next_weekly_digest(now, office.calendar)
    passed = open_deadlines.next_after(connection, now - PASSED_AFTER)
    planned = (
        reminders.next_after(connection, now),
        passed and passed + PASSED_AFTER,
        outbox.next_after(connection, now),
        _next_summary(office, now),
    )
    yield from filter(None, planned)


def _next_summary(office: Office, now: datetime) -> datetime | None:
    near = meetings_between(_schedule(office), now, end_at=now + LOOKED_AHEAD_IN)
    lead = office.summary_lead_days
    due = (summary_due(one, lead_days=lead, calendar=office.calendar) for one in near)
    return min((at for at in due if at > now), default=None)


def _schedule(office: Office) -> MeetingSchedule:
    return MeetingSchedule(rule=office.meeting_rule, zone=office.zone)
