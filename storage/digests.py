"""Which weekly digests were sent, so that two processes send one."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.tables import digests
from storage.upsert import insert_into


def newest(connection: Connection) -> datetime | None:
    """The moment of the newest digest that was sent; None in a school that has just begun."""
    found: datetime | None = connection.execute(select(func.max(digests.c.due_at))).scalar_one()
    return found


def claim(connection: Connection, due_at: datetime, *, now: datetime) -> bool:
    """Take the digest of this moment; False when another process did."""
    fresh = insert_into(connection, digests).values(due_at=due_at, sent_at=now)
    statement = fresh.on_conflict_do_nothing(index_elements=["due_at"]).returning(digests.c.due_at)
    return connection.execute(statement).first() is not None
