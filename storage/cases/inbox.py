"""The inbox: what Slack told us, written down before anything is made of it.

Slack hears "received" before a listener runs and does not repeat what it said, so that a
crash in between would lose it. An event's id is unique: said twice, it is kept once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, select, update

from storage.claiming import locked_once
from storage.tables import inbox, submissions
from storage.types import insert_into

PATIENCE = timedelta(seconds=60)
"""How long the listener has before a tick takes an event over."""
MOST_ATTEMPTS = 10
"""After so many an event is left alone: whatever is wrong with it, time does not mend it."""


class InboxState(StrEnum):
    """Whether something is still to be made of an event."""

    PENDING = "pending"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An event that nobody has dealt with."""

    event_id: str
    payload: Mapping[str, Any]


def receive(
    connection: Connection, event_id: str, payload: Mapping[str, Any], *, at: datetime
) -> bool:
    """Keep an event; False when it was kept before."""
    fresh = insert_into(connection, inbox).values(
        event_id=event_id,
        state=InboxState.PENDING,
        payload=payload,
        received_at=at,
        due_at=at + PATIENCE,
    )
    kept = fresh.on_conflict_do_nothing().returning(inbox.c.event_id)
    return connection.execute(kept).first() is not None


def is_any_left(connection: Connection, *, now: datetime) -> bool:
    """Whether an event waits that its listener did not deal with."""
    return connection.execute(_left(now).limit(1)).first() is not None


def claim_left(connection: Connection, *, now: datetime, limit: int) -> tuple[Received, ...]:
    """Take events that were left undone, each for this caller alone for a while."""
    left = _left(now).order_by(inbox.c.due_at).limit(limit)
    taken = (
        update(inbox)
        .where(inbox.c.event_id.in_(locked_once(left)))
        .values(due_at=now + PATIENCE, attempts=inbox.c.attempts + 1)
        .returning(inbox.c.event_id, inbox.c.payload, inbox.c.received_at)
    )
    rows = sorted(connection.execute(taken), key=lambda row: row.received_at)
    return tuple(Received(event_id=row.event_id, payload=row.payload) for row in rows)


def record_done(connection: Connection, event_id: str) -> None:
    """Note that an event was dealt with, and forget what it said: the journal has it."""
    done = {"state": InboxState.DONE, "payload": None}
    connection.execute(update(inbox).where(inbox.c.event_id == event_id).values(done))


def record_failed(connection: Connection, event_id: str, *, error: str) -> None:
    """Note why an event could not be dealt with; it is tried again when it is due."""
    connection.execute(update(inbox).where(inbox.c.event_id == event_id).values(error=error))


def waiting_before(connection: Connection, event_id: str) -> tuple[Received, ...]:
    """The events that wait and were received before this one, oldest first."""
    this = select(inbox.c.received_at).where(inbox.c.event_id == event_id).scalar_subquery()
    query = select(inbox.c.event_id, inbox.c.payload).where(
        inbox.c.state == InboxState.PENDING,
        inbox.c.event_id != event_id,
        inbox.c.received_at <= this,
    )
    rows = connection.execute(query.order_by(inbox.c.received_at)).all()
    return tuple(Received(event_id=row.event_id, payload=row.payload) for row in rows)


def _left(now: datetime) -> Select[str]:
    is_left = (inbox.c.state == InboxState.PENDING, inbox.c.due_at <= now)
    return select(inbox.c.event_id).where(*is_left, inbox.c.attempts < MOST_ATTEMPTS)


def is_first(connection: Connection, submission_id: UUID, *, at: datetime) -> bool:
    """Note a submission; False when it was accepted before.

    A second one that comes at the same moment waits here until the first is committed
    or rolled back.
    """
    fresh = insert_into(connection, submissions).values(id=submission_id, at=at)
    noted = fresh.on_conflict_do_nothing().returning(submissions.c.id)
    return connection.execute(noted).first() is not None
