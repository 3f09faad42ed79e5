"""The outbox: what the outside has yet to match.

A row says what (`card` of a case), never how; it is one message for its whole life.
Wishing it again while it waits changes nothing but its version, so ten quick
changes of a case cost one or two updates of its card.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Insert, Select, delete, func, select, update

from bot.domain.outgoing import Outgoing
from storage.tables import outbox
from storage.upsert import insert_for


class State(StrEnum):
    """Whether a row waits, was done, or stopped for good."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A message to be sent from `at` on; `recipient` None means the quality channel."""

    kind: str
    key: str
    at: datetime
    case_id: UUID | None = None
    recipient: str | None = None
    details: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What `/healthz` says of the outbox."""

    pending: int
    oldest_at: datetime | None
    dead: int


def wish(
    connection: Connection,
    kind: str,
    *,
    key: str,
    at: datetime,
    case_id: UUID | None = None,
    recipient: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Ask for a message, or for the same message to be brought up to date.

    `recipient` None means the quality channel, whichever it is when the time comes.
    """
    wanted = Wish(key=key, kind=kind, at=at, case_id=case_id, recipient=recipient, details=details)
    connection.execute(_wishing(connection.dialect.name), _row_of(wanted))


def wish_once(connection: Connection, wishes: Iterable[Wish]) -> None:
    """Ask for messages of which each is to be sent once, whatever became of it before."""
    rows = [_row_of(one) for one in wishes]
    if rows:
        fresh = insert_for(connection.dialect.name, outbox)
        connection.execute(fresh.on_conflict_do_nothing(index_elements=["key"]), rows)


@cache
def _wishing(dialect: str) -> Insert:
    """Made once: to make it takes longer than to carry it out, and every filing wishes."""
    fresh = insert_for(dialect, outbox)
    again = {
        "version": outbox.c.version + 1,
        "state": fresh.excluded.state,
        "due_at": fresh.excluded.due_at,
        "attempts": 0,
    }
    return fresh.on_conflict_do_update(index_elements=["key"], set_=again)


def _row_of(wanted: Wish) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "key": wanted.key,
        "kind": wanted.kind,
        "case_id": wanted.case_id,
        "recipient": wanted.recipient,
        "details": wanted.details,
        "state": State.PENDING,
        "version": 1,
        "created_at": wanted.at,
        "due_at": wanted.at,
    }


def is_known(connection: Connection, key: str) -> bool:
    """Whether this message was ever asked for."""
    return connection.execute(select(outbox.c.id).where(outbox.c.key == key)).first() is not None


def next_after(connection: Connection, now: datetime) -> datetime | None:
    """When the next message is to be sent, or sent again, that is not due yet."""
    query = select(func.min(outbox.c.due_at)).where(
        outbox.c.state == State.PENDING, outbox.c.due_at > now
    )
    found: datetime | None = connection.execute(query).scalar_one()
    return found


def revive(connection: Connection, *, now: datetime) -> None:
    """Try again what had stopped for good: something was mended."""
    values = {"state": State.PENDING, "due_at": now, "attempts": 0}
    connection.execute(update(outbox).where(outbox.c.state == State.DEAD).values(values))


def forget_all_but_cards(connection: Connection, *, of: Select[UUID]) -> None:
    """Send nothing of what was asked for so far, but for the cards of these cases."""
    is_kept = (outbox.c.kind == Outgoing.CARD) & outbox.c.case_id.in_(of)
    connection.execute(delete(outbox).where(~is_kept))


def move_to_quality_channel(
    connection: Connection, case_ids: Select[UUID], *, now: datetime
) -> None:
    """Have the cards of these cases posted anew, in the channel that is set now.

    What was said in the threads of the old ones stays there.
    """
    connection.execute(
        update(outbox)
        .where(outbox.c.kind == Outgoing.CARD, outbox.c.case_id.in_(case_ids))
        .values(
            state=State.PENDING,
            version=outbox.c.version + 1,
            due_at=now,
            attempts=0,
            channel=None,
            ts=None,
            in_doubt=False,
            lease=None,
            leased_until=None,
        )
    )


def backlog(connection: Connection, *, now: datetime) -> Backlog:
    """How much waits that is to be sent by now, and since when it could have been."""
    due = outbox.c.state == State.PENDING
    row = connection.execute(
        select(
            func.count().filter(due, outbox.c.created_at <= now),
            func.min(outbox.c.due_at).filter(due, outbox.c.due_at <= now),
            func.count().filter(outbox.c.state == State.DEAD),
        ).where(outbox.c.state != State.DELIVERED)
    ).one()
    return Backlog(pending=row[0], oldest_at=row[1], dead=row[2])
