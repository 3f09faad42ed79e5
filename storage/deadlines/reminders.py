"""Reminders as rows: said or to be said, each once, whatever becomes of the process."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Row,
    and_,
    delete,
    func,
    select,
    update,
)

from bot.domain.deadlines.reminders import Reminder, Timing
from storage.claiming import locked_once
from storage.tables import digests, open_deadlines, reminders
from storage.types import insert_for, insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReminder:
    """A reminder as a row. `person` names who alone is told, later than planned, and is else None.

    They put it off themselves, or it waits for their morning.
    """

    id: UUID
    reminder: Reminder
    case_id: UUID | None
    person: str | None
    said_at: datetime | None


DEADLINE = ("subject", "kind", "due_at")
_KEY = ("subject", "rule", "due_at", "person")


def of_subject(connection: Connection, subject: UUID) -> tuple[KeptReminder, ...]:
    """All reminders of a case or an action, said and to be said."""
    rows = connection.execute(select(reminders).where(reminders.c.subject == subject))
    return tuple(map(_kept, rows))


def add(
    connection: Connection,
    planned: Iterable[Reminder],
    *,
    case_id: UUID | None,
    person: str | None = None,
    said_at: datetime | None = None,
) -> None:
    """Write reminders; one whose key is known already stays as it is."""
    rows = [
        _values(reminder)
        | {"id": uuid4(), "case_id": case_id, "person": person or "", "said_at": said_at}
        for reminder in planned
    ]
    if rows:
        connection.execute(_adding(connection.dialect.name), rows)


def keep_for(
    connection: Connection, person: str, reminder: Reminder, *, case_id: UUID | None
) -> None:
    """Have a person told alone, at their own moment; what waits for them already moves there."""
    fresh = insert_for(connection.dialect.name, reminders)
    moving = fresh.on_conflict_do_update(
        index_elements=_KEY,
        set_={"remind_at": fresh.excluded.remind_at},
        where=reminders.c.said_at.is_(None),
    )
    own = {"id": uuid4(), "case_id": case_id, "person": person, "said_at": None}
    connection.execute(moving, _values(reminder) | own)


def move(connection: Connection, kept: KeptReminder, reminder: Reminder) -> None:
    """Say a reminder at another moment or level, unless it was said meanwhile."""
    connection.execute(
        update(reminders)
        .where(reminders.c.id == kept.id, reminders.c.said_at.is_(None))
        .values(remind_at=reminder.remind_at, level=reminder.level, timing=reminder.timing)
    )


def drop(connection: Connection, moot: Sequence[KeptReminder]) -> None:
    """Forget reminders that have nothing to say any more; what was said stays."""
    if moot:
        ids = [kept.id for kept in moot]
        connection.execute(
            delete(reminders).where(reminders.c.id.in_(ids), reminders.c.said_at.is_(None))
        )


def due(connection: Connection, *, now: datetime, limit: int) -> tuple[KeptReminder, ...]:
    """Reminders to be said by now, the oldest first; nobody is kept from it."""
    query = select(reminders).where(_is_due(now)).order_by(reminders.c.remind_at).limit(limit)
    return _in_order(connection.execute(query))


def next_after(connection: Connection, now: datetime) -> datetime | None:
    """When the next reminder is to be said that is not due yet."""
    query = select(func.min(reminders.c.remind_at)).where(
        reminders.c.said_at.is_(None), reminders.c.remind_at > now
    )
    found: datetime | None = connection.execute(query).scalar_one()
    return found


def claim(connection: Connection, *, now: datetime, limit: int) -> tuple[KeptReminder, ...]:
    """Take what is due by now, in order, each for this caller alone."""
    due_now = (
        select(reminders.c.id).where(_is_due(now)).order_by(reminders.c.remind_at).limit(limit)
    )
    taken = (
        update(reminders)
        .where(reminders.c.id.in_(locked_once(due_now)))
        .values(said_at=now)
        .returning(*reminders.c)
    )
    return _in_order(connection.execute(taken))


def waiting_for_one(
    connection: Connection, subjects: Iterable[UUID], *, beyond: datetime
) -> tuple[KeptReminder, ...]:
    """What one person is to be told alone, later than `beyond`, of these cases and actions."""
    query = select(reminders).where(
        reminders.c.subject.in_(set(subjects)),
        reminders.c.person != "",
        reminders.c.said_at.is_(None),
        reminders.c.remind_at > beyond,
    )
    return tuple(map(_kept, connection.execute(query)))


def said_to_owner(connection: Connection, owner: str) -> tuple[Reminder, ...]:
    """What was said so far of all that this person still owes."""
    of_it = and_(*(reminders.c[name] == open_deadlines.c[name] for name in DEADLINE))
    query = select(reminders).join(open_deadlines, of_it)
    said = (reminders.c.person == "", reminders.c.said_at.is_not(None))
    rows = connection.execute(query.where(open_deadlines.c.owner == owner, *said))
    return tuple(one.reminder for one in _in_order(rows))


def said_when_late(connection: Connection, subjects: Iterable[UUID]) -> tuple[KeptReminder, ...]:
    """Reminders of these cases and actions said after a deadline had passed."""
    query = select(reminders).where(
        reminders.c.subject.in_(set(subjects)),
        reminders.c.timing == Timing.AFTER,
        reminders.c.person == "",
        reminders.c.said_at.is_not(None),
    )
    return tuple(map(_kept, connection.execute(query)))


def superseded(
    connection: Connection, among: Collection[Reminder], *, now: datetime
) -> frozenset[Reminder]:
    """Which of these are old news: of the same deadline a later reminder was said.

    One said at an instant to come was said before the clock was set back, and is no later one.
    """
    deadline = (reminders.c.subject, reminders.c.kind, reminders.c.due_at)
    query = (
        select(*deadline, func.max(reminders.c.remind_at).label("last"))
        .where(
            reminders.c.subject.in_({one.subject for one in among}),
            reminders.c.person == "",
            reminders.c.said_at <= now,
        )
        .group_by(*deadline)
    )
    last = {(row.subject, row.kind, row.due_at): row.last for row in connection.execute(query)}
    return frozenset(one for one in among if one.remind_at < last.get(one.deadline, one.remind_at))


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(reminders.c.said_at.is_(None), reminders.c.remind_at <= now)


def oldest_due(connection: Connection, *, now: datetime) -> datetime | None:
    """Since when the oldest reminder that is due waits to be said."""
    query = select(func.min(reminders.c.remind_at)).where(_is_due(now))
    found: datetime | None = connection.execute(query).scalar_one()
    return found


@cache
def _adding(dialect: str) -> Insert:
    """Made once: every filing and every step writes with it."""
    return insert_for(dialect, reminders).on_conflict_do_nothing(index_elements=_KEY)


def _values(reminder: Reminder) -> dict[str, object]:
    return {
        "subject": reminder.subject,
        "kind": reminder.kind,
        "rule": reminder.rule,
        "due_at": reminder.due_at,
        "remind_at": reminder.remind_at,
        "level": reminder.level,
        "timing": reminder.timing,
    }


def _in_order(rows: Iterable[Row[Any]]) -> tuple[KeptReminder, ...]:
    return tuple(
        sorted(map(_kept, rows), key=lambda one: (one.reminder.remind_at, one.reminder.due_at))
    )


def _kept(row: Row[Any]) -> KeptReminder:
    return KeptReminder(
        id=row.id,
        reminder=Reminder(
            subject=row.subject,
            rule=row.rule,
            remind_at=row.remind_at,
            due_at=row.due_at,
            level=row.level,
            timing=row.timing,
        ),
        case_id=row.case_id,
        person=row.person or None,
        said_at=row.said_at,
    )


def newest_digest(connection: Connection) -> datetime | None:
    """The moment of the newest digest that was sent; None in a school that has just begun."""
    found: datetime | None = connection.execute(select(func.max(digests.c.due_at))).scalar_one()
    return found


def claim_digest(connection: Connection, due_at: datetime, *, now: datetime) -> bool:
    """Take the digest of this moment; False when another process did."""
    fresh = insert_into(connection, digests).values(due_at=due_at, sent_at=now)
    statement = fresh.on_conflict_do_nothing(index_elements=["due_at"]).returning(digests.c.due_at)
    return connection.execute(statement).first() is not None
