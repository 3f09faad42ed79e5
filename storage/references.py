"""References such as REC-2026-0007: per year, without a gap, never used twice."""

from sqlalchemy import Connection

from storage.tables import counters
from storage.upsert import insert_into


def next_reference(connection: Connection, prefix: str, *, year: int) -> str:
    """Take the next reference of a year; a rollback gives it back.

    One statement counts and reads: read-then-write would hand the same number to
    two transactions on PostgreSQL. Numbers past 9999 grow a digit.
    """
    statement = (
        insert_into(connection, counters)
        .values(prefix=prefix, year=year, last=1)
        .on_conflict_do_update(
            index_elements=["prefix", "year"], set_={"last": counters.c.last + 1}
        )
        .returning(counters.c.last)
    )
    return f"{prefix}-{year}-{connection.execute(statement).scalar_one():04d}"
