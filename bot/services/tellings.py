"""What the outbox keeps of reminders, and what is left of them to say when they are sent."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Connection

from bot.domain.matters import Matter, readable_to, told_at
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.reminders import Reminder
from bot.domain.tellings import Recall, Telling
from bot.services.matters import gone_among, matters_of
from storage import reminders

_REMINDERS = TypeAdapter(tuple[Reminder, ...])


def key_of(reminder: Reminder, person: str) -> str:
    """The outbox's key of a reminder to one person: nobody is told the same twice."""
    due_at = f"{reminder.due_at:%Y%m%dT%H%M%S}"
    return f"{Outgoing.REMINDER}:{reminder.subject}:{reminder.rule}:{due_at}:{person}"


def details_of(
    said: Iterable[Reminder], *, unreached: Iterable[str] = (), after_outage: bool = False
) -> dict[str, Any]:
    """What to keep in the outbox for these reminders."""
    return {
        "reminders": _REMINDERS.dump_python(tuple(said), mode="json"),
        "unreached": list(unreached),
        "after_outage": after_outage,
    }


def reminders_in(details: Mapping[str, Any]) -> tuple[Reminder, ...]:
    """The reminders that an outbox row speaks of."""
    return _REMINDERS.validate_python(details["reminders"])


def recall_of(reminder: Reminder, matters: Mapping[UUID, Matter]) -> Recall | None:
    """The reminder with its matter; None when the deadline is met, moved or without object."""
    matter = matters.get(reminder.subject)
    deadline = matter.owed(reminder.deadline) if matter else None
    if matter is None or deadline is None:
        return None
    return Recall(reminder=reminder, deadline=deadline, matter=matter)


def telling_of(
    connection: Connection,
    details: Mapping[str, Any],
    *,
    person: str,
    office: Office,
    now: datetime,
) -> Telling | None:
    """What is left to say to a person of a row's reminders; None when nothing is.

    Between the claim and the sending a step may have been taken, the date moved or the
    case handed over; or the row waited so long that a later reminder was said.
    """
    said = reminders_in(details)
    matters = matters_of(connection, (one.subject for one in said), office=office)
    found = [recall for one in said if (recall := recall_of(one, matters)) is not None]
    left = gone_among(connection, (recall.matter.owner for recall in found))
    unreached = tuple(details["unreached"])
    old_news = reminders.superseded(connection, [recall.reminder for recall in found], now=now)
    recalls = tuple(
        recall
        for recall in found
        if person in told_of(recall, office=office, away=left | set(unreached))
        and recall.reminder not in old_news
    )
    if not recalls:
        return None
    return Telling(
        recalls=recalls,
        readable=frozenset[UUID]().union(
            *(readable_to(person, recall.matter, office) for recall in recalls)
        ),
        left=left,
        unreached=unreached,
        after_outage=bool(details["after_outage"]),
    )


def told_of(recall: Recall, *, office: Office, away: frozenset[str]) -> tuple[str, ...]:
    """Whom a reminder is for, as things are now."""
    reminder = recall.reminder
    return told_at(reminder.level, reminder.kind, matter=recall.matter, office=office, away=away)
