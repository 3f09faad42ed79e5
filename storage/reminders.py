"""Reminders and the open deadlines they speak of, as rows that outlive any process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Row, case, delete, select, update

from bot.domain.policies import DeadlineKind
from bot.domain.reminders import Reminder
from storage.tables import open_deadlines, reminders
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReminder:
    """A reminder as a row. `person` names the one who put it off, and is else None."""

    id: UUID
    reminder: Reminder
    case_id: UUID | None
    person: str | None
    said_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDeadline:
    """An open deadline as a row."""

    subject: UUID
    kind: DeadlineKind
    case_id: UUID | None
    owner: str | None
    due_at: datetime


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
        key = ["subject", "rule", "due_at", "person"]
        statement = insert_into(connection, reminders).on_conflict_do_nothing(index_elements=key)
        connection.execute(statement, rows)


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


def keep_deadlines(
    connection: Connection, subject: UUID, deadlines: Sequence[KeptDeadline]
) -> None:
    """Write what a case or an action owes, in place of what it owed before."""
    kinds = [deadline.kind for deadline in deadlines]
    gone = delete(open_deadlines).where(open_deadlines.c.subject == subject)
    connection.execute(gone.where(open_deadlines.c.kind.not_in(kinds)) if kinds else gone)
    fresh = insert_into(connection, open_deadlines)
    if deadlines:
        rows = [
            {
                "subject": deadline.subject,
                "kind": deadline.kind,
                "case_id": deadline.case_id,
                "owner": deadline.owner,
                "due_at": deadline.due_at,
            }
            for deadline in deadlines
        ]
        connection.execute(
            fresh.on_conflict_do_update(
                index_elements=["subject", "kind"],
                set_={
                    "owner": fresh.excluded.owner,
                    "due_at": fresh.excluded.due_at,
                    # a date that moved has not passed yet on any card
                    "marked_at": case(
                        (
                            open_deadlines.c.due_at == fresh.excluded.due_at,
                            open_deadlines.c.marked_at,
                        ),
                        else_=None,
                    ),
                },
            ),
            rows,
        )


def open_deadlines_of(connection: Connection, subject: UUID) -> tuple[KeptDeadline, ...]:
    """What a case or an action owes, soonest first."""
    return _deadlines(connection, open_deadlines.c.subject == subject)


def is_any_due(connection: Connection, *, now: datetime) -> bool:
    """Whether anything is to be said by now."""
    unsaid = reminders.c.said_at.is_(None)
    due = select(reminders.c.id).where(unsaid, reminders.c.remind_at <= now).limit(1)
    return connection.execute(due).first() is not None


def claim(connection: Connection, *, now: datetime, limit: int) -> tuple[KeptReminder, ...]:
    """Take what is due by now, in order, each for this caller alone."""
    unsaid = reminders.c.said_at.is_(None)
    due = (
        select(reminders.c.id)
        .where(unsaid, reminders.c.remind_at <= now)
        .order_by(reminders.c.remind_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(reminders).where(reminders.c.id.in_(due)).values(said_at=now).returning(*reminders.c)
    )
    kept = map(_kept, connection.execute(taken))
    return tuple(sorted(kept, key=lambda one: (one.reminder.remind_at, one.reminder.due_at)))


def _deadlines(connection: Connection, condition: ColumnElement[bool]) -> tuple[KeptDeadline, ...]:
    columns = [open_deadlines.c[name] for name in KeptDeadline.__dataclass_fields__]
    query = select(*columns).where(condition).order_by(open_deadlines.c.due_at)
    return tuple(KeptDeadline(**row) for row in connection.execute(query).mappings())


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
