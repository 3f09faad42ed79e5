"""The outbox: what the outside has yet to match, claimed with a lease.

A row says what (`card` of a case), never how; it is one message for its whole life.
Wishing it again while it waits changes nothing but its version, so ten quick
changes of a case cost one or two updates of its card.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Insert, Select, case, func, literal, or_, select, update

from bot.domain.outgoing import WITH_FILE, Outgoing
from storage.tables import outbox
from storage.upsert import insert_for

LEASE = timedelta(seconds=30)
"""How long a claim holds, three calls at their longest; then a process that died is relieved."""
FILE_LEASE = timedelta(minutes=3)
"""The same where a file is made first, which takes a minute for a hundred thousand cases."""


class State(StrEnum):
    """Whether a row waits, was done, or stopped for good."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


class Lane(StrEnum):
    """Where a row goes; each lane is emptied on its own, so that none holds up another.

    What comes as a file has a lane of its own, whoever it goes to.
    """

    CHANNEL = "channel"
    PEOPLE = "people"
    FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A row in this process's hands until its lease ends.

    `in_doubt`: an earlier attempt may have reached Slack without our knowing. `slack_file`:
    Slack's id of the file that an earlier attempt uploaded, and perhaps shared.
    """

    id: UUID
    key: str
    kind: str
    case_id: UUID | None
    recipient: str | None
    details: Mapping[str, Any] | None
    version: int
    created_at: datetime
    attempts: int
    lease: UUID
    in_doubt: bool
    channel: str | None
    ts: str | None
    slack_file: str | None


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


_COMES_AS_FILE = outbox.c.kind.in_(sorted(WITH_FILE))
_IN_LANE = {
    Lane.CHANNEL: (outbox.c.recipient.is_(None), ~_COMES_AS_FILE),
    Lane.PEOPLE: (outbox.c.recipient.is_not(None), ~_COMES_AS_FILE),
    Lane.FILES: (_COMES_AS_FILE,),
}
_CLAIMED = tuple(outbox.c[name] for name in Claimed.__dataclass_fields__)


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


def claim(connection: Connection, lane: Lane, *, now: datetime, limit: int) -> tuple[Claimed, ...]:
    """Take rows that are due, each for this caller alone until the lease ends."""
    due = (
        select(outbox.c.id)
        .where(outbox.c.state == State.PENDING, outbox.c.due_at <= now)
        .where(or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now))
        .where(*_IN_LANE[lane])
        .order_by(outbox.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(outbox)
        .where(outbox.c.id.in_(due))
        .values(
            # a lease that was never given back: its holder died, perhaps after sending
            in_doubt=or_(outbox.c.in_doubt, outbox.c.lease.is_not(None)),
            lease=uuid4(),
            leased_until=now + (FILE_LEASE if lane is Lane.FILES else LEASE),
            attempts=outbox.c.attempts + 1,
        )
        .returning(*_CLAIMED)
    )
    rows = connection.execute(taken).mappings().all()
    return tuple(sorted((Claimed(**row) for row in rows), key=lambda row: row.created_at))


def remember_file(connection: Connection, row: Claimed, *, slack_file: str, now: datetime) -> bool:
    """Note the file that is about to be shared, so that nobody shares another one.

    The claim holds anew from now on; False when somebody else has taken the row over.
    """
    mine = (outbox.c.id == row.id, outbox.c.lease == row.lease)
    values = {"slack_file": slack_file, "leased_until": now + LEASE}
    return connection.execute(update(outbox).where(*mine).values(values)).rowcount == 1


def next_after(connection: Connection, now: datetime) -> datetime | None:
    """When the next message is to be sent, or sent again, that is not due yet."""
    query = select(func.min(outbox.c.due_at)).where(
        outbox.c.state == State.PENDING, outbox.c.due_at > now
    )
    found: datetime | None = connection.execute(query).scalar_one()
    return found


def record_delivered(
    connection: Connection,
    row: Claimed,
    *,
    channel: str | None,
    ts: str | None,
    rests_until: datetime | None = None,
) -> None:
    """Note that what was claimed is done; a wish that came meanwhile stays to be done.

    Nobody claims the row again before `rests_until`, so that quick changes gather.
    """
    is_current = outbox.c.version == row.version
    connection.execute(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(
            state=case((is_current, State.DELIVERED.value), else_=State.PENDING.value),
            delivered_version=row.version,
            channel=channel,
            ts=ts,
            error=None,
            **_given_back(row, rests_until=rests_until),
        )
    )


def record_failed(
    connection: Connection, row: Claimed, *, error: str, due_at: datetime, in_doubt: bool
) -> None:
    """Note a failure that will be tried again at `due_at`."""
    back = _given_back(row) | {"in_doubt": in_doubt}
    values = {"error": error, "due_at": due_at, "channel": row.channel, "ts": row.ts}
    connection.execute(update(outbox).where(outbox.c.id == row.id).values(values | back))


def record_dead(connection: Connection, row: Claimed, *, error: str) -> None:
    """Note a failure that no repetition will mend."""
    values = {"state": State.DEAD, "error": error} | _given_back(row)
    connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))


def revive(connection: Connection, *, now: datetime) -> None:
    """Try again what had stopped for good: something was mended."""
    values = {"state": State.PENDING, "due_at": now, "attempts": 0}
    connection.execute(update(outbox).where(outbox.c.state == State.DEAD).values(values))


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


def _given_back(row: Claimed, *, rests_until: datetime | None = None) -> dict[str, Any]:
    # a holder whose lease ran out and was taken over must not give back another's lease
    mine = outbox.c.lease == row.lease
    rest = literal(rests_until, outbox.c.leased_until.type)
    return {
        "lease": case((mine, None), else_=outbox.c.lease),
        "leased_until": case((mine, rest), else_=outbox.c.leased_until),
        "in_doubt": False,
    }
