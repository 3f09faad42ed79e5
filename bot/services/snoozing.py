"""Putting a reminder off, and choosing how to be told."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.errors import NotAllowedError
from bot.domain.matters import told_at
from bot.domain.office import Office
from bot.domain.people import ReminderStyle
from bot.domain.reminders import DeadlineKey, Level, Reminder, Timing
from bot.domain.snoozes import Snooze, snoozed
from bot.services.matters import gone_among, matters_of
from bot.services.offices import current_office
from bot.services.planning import calendar_of
from storage import people, preferences, reminders
from storage.database import Database
from storage.reminders import KeptReminder


def put_off(
    database: Database,
    deadline: DeadlineKey,
    choice: Snooze,
    *,
    person: str,
    now: datetime,
    defaults: Office,
) -> datetime | None:
    """Say a deadline to this person again later, and not before; None when it is met or moved.

    Chosen twice, the last choice counts. Others are told as planned. Raises
    NotAllowedError to those who would not be told of it.
    """
    subject, kind, due_at = deadline
    with database.writing() as connection:
        office = current_office(connection, defaults)
        matter = matters_of(connection, [subject], office=office).get(subject)
        if matter is None or matter.owed(deadline) is None:
            return None
        left = gone_among(connection, [matter.owner])
        if person not in told_at(list(Level)[-1], kind, matter=matter, office=office, away=left):
            raise NotAllowedError
        calendar = calendar_of(office, people.by_ids(connection, [person]).get(person))
        until = snoozed(choice, now, due_at=due_at, calendar=calendar)
        again = _again(deadline, until)
        kept = _pending(connection, deadline, person=person)
        if kept is not None:
            reminders.move(connection, kept, again)
        else:
            case_id = matter.case.id if matter.case else None
            reminders.add(connection, [again], case_id=case_id, person=person)
    return until


def choose_style(database: Database, person: str, style: ReminderStyle) -> None:
    """Write how a person wants to be told of deadlines that can still be kept."""
    with database.writing() as connection:
        preferences.choose_style(connection, person, style)


def _again(deadline: DeadlineKey, until: datetime) -> Reminder:
    """A reminder of its own: its rule bears its moment, so that it may be put off once more."""
    subject, kind, due_at = deadline
    return Reminder(
        subject=subject,
        rule=f"{kind}-again-{until:%Y%m%d%H%M}",
        remind_at=until,
        due_at=due_at,
        level=list(Level)[-1],
        timing=Timing.BEFORE if until < due_at else Timing.AFTER,
    )


def _pending(connection: Connection, deadline: DeadlineKey, *, person: str) -> KeptReminder | None:
    kept = reminders.of_subject(connection, deadline[0])
    found = (
        one
        for one in kept
        if (one.person, one.reminder.deadline, one.said_at) == (person, deadline, None)
    )
    return next(found, None)
