"""Where messages stand in Slack, against where they belong: the quality channel of today."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Select, and_, case, func, or_, select, update

from bot.domain.messages.cases import CardMessage
from bot.domain.messages.reports import ReviewMessage
from bot.domain.messages.school import MovedNotice
from storage.messages.outbox import State, row_of
from storage.tables import outbox
from storage.types import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a message stands in Slack."""

    channel: str
    ts: str


def place_of(connection: Connection, key: str) -> Place | None:
    """Where a message stands; None before it is posted."""
    query = select(outbox.c.channel, outbox.c.ts).where(outbox.c.key == key)
    row = connection.execute(query).one_or_none()
    return Place(channel=row.channel, ts=row.ts) if row and row.channel and row.ts else None


def is_stopped(connection: Connection, key: str) -> bool:
    """Whether a message stopped for good."""
    query = select(outbox.c.id).where(outbox.c.key == key, outbox.c.state == State.DEAD)
    return connection.execute(query).first() is not None


def case_at(connection: Connection, place: Place) -> UUID | None:
    """The case whose card stands or stood there, or that somebody was told of there."""
    query = select(outbox.c.case_id).where(outbox.c.channel == place.channel)
    is_card = outbox.c.kind.in_([CardMessage.kind, MovedNotice.kind])
    found = query.where(outbox.c.ts == place.ts, or_(is_card, outbox.c.recipient.is_not(None)))
    return connection.execute(found).scalar_one_or_none()


def bring(connection: Connection, key: str, *, now: datetime, unless_in: str | None = None) -> None:
    """Have a message that was sent said where it belongs now; one that waits or stopped stays.

    So does one that has come to stand in the channel `unless_in` meanwhile.
    """
    is_sent = (outbox.c.key == key, outbox.c.state == State.DELIVERED)
    is_elsewhere = () if unless_in is None else (outbox.c.channel != unless_in,)
    connection.execute(update(outbox).where(*is_sent, *is_elsewhere).values(_again(now)))


def bring_all(
    connection: Connection,
    open_cases: Select[UUID],
    *,
    channel: str,
    reviews_since: datetime,
    now: datetime,
) -> None:
    """Have the cards of these cases and the newest reviews, where they stand, come to a channel.

    What is settled comes when there is something new to it.
    """
    is_living = or_(
        and_(outbox.c.kind == CardMessage.kind, outbox.c.case_id.in_(open_cases)),
        and_(outbox.c.kind == ReviewMessage.kind, outbox.c.created_at >= reviews_since),
    )
    is_elsewhere = (outbox.c.ts.is_not(None), outbox.c.channel != channel)
    connection.execute(update(outbox).where(is_living, *is_elsewhere).values(_again(now)))


def _again(now: datetime) -> dict[str, object]:
    return {
        "version": outbox.c.version + 1,
        "state": State.PENDING,
        "due_at": now,
        "attempts": 0,
    }


def leave(connection: Connection, moved: MovedNotice, place: Place, *, at: datetime) -> None:
    """Remember where a message stood, and have it say there where it is now.

    What it said in places before says so too.
    """
    row = row_of(moved, at) | {"channel": place.channel, "ts": place.ts}
    fresh = insert_into(connection, outbox).values(row)
    connection.execute(fresh.on_conflict_do_nothing(index_elements=["key"]))
    earlier = (outbox.c.kind == MovedNotice.kind, outbox.c.case_id == moved.case_id)
    connection.execute(update(outbox).where(*earlier).values(_again(at)))


def placing_since(
    connection: Connection, channel: str, *, recipient: str | None = None
) -> datetime | None:
    """Since when a card may stand in a channel without our knowing where; None when none may.

    With a `recipient`, a message about a case of theirs.
    """
    is_new = outbox.c.ts.is_(None)
    is_theirs = (outbox.c.recipient == recipient, outbox.c.case_id.is_not(None), is_new)
    is_card = (outbox.c.kind == CardMessage.kind, or_(is_new, outbox.c.channel != channel))
    begun = (
        *(is_theirs if recipient else is_card),
        outbox.c.state == State.PENDING,
        or_(outbox.c.in_doubt, outbox.c.lease.is_not(None)),
    )
    asked_at = case((is_new, outbox.c.created_at), else_=outbox.c.due_at)
    found: datetime | None = connection.execute(
        select(func.min(asked_at)).where(*begun)
    ).scalar_one()
    return found
