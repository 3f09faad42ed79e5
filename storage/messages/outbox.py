"""The outbox: what the outside has yet to match.

A row says what (`card` of a case), never how; it is one message for its whole life.
Asked for again while it waits, nothing changes but its version, so ten quick
changes of a case cost one or two updates of its card.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from bot.domain.messages.cases import CardMessage
from bot.domain.messages.message import Message
from storage.messages.payloads import message_from, stored_payload
from storage.messages.row_ids import ROW_IDS
from storage.tables import outbox, people
from storage.types import insert_for

BEHIND_STOPPED = "behind_stopped"
"""Our own word beside Slack's: what it would stand beneath has stopped, and was told of."""


OVER = "over"
"""Our own word beside Slack's: the matter was over, so it says that, or was not said at all."""


class State(StrEnum):
    """Whether a row waits, was done, or stopped for good."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """The outbox's part of `/healthz`."""

    pending: int
    oldest_at: datetime | None
    dead: int


def enqueue(connection: Connection, message: Message, *, at: datetime) -> None:
    """Ask for a message, or for the same message to be brought up to date."""
    connection.execute(_enqueueing(connection.dialect.name), row_of(message, at))


def enqueue_once(connection: Connection, messages: Iterable[Message], *, at: datetime) -> None:
    """Ask for messages of which each is to be sent once, whatever became of it before."""
    rows = [row_of(one, at) for one in messages]
    if rows:
        fresh = insert_for(connection.dialect.name, outbox)
        connection.execute(fresh.on_conflict_do_nothing(index_elements=["key"]), rows)


@cache
def _enqueueing(dialect: str) -> Insert:
    """Made once: to make it takes longer than to carry it out, and every filing asks."""
    fresh = insert_for(dialect, outbox)
    again = {
        "version": outbox.c.version + 1,
        "state": fresh.excluded.state,
        "due_at": fresh.excluded.due_at,
        "attempts": 0,
        "is_urgent": or_(outbox.c.is_urgent, fresh.excluded.is_urgent),
    }
    return fresh.on_conflict_do_update(index_elements=["key"], set_=again)


def row_of(message: Message, at: datetime) -> dict[str, Any]:
    """The row of a message that nobody asked for yet."""
    first_at = message.not_before or at
    return {
        "id": ROW_IDS.next(),
        "key": message.key,
        "kind": message.kind,
        "case_id": message.case_id,
        "recipient": message.recipient,
        "details": stored_payload(message),
        "state": State.PENDING,
        "version": 1,
        "created_at": first_at,
        "due_at": first_at,
        "is_urgent": message.is_urgent,
    }


def is_known(connection: Connection, key: str) -> bool:
    """Whether this message was ever asked for."""
    return connection.execute(select(outbox.c.id).where(outbox.c.key == key)).first() is not None


def sent_to(
    connection: Connection, people: Collection[str], *, kinds: Collection[str], since: datetime
) -> tuple[tuple[str, Message, bool], ...]:
    """Messages of these kinds to these people from then on: to whom, which, whether it stopped.

    Nobody else has one of them stop before this transaction ends.
    """
    query = select(outbox).where(
        outbox.c.state.in_(tuple(State)),
        outbox.c.due_at >= since,
        outbox.c.recipient.in_(people),
        outbox.c.kind.in_(kinds),
    )
    rows = connection.execute(query.order_by(outbox.c.id).with_for_update())
    return tuple(
        (
            row.recipient,
            message_from(row.kind, payload=row.details, case_id=row.case_id),
            row.state == State.DEAD,
        )
        for row in rows
    )


def are_known(connection: Connection, ids: Collection[UUID]) -> bool:
    """Whether every one of these messages is of this outbox."""
    wanted = set(ids)
    query = select(func.count()).select_from(outbox).where(outbox.c.id.in_(wanted))
    return int(connection.execute(query).scalar_one()) == len(wanted)


def next_after(connection: Connection, now: datetime) -> datetime | None:
    """When the next message is to be sent, or sent again, that is not due yet."""
    query = select(func.min(outbox.c.due_at)).where(
        outbox.c.state == State.PENDING, outbox.c.due_at > now
    )
    found: datetime | None = connection.execute(query).scalar_one()
    return found


