"""References such as REC-2026-0007: per year, without a gap, never used twice."""

from functools import cache

from sqlalchemy import Connection, Executable

from storage.tables import counters
from storage.upsert import insert_for


def next_reference(connection: Connection, prefix: str, *, year: int) -> str:
    """Take the next reference of a year; a rollback gives it back."""
    return next_references(connection, prefix, year=year, count=1)[0]


def next_references(
    connection: Connection, prefix: str, *, year: int, count: int
) -> tuple[str, ...]:
    """Take the next references of a year, at least one.

    One statement counts and reads: read-then-write would hand the same number to
    two transactions on PostgreSQL. Numbers past 9999 grow a digit.
    """
    first = {"prefix": prefix, "year": year, "last": count}
    last = connection.execute(_counting(connection.dialect.name), first).scalar_one()
    return tuple(f"{prefix}-{year}-{number:04d}" for number in range(last - count + 1, last + 1))


@cache
def _counting(dialect: str) -> Executable:
    """Made once: every filing counts with it."""
    fresh = insert_for(dialect, counters)
    further = {"last": counters.c.last + fresh.excluded.last}
    counted = fresh.on_conflict_do_update(index_elements=["prefix", "year"], set_=further)
    return counted.returning(counters.c.last)
