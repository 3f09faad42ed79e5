"""Rows copied within the database, a million of them in less than a minute."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Table,
    Uuid,
    cast,
    func,
    insert,
    literal,
    select,
    true,
)

from storage.tables.metadata import whole_schema

_FAR, _RANGE = 2_654_435_761, 1 << 32
"""Multiplied by the one within the other, numbers that follow each other lie far apart."""


@contextmanager
def hurrying(connection: Connection, *tables: Table) -> Iterator[None]:
    """Check nothing that is known to be right, and make the tables' indexes afterwards."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '1GB'")
    whole_schema()
    indexes = [index for table in tables for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def insert_copies(
    connection: Connection,
    table: Table,
    changed: Mapping[str, Any],
    numbers: FromClause,
    *,
    only: ColumnElement[bool],
    apart_from: Collection[str] = (),
) -> None:
    """A copy of each of `only` these rows for each number, with what has to differ.

    The database itself gives the columns `apart_from` those.
    """
    names = [column.name for column in table.c if column.name not in apart_from]
    copied = [changed.get(name, table.c[name]).label(name) for name in names]
    rows = select(*copied).select_from(numbers.join(table, true())).where(only)
    connection.execute(insert(table).from_select(names, rows))


def numbers_to(last: int, *, first: int = 1) -> FromClause:
    """The numbers up to `last`, in the column `number`."""
    begun = select(literal(first, Integer).label("number")).cte("numbers", recursive=True)
    following = select(begun.c.number + 1).where(begun.c.number < last)
    return begun.union_all(following)


def id_of(number: ColumnElement[int], connection: Connection) -> ColumnElement[Any]:
    """An id that has this number in it, as this database keeps ids."""
    if connection.dialect.name == "sqlite":
        return func.printf("%032x", number)
    return cast(func.lpad(func.to_hex(number), 32, "0"), Uuid)


def scattered_id(number: ColumnElement[int], connection: Connection) -> ColumnElement[Any]:
    """The same, far from the ids of the numbers beside it, as ids that are made by chance."""
    far = number * _FAR % _RANGE
    if connection.dialect.name == "sqlite":
        return func.printf("%08x%024x", far, number)
    digits = (func.lpad(func.to_hex(far), 8, "0"), func.lpad(func.to_hex(number), 24, "0"))
    return cast(func.concat(*digits), Uuid)
