"""Copies of the whole database: always an SQLite file, whichever database it comes from.

One format that needs no tool of the other database, can be read with anything that
reads SQLite, and restores into either: see docs/decisions/backups.md.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, select
from sqlalchemy.exc import DatabaseError

from bot.domain.errors import StorageUnavailableError, VigieError
from storage import journal, schema
from storage.database import Database
from storage.registers import snapshot
from storage.tables import cases, files, metadata
from storage.tables import journal as journal_table

_BATCH = 500


class UnsoundCopyError(VigieError):
    """The copy does not hold what the database held."""


class NewerSchemaError(VigieError):
    """The copy was made by a newer Vigie than this one."""


def copy_out(database: Database, path: Path) -> None:
    """Write the whole database to a fresh SQLite file, as of one instant, while it is in use."""
    if _is_sqlite(database):
        with closing(sqlite3.connect(path)) as target, _driver_of(database) as source:
            source.backup(target)
        return
    copy = Database(f"sqlite:///{path}")
    try:
        schema.upgrade(copy)
        with snapshot(database) as source_rows, copy.writing() as target_rows:
            _copy_rows(source_rows, target_rows)
    finally:
        copy.close()


def copy_in(path: Path, database: Database) -> None:
    """Fill an empty database, of the newest schema, with what an SQLite file holds."""
    if _is_sqlite(database):
        with closing(sqlite3.connect(path)) as source, _driver_of(database) as target:
            source.backup(target)
        return
    copy = Database(f"sqlite:///{path}")
    try:
        with snapshot(copy) as source_rows, database.writing() as target_rows:
            _copy_rows(source_rows, target_rows)
            _count_on(target_rows)
    finally:
        copy.close()


def bring_up_to_date(path: Path) -> None:
    """Bring a copy's schema to the newest. Raises NewerSchemaError, UnsoundCopyError."""
    copy = Database(f"sqlite:///{path}")
    try:
        if schema.is_newer(copy):
            # a running program may go on with it, but nobody restores into the past
            raise NewerSchemaError
        schema.upgrade(copy)
    except DatabaseError as error:
        raise UnsoundCopyError from error
    finally:
        copy.close()


def check(path: Path) -> journal.Head:
    """Prove that an SQLite file is whole, with its journal's chain; returns where that ends.

    Raises UnsoundCopyError.
    """
    _check_pages(path)
    copy = Database(f"sqlite:///{path}")
    try:
        with copy.reading() as connection:
            if flaw := journal.first_flaw(connection):
                raise UnsoundCopyError(f"The journal is broken at entry {flaw.seq}: {flaw.reason}.")
            return journal.head_of(connection)
    finally:
        copy.close()


def is_empty(database: Database) -> bool:
    """Whether a database holds neither a case nor an entry of the journal."""
    with database.reading() as connection:
        return not any(_count(connection, table) for table in (cases, journal_table))


def kept_hashes(path: Path) -> tuple[str, ...]:
    """The SHA-256 of every uploaded file that a copy knows to be kept."""
    copy = Database(f"sqlite:///{path}")
    try:
        with copy.reading() as connection:
            query = select(files.c.sha256).where(files.c.sha256.is_not(None)).distinct()
            return tuple(sorted(connection.execute(query).scalars()))
    finally:
        copy.close()


def _check_pages(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise UnsoundCopyError(f"The copy cannot be read: {error}.") from error
    if found != [("ok",)]:
        raise UnsoundCopyError(f"The copy is damaged: {found[0][0]}.")


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in metadata.sorted_tables:
        target.execute(delete(table))  # what the first migration wrote
        _copy_table(table, source, target)


def _copy_table(table: Table, source: Connection, target: Connection) -> None:
    query = select(table).execution_options(yield_per=_BATCH)
    with source.execute(query) as result:
        for batch in result.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in batch])


def _count_on(connection: Connection) -> None:
    """Have PostgreSQL's own counters go on after what was copied, rather than from one."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(sequence, last, False)))  # noqa: FBT003  # SQL


@contextmanager
def _driver_of(database: Database) -> Iterator[sqlite3.Connection]:
    """The driver's own connection, which knows SQLite's online backup."""
    borrowed = database.engine.raw_connection()
    try:
        driver = borrowed.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            raise TypeError(driver)
        yield driver
    except sqlite3.OperationalError as error:
        raise StorageUnavailableError(str(error)) from error
    finally:
        borrowed.close()


def _is_sqlite(database: Database) -> bool:
    return database.engine.dialect.name == "sqlite"


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
