"""Where the cards stand in Slack, as far as the outbox knows."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from bot.domain.outgoing import Outgoing
from storage.outbox import State
from storage.tables import outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a message stands in Slack."""

    channel: str
    ts: str


def place_of(connection: Connection, key: str) -> Place | None:
    """Where a card stands; None before it is posted, or while it is to be posted anew."""
    query = select(outbox.c.channel, outbox.c.ts).where(outbox.c.key == key)
    row = connection.execute(query).one_or_none()
    return Place(channel=row.channel, ts=row.ts) if row and row.channel and row.ts else None


def case_at(connection: Connection, place: Place) -> UUID | None:
    """The case whose card stands there."""
    query = select(outbox.c.case_id).where(outbox.c.channel == place.channel)
    found = query.where(outbox.c.ts == place.ts, outbox.c.kind == Outgoing.CARD)
    return connection.execute(found).scalar_one_or_none()


def is_placing(connection: Connection) -> bool:
    """Whether a card may stand somewhere without our knowing yet where."""
    query = select(outbox.c.id).where(outbox.c.kind == Outgoing.CARD, outbox.c.ts.is_(None))
    begun = query.where(outbox.c.state == State.PENDING, outbox.c.attempts > 0)
    return connection.execute(begun.limit(1)).first() is not None
