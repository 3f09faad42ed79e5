"""The month's activity: asked of the quality managers in time, and kept as they tell it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.activity import Activity
from bot.domain.errors import NotAllowedError
from bot.domain.meetings import Meeting, summary_due
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.periods import Month
from bot.domain.wall_time import instant_on
from bot.services.offices import current_office
from bot.services.schedules import coming_meetings, month_told_at
from storage import activity, journal, outbox, people, submissions
from storage.database import Database
from storage.outbox import Wish

ASKED_BEFORE = timedelta(days=5)
"""So long before the summary goes out; on a day off, on the last working day before."""


def ask_activity(database: Database, *, now: datetime, defaults: Office) -> int:
    """Ask each quality manager once for the month of the next summary; says how many.

    Nobody is asked for what is known, nor once the summary is due.
    """
    with database.reading() as connection:
        office = current_office(connection, defaults)
        wishes = [
            wish
            for meeting in coming_meetings(office, now)
            if _is_time(meeting, office, now)
            for wish in _wishes(connection, meeting, office, now=now)
        ]
    if not wishes:
        return 0
    with database.writing() as connection:
        outbox.wish_once(connection, wishes)
    return len(wishes)


def look_at_activity(
    database: Database, month: Month, *, reader: str, defaults: Office
) -> Activity | None:
    """What is known of a month, for somebody about to tell it. Raises NotAllowedError."""
    with database.reading() as connection:
        _check_manager(reader, current_office(connection, defaults))
        return activity.of_months(connection, [month]).get(month)


def tell_activity(
    database: Database,
    month: Month,
    told: Activity,
    *,
    actor: str,
    now: datetime,
    defaults: Office,
    submission_id: UUID,
) -> None:
    """Keep a month's activity and journal it; the same form sent twice is kept once.

    Summaries already told stay as they are. Raises NotAllowedError.
    """
    with database.writing() as connection:
        _check_manager(actor, current_office(connection, defaults))
        if not submissions.is_first(connection, submission_id, at=now):
            return
        activity.keep(connection, month, told, by=actor, at=now)
        details = {"period": str(month), "trainees": told.trainees, "sessions": told.sessions}
        journal.append(connection, "activity_told", at=now, actor=actor, details=details)


def is_known(connection: Connection, month: Month) -> bool:
    """Whether both figures of a month have been told."""
    known = activity.of_months(connection, [month]).get(month, Activity())
    return known.trainees is not None and known.sessions is not None


def _is_time(meeting: Meeting, office: Office, now: datetime) -> bool:
    due_at = summary_due(meeting, lead_days=office.summary_lead_days, calendar=office.calendar)
    calendar = office.calendar
    day = next(calendar.working_days_back_from(calendar.day_of(due_at - ASKED_BEFORE)))
    local = due_at.astimezone(office.zone)
    return instant_on(day, local.time(), office.zone) <= now < due_at


def _wishes(
    connection: Connection, meeting: Meeting, office: Office, *, now: datetime
) -> list[Wish]:
    month = month_told_at(meeting, office)
    if is_known(connection, month):
        return []
    details = {"period": str(month)}
    keys = {one: f"{Outgoing.ACTIVITY_REQUEST}:{month}:{one}" for one in office.quality_managers}
    return [
        Wish(kind=Outgoing.ACTIVITY_REQUEST, key=key, at=now, recipient=person, details=details)
        for person, key in keys.items()
        if not outbox.is_known(connection, key) and not people.has_left(connection, person)
    ]


def _check_manager(person: str, office: Office) -> None:
    if person not in office.quality_managers:
        raise NotAllowedError
