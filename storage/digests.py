"""Which weekly digests were sent, so that two processes send one."""

from datetime import datetime

from sqlalchemy import Connection, select

from storage.tables import digests
from storage.upsert import insert_into


def is_sent(connection: Connection, due_at: datetime) -> bool:
    """Whether the digest of this moment was sent."""
    return connection.execute(select(digests).where(digests.c.due_at == due_at)).first() is not None


def claim(connection: Connection, due_at: datetime, *, now: datetime) -> bool:
    """Take the digest of this moment; False when another process did."""
    fresh = insert_into(connection, digests).values(due_at=due_at, sent_at=now)
    statement = fresh.on_conflict_do_nothing(index_elements=["due_at"]).returning(digests.c.due_at)
    return connection.execute(statement).first() is not None
