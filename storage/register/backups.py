"""Copies of the whole database: always an SQLite file, whichever database it comes from.

One format that needs no tool of the other database, can be read with anything that
reads SQLite, and restores into either: see docs/decisions/backups.md.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, inspect, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError, StatementError

from bot.domain.errors import StorageUnavailableError, VigieError
from storage import schema
from storage.cases import journal
from storage.database import Database
from storage.ownership import ForeignDatabaseError
from storage.register.registers import snapshot
from storage.tables import cases, files, metadata
from storage.tables import journal as journal_table

OWN_TRIGGERS = "search_texts_"
"""How the triggers begin that the migrations make."""
_BATCH = 500


class UnsoundCopyError(VigieError):
    """The copy does not hold what the database held."""


class NewerSchemaError(VigieError):
    """The copy was made by a newer Vigie than this one."""


def copy_out(database: Database, path: Path) -> None:
    """Write the whole database to a fresh SQLite file, as of one instant, while it is in use.

    From SQLite it has the database's own schema. From PostgreSQL it has this program's tables and
    the number of an older schema, so that what a migration does to rows is done on the way back.
    """
    if _is_sqlite(database):
        with closing(sqlite3.connect(path)) as target, _driver_of(database) as source:
            source.backup(target)
        return
    copy = Database(f"sqlite:///{path}")
    try:
        schema.upgrade(copy)
        revision = schema.applied_revision(database) or schema.newest_revision()
        with snapshot(database) as source_rows, copy.writing() as target_rows:
            _copy_rows(source_rows, target_rows)
            schema.mark(target_rows, min(revision, schema.newest_revision()))
    finally:
        copy.close()


def copy_in(path: Path, database: Database) -> None:
    """Fill an empty database, of the newest schema, with the rows that an SQLite file holds.

    Rows only: what else the file brings along (triggers, views, other tables) stays behind.
    Raises UnsoundCopyError.
    """
    copy = Database(f"sqlite:///{path}")
    try:
        with snapshot(copy) as source_rows, database.writing() as target_rows:
            if missing := metadata.tables.keys() - set(inspect(source_rows).get_table_names()):
                raise UnsoundCopyError(f"The copy lacks the table {min(missing)}.")
            _copy_rows(source_rows, target_rows)
            if not _is_sqlite(database):
                _count_on(target_rows)
    except (IntegrityError, StatementError, LookupError, TypeError, ValueError) as error:
        raise UnsoundCopyError("The copy holds rows that no Vigie wrote.") from error
    finally:
        copy.close()


def disarm(path: Path) -> None:
    """Take out what a copy could do by itself while it is read: its views, triggers not ours.

    Raises UnsoundCopyError.
    """
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            found = connection.execute(
                "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger')"
            ).fetchall()
            for kind, name in found:
                if kind == "view" or not name.startswith(OWN_TRIGGERS):
                    quoted = name.replace('"', '""')
                    connection.execute(f'DROP {kind} "{quoted}"')
    except sqlite3.Error as error:
        raise UnsoundCopyError(f"The copy cannot be read: {error}.") from error


def bring_up_to_date(path: Path) -> None:
    """Bring a copy's schema to the newest.

    Raises NewerSchemaError, TooOldSchemaError and UnsoundCopyError.
    """
    copy = Database(f"sqlite:///{path}")
    try:
        if schema.is_newer(copy):
            # a running program may go on with it, but nobody restores into the past
            raise NewerSchemaError
        schema.upgrade(copy)
    except (SQLAlchemyError, ForeignDatabaseError) as error:
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


def count_cases(database: Database) -> int:
    """How many cases a database holds."""
    with database.reading() as connection:
        return _count(connection, cases)


def kept_hashes(path: Path) -> tuple[str, ...]:
    """The SHA-256 of every uploaded file that a copy knows to be kept."""
    copy = Database(f"sqlite:///{path}")
    try:
        with copy.reading() as connection:
            if not inspect(connection).has_table(files.name):
                return ()  # a schema of before
            query = select(files.c.sha256).where(files.c.sha256.is_not(None)).distinct()
            return tuple(sorted(connection.execute(query).scalars()))
    finally:
        copy.close()


def _check_pages(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.Error as error:
        raise UnsoundCopyError(f"The copy cannot be read: {error}.") from error
    if found != [("ok",)]:
        raise UnsoundCopyError(f"The copy is damaged: {found[0][0]}.")


def _copy_rows(source: Connection, target: Connection) -> None:
    """Copy every table that both have; an older schema has fewer, and fewer columns."""
    known = inspect(source).get_table_names()
    for table in metadata.sorted_tables:
        if table.name in known:
            target.execute(delete(table))  # what the first migration wrote
            _copy_table(table, source, target)


def _copy_table(table: Table, source: Connection, target: Connection) -> None:
    there = {column["name"] for column in inspect(source).get_columns(table.name)}
    columns = [column for column in table.columns if column.name in there]
    query = select(*columns).execution_options(yield_per=_BATCH)
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
