"""What messages about deadlines say when they are sent; None when nothing is left to say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.domain.calendars import SENDING_TIME
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.reminders import OpenDeadline
from bot.domain.tellings import saying_time
from bot.services.digests import morning_of, week_of
from bot.services.planning import calendar_of
from bot.services.tellings import reminders_in, telling_of
from bot.slack_gateway import PostponedError
from bot.ui.digests import audit_notice, morning_post, round_up_post, week_post
from bot.ui.post import Post
from bot.ui.reminders import reminder_post
from bot.ui.steps.awaited import awaited_buttons
from bot.ui.texts.catalogue import Texts
from storage import people
from storage.claims import Claimed


def said_of_deadlines(
    connection: Connection, row: Claimed, *, office: Office, texts: Texts, now: datetime
) -> Post | None:
    """The message for a row about deadlines, from what is still owed at this moment.

    Raises PostponedError where it waited so long that the person's hours are over.
    """
    match Outgoing(row.kind):
        case Outgoing.REMINDER | Outgoing.ROUND_UP:
            return _reminder(connection, row, office=office, texts=texts, now=now)
        case Outgoing.MORNING_DIGEST | Outgoing.WEEKLY_DIGEST:
            return _digest(connection, row, office=office, texts=texts, now=now)
        case Outgoing.AUDIT:
            return audit_notice(texts, **_details(row))
        case _:
            raise LookupError(row.kind)


def _reminder(
    connection: Connection, row: Claimed, *, office: Office, texts: Texts, now: datetime
) -> Post | None:
    person = row.recipient or ""
    telling = telling_of(connection, _details(row), person=person, office=office, now=now)
    if telling is None:
        return None
    deadlines = [recall.deadline for recall in telling.recalls]
    is_whole = len(deadlines) == len(reminders_in(_details(row)))
    if not (is_whole and _is_fresh(row, now=now)):
        _keep_hours(connection, row, deadlines, office=office, now=now)
    if row.kind == Outgoing.REMINDER:
        steps = awaited_buttons(telling, texts)
        return reminder_post(
            telling, office=office, texts=texts, now=now, person=person, steps=steps
        )
    return round_up_post(telling, office=office, texts=texts, now=now)


def _digest(
    connection: Connection, row: Claimed, *, office: Office, texts: Texts, now: datetime
) -> Post | None:
    about = _details(row)["about"]
    if row.recipient is not None and not _is_fresh(row, now=now):
        _keep_hours(connection, row, (), office=office, now=now)
    if row.kind == Outgoing.WEEKLY_DIGEST:
        week = week_of(connection, owner=about, office=office, now=now)
        return week_post(week, office=office, texts=texts, now=now)
    morning = morning_of(connection, owner=about, office=office, now=now)
    if morning is None:
        return None
    named = None if about == row.recipient else about
    return morning_post(morning, about=named, office=office, texts=texts, now=now)


def _is_fresh(row: Claimed, *, now: datetime) -> bool:
    """Whether it was wished for this moment, with the hours in mind."""
    return now - row.created_at <= SENDING_TIME


def _keep_hours(
    connection: Connection,
    row: Claimed,
    deadlines: Sequence[OpenDeadline],
    *,
    office: Office,
    now: datetime,
) -> None:
    """An outage that ends at night wakes nobody for what can wait until the morning."""
    person = people.by_ids(connection, [row.recipient or ""]).get(row.recipient or "")
    calendar = calendar_of(office, person)
    at = saying_time(deadlines, calendar, planned_at=row.created_at, now=now)
    if at > now:
        raise PostponedError("out_of_hours", retry_in=(at - now).total_seconds())


def _details(row: Claimed) -> Mapping[str, Any]:
    return row.details or {}