def retry_dead(connection: Connection, *, now: datetime) -> None:
    """Try again what had stopped for good: something was mended.

    What was for somebody who left stays as it is, until they are back.
    """
    gone = select(people.c.id).where(people.c.is_deleted)
    is_for_nobody = outbox.c.recipient.is_not(None) & outbox.c.recipient.in_(gone)
    _retry(connection, ~is_for_nobody, now=now)


def retry_behind(connection: Connection, case_id: UUID | None, *, now: datetime) -> None:
    """Try again what stopped behind the card of a case, or behind a report: that stands now."""
    _retry(connection, outbox.c.error == BEHIND_STOPPED, outbox.c.case_id == case_id, now=now)


def _retry(connection: Connection, *only: ColumnElement[bool], now: datetime) -> None:
    values = {"state": State.PENDING, "due_at": now, "attempts": 0}
    connection.execute(update(outbox).where(outbox.c.state == State.DEAD, *only).values(values))


def renew(
    connection: Connection,
    case_id: UUID,
    *,
    kinds: Collection[str],
    now: datetime,
    with_over: bool = False,
) -> None:
    """Have every message of these kinds that was sent of a case, or is in hand, say what is so now.

    Those whose matter is over said so; they say it anew only when asked to.
    """
    is_of_case = (outbox.c.case_id == case_id, outbox.c.kind.in_(kinds))
    _renew(connection, *is_of_case, now=now, with_over=with_over)


def renew_under(
    connection: Connection, beginnings: Collection[str], *, now: datetime, with_over: bool = False
) -> None:
    """The same of the messages whose keys begin so."""
    is_under = or_(*(outbox.c.key.startswith(one, autoescape=True) for one in beginnings))
    _renew(connection, is_under, now=now, with_over=with_over)


def _renew(
    connection: Connection, *only: ColumnElement[bool], now: datetime, with_over: bool
) -> None:
    is_open = () if with_over else (func.coalesce(outbox.c.error, "") != OVER,)
    # one in hand may have been made from what was so before
    is_in_hand = and_(outbox.c.state == State.PENDING, outbox.c.leased_until.is_not(None))
    connection.execute(
        update(outbox)
        .where(*only, or_(outbox.c.ts.is_not(None), is_in_hand), *is_open)
        .values(version=outbox.c.version + 1, state=State.PENDING, due_at=now, attempts=0)
    )


def hasten(connection: Connection, case_id: UUID, *, kind: str, now: datetime) -> None:
    """Have what waits of this kind about a case done now."""
    waits = (outbox.c.case_id == case_id, outbox.c.kind == kind, outbox.c.due_at > now)
    is_pending = outbox.c.state == State.PENDING
    connection.execute(update(outbox).where(*waits, is_pending).values(due_at=now))


def files_at_slack(
    connection: Connection, case_id: UUID, *, kind: str
) -> tuple[tuple[Message, str], ...]:
    """The messages of this kind about a case whose file was brought to Slack, with its id there."""
    query = select(outbox).where(
        outbox.c.case_id == case_id, outbox.c.kind == kind, outbox.c.slack_file.is_not(None)
    )
    return tuple(
        (message_from(row.kind, payload=row.details, case_id=row.case_id), row.slack_file)
        for row in connection.execute(query.order_by(outbox.c.id))
    )


def forget_all_but_cards(connection: Connection, *, of: Select[UUID]) -> None:
    """Send nothing of what was asked for so far, but for the cards of these cases."""
    is_kept = (outbox.c.kind == CardMessage.kind) & outbox.c.case_id.in_(of)
    connection.execute(delete(outbox).where(~is_kept))


def count_waiting(connection: Connection, kind: str, *, error: str) -> int:
    """How many messages of a kind are to be tried again after this error."""
    query = select(func.count()).select_from(outbox)
    waits = (outbox.c.kind == kind, outbox.c.state == State.PENDING, outbox.c.error == error)
    return int(connection.execute(query.where(*waits)).scalar_one())


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
