"""Reminders as rows: said or to be said, each once, whatever becomes of the process."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Insert, Row, and_, delete, func, select, update

from bot.domain.actions import ActionStatus
from bot.domain.cases import SETTLED
from bot.domain.policies import DeadlineKind
from bot.domain.reminders import DeadlineKey, Reminder, Timing
from storage.tables import actions, cases, open_deadlines, reminders
from storage.upsert import insert_for


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReminder:
    """A reminder as a row. `person` names the one who put it off, and is else None."""

    id: UUID
    reminder: Reminder
    case_id: UUID | None
    person: str | None
    said_at: datetime | None


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
    """What is to be said by now, the oldest first; nobody is kept from it."""
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
        select(reminders.c.id)
        .where(_is_due(now))
        .order_by(reminders.c.remind_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(reminders)
        .where(reminders.c.id.in_(due_now))
        .values(said_at=now)
        .returning(*reminders.c)
    )
    return _in_order(connection.execute(taken))


def put_off(
    connection: Connection, subjects: Iterable[UUID], *, beyond: datetime
) -> frozenset[tuple[str, DeadlineKey]]:
    """Who put off which deadlines of these cases and actions until later than `beyond`."""
    query = select(reminders).where(
        reminders.c.subject.in_(set(subjects)),
        reminders.c.person != "",
        reminders.c.said_at.is_(None),
        reminders.c.remind_at > beyond,
    )
    kept = map(_kept, connection.execute(query))
    return frozenset((one.person or "", one.reminder.deadline) for one in kept)


def said_when_late(connection: Connection, subjects: Iterable[UUID]) -> tuple[KeptReminder, ...]:
    """What was said of these cases and actions after a deadline had passed."""
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


def unplanned_cases(connection: Connection, *, limit: int) -> tuple[UUID, ...]:
    """Open cases that owe nothing, or owe something of which nothing is to be said."""
    is_open = cases.c.status.not_in(SETTLED)
    query = select(cases.c.id).where(is_open, _is_silent(cases.c.id) | _keeps_silent_of_others())
    return tuple(connection.execute(query.limit(limit)).scalars())


def unplanned_actions(connection: Connection, *, limit: int) -> tuple[UUID, ...]:
    """The same of actions still to be done."""
    is_running = actions.c.status == ActionStatus.TO_DO
    query = select(actions.c.id).where(is_running, _is_silent(actions.c.id))
    return tuple(connection.execute(query.limit(limit)).scalars())


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(reminders.c.said_at.is_(None), reminders.c.remind_at <= now)


def _is_silent(subject: ColumnElement[UUID]) -> ColumnElement[bool]:
    owed = select(open_deadlines.c.subject).where(open_deadlines.c.subject == subject)
    return ~owed.exists() | owed.where(~_is_to_be_said()).exists()


def _keeps_silent_of_others() -> ColumnElement[bool]:
    """Whether nothing is to be said of a date that somebody else set on the case."""
    owed = select(open_deadlines.c.subject).where(
        open_deadlines.c.case_id == cases.c.id, open_deadlines.c.kind == DeadlineKind.EXTERNAL
    )
    return owed.where(~_is_to_be_said()).exists()


def _is_to_be_said() -> ColumnElement[bool]:
    return (
        select(reminders.c.id)
        .where(
            reminders.c.subject == open_deadlines.c.subject,
            reminders.c.kind == open_deadlines.c.kind,
            reminders.c.due_at == open_deadlines.c.due_at,
            reminders.c.person == "",
            reminders.c.said_at.is_(None),
        )
        .exists()
    )


def oldest_due(connection: Connection, *, now: datetime) -> datetime | None:
    """Since when the oldest reminder that is due waits to be said."""
    query = select(func.min(reminders.c.remind_at)).where(_is_due(now))
    found: datetime | None = connection.execute(query).scalar_one()
    return found


@cache
def _adding(dialect: str) -> Insert:
    """Made once: every filing and every step writes with it."""
    key = ["subject", "rule", "due_at", "person"]
    return insert_for(dialect, reminders).on_conflict_do_nothing(index_elements=key)


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
