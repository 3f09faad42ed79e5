"""Meetings moved, cancelled and added by quality managers, and pointed out on a day off."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.errors import NotAllowedError
from bot.domain.meeting_calendar import MeetingCalendar
from bot.domain.meeting_exceptions import MeetingChange, MeetingExceptions, applied
from bot.domain.meetings import Meeting, is_on_day_off, meetings_between
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.services.offices import current_office
from bot.services.schedules import schedule_of
from storage import journal, office, outbox, people
from storage.database import Database
from storage.outbox import Wish

POINTED_OUT_BEFORE = timedelta(days=14)
"""So long ahead a meeting on a day off is pointed out, so that it can still be moved."""
LISTED_FOR = timedelta(days=200)


def look_at_meetings(
    database: Database, *, reader: str, now: datetime, defaults: Office
) -> MeetingCalendar:
    """What is to come. Raises NotAllowedError to all but quality managers."""
    with database.reading() as connection:
        found = current_office(connection, defaults)
    _check_manager(reader, found)
    return _calendar(found, now)


def change_meeting(
    database: Database, change: MeetingChange, *, actor: str, now: datetime, defaults: Office
) -> MeetingCalendar:
    """Write one change and journal it. Raises NotAllowedError.

    A summary that was told stays told: each month is told for a meeting once.
    """
    with database.writing() as connection:
        _check_manager(actor, current_office(connection, defaults))
        # first, since it holds the journal's head: two managers change one after the other
        _journal(connection, change, actor=actor, now=now)
        before = current_office(connection, defaults).meeting_exceptions
        office.choose(connection, {"meeting_exceptions": _plain(applied(before, change))})
        return _calendar(current_office(connection, defaults), now)


def point_out_days_off(database: Database, *, now: datetime, defaults: Office) -> int:
    """Tell each quality manager once of a meeting on a day off; says how many are told."""
    with database.reading() as connection:
        found = current_office(connection, defaults)
        near = meetings_between(schedule_of(found), now, end_at=now + POINTED_OUT_BEFORE)
        wishes = [
            wish
            for meeting in near
            if is_on_day_off(meeting, found.calendar)
            for wish in _wishes(connection, meeting, found, now=now)
        ]
    if wishes:
        with database.writing() as connection:
            outbox.wish_once(connection, wishes)
    return len(wishes)


def meeting_at(starts_at: datetime, found: Office) -> Meeting | None:
    """The meeting that is still held at that instant."""
    held = meetings_between(schedule_of(found), starts_at, end_at=starts_at + timedelta.resolution)
    return held[0] if held else None


def _calendar(found: Office, now: datetime) -> MeetingCalendar:
    today = now.astimezone(found.zone).date()
    return MeetingCalendar(
        meetings=meetings_between(schedule_of(found), now, end_at=now + LISTED_FOR),
        cancelled=tuple(sorted(day for day in found.meeting_exceptions.cancelled if day >= today)),
        office=found,
    )


def _plain(exceptions: MeetingExceptions) -> dict[str, list[str] | list[list[str]]]:
    return {
        "cancelled": [day.isoformat() for day in exceptions.cancelled],
        "moved": [[one.planned_on.isoformat(), one.to.isoformat()] for one in exceptions.moved],
        "extra": [wall.isoformat() for wall in exceptions.extra],
    }


def _journal(connection: Connection, change: MeetingChange, *, actor: str, now: datetime) -> None:
    details = {
        "step": change.step,
        "planned_on": change.planned_on and change.planned_on.isoformat(),
        "to": change.wall and change.wall.isoformat(),
    }
    journal.append(connection, "meeting_changed", at=now, actor=actor, details=details)


def _wishes(
    connection: Connection, meeting: Meeting, found: Office, *, now: datetime
) -> list[Wish]:
    at = meeting.starts_at.isoformat()
    keys = {one: f"{Outgoing.MEETING_DAY_OFF}:{at}:{one}" for one in found.quality_managers}
    return [
        Wish(
            kind=Outgoing.MEETING_DAY_OFF,
            key=key,
            at=now,
            recipient=person,
            details={"starts_at": at},
        )
        for person, key in keys.items()
        if not outbox.is_known(connection, key) and not people.has_left(connection, person)
    ]


def _check_manager(person: str, found: Office) -> None:
    if person not in found.quality_managers:
        raise NotAllowedError
