"""The way to the database: engine, transactions, and its failures in our own words."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry

from bot.domain.errors import StorageUnavailableError
from storage.ownership import REVISIONS, check_encoding, check_own

WAIT_FOR_LOCK_MS = 2_000
"""A submission must be answered within Slack's 3 s, so a held lock is given up before."""

LEAST_WAIT_MS = 100
"""How long a writer waits for other processes that already waited for its turn in this one."""

_NO_FILE = "unable to open database file"
_LOOK_AGAIN_SECONDS = 0.02


class Database:
    """Transactions on one database. Safe to use from several threads."""

    def __init__(self, url: str) -> None:
        self.url = with_known_driver(url)
        self._engine = open_engine(self.url)
        self._turn = threading.Lock() if self.url.get_backend_name() == "sqlite" else None

    @property
    def engine(self) -> Engine:
        return self._engine

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: returning commits, raising rolls back.

        Raises StorageUnavailableError when the database is locked, full or gone.
        """
        with (
            failures_named(),
            self._own_turn() as patience_ms,
            self._engine.connect().execution_options(
                vigie_writes=True, vigie_patience_ms=patience_ms
            ) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _own_turn(self) -> Iterator[int]:
        """Queue this process's writers: SQLite takes one, and lets the others sleep and starve.

        Gives the milliseconds that are left to wait for other processes: both waits together
        are to end before Slack gives up.
        """
        if self._turn is None:
            yield WAIT_FOR_LOCK_MS
            return
        gives_up_at = time.monotonic() + WAIT_FOR_LOCK_MS / 1_000
        if not self._turn.acquire(timeout=WAIT_FOR_LOCK_MS / 1_000):
            raise StorageUnavailableError("database is locked")
        try:
            yield max(int((gives_up_at - time.monotonic()) * 1_000), LEAST_WAIT_MS)
        finally:
            self._turn.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; it never commits.

        Raises StorageUnavailableError when the database is gone.
        """
        with failures_named(), self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def with_known_driver(url: str) -> URL:
    """The URL with the driver that Vigie installs: psycopg 3 for PostgreSQL."""
    parsed = make_url(url)
    if parsed.drivername in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def open_engine(url: URL, *, wait_ms: int = WAIT_FOR_LOCK_MS) -> Engine:
    """An engine that waits so long for a lock: not long, when a person is waiting too."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, pool_size=8, max_overflow=8, pool_timeout=2, hide_parameters=True
        )
        event.listen(engine, "connect", partial(_prepare_sqlite, wait_ms=wait_ms))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_timeout=2,
        pool_pre_ping=True,
        hide_parameters=True,  # an error's text must not carry what people wrote
        connect_args={
            "connect_timeout": 2,
            # a server of SQL_ASCII would answer in bytes
            "client_encoding": "utf8",
            # behind PgBouncer the next transaction may be another server connection's, which knows
            # nothing of what this one prepared
            "prepare_threshold": None,
        },
    )
    event.listen(engine, "connect", _check_postgresql)
    event.listen(engine, "begin", partial(_begin_postgresql, wait_ms=wait_ms))
    return engine


def _check_postgresql(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    with closed_on_failure(connection):
        check_encoding(connection.info.parameter_status("server_encoding"))


def _begin_postgresql(connection: Connection, *, wait_ms: int) -> None:
    """For this transaction only, as a pooler hands the server connection on after it.

    Not as a startup option: PgBouncer refuses those, and the URL may have options of its own.
    """
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait_ms:d}; SET LOCAL timezone = 'UTC'")


def _prepare_sqlite(
    connection: DBAPIConnection, _entry: ConnectionPoolEntry, *, wait_ms: int
) -> None:
    # Python's own transaction control opens a read transaction first and upgrades it,
    # which fails at once when another writer came between; _begin_sqlite takes over.
    connection.isolation_level = None
    with closed_on_failure(connection), closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {wait_ms:d}")
        _check_sqlite(cursor)  # before the next line, which writes
        _keep_a_wal(cursor, wait_ms=wait_ms)
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten


def _check_sqlite(cursor: DBAPICursor) -> None:
    def first_column(query: str) -> list[str]:
        cursor.execute(query)
        return [str(row[0]) for row in cursor.fetchall()]

    tables = first_column(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'"
    )
    check_own(tables, lambda: first_column(f"SELECT version_num FROM {REVISIONS}"))  # noqa: S608  # our name


@contextmanager
def closed_on_failure(connection: DBAPIConnection) -> Iterator[None]:
    """A connection that is refused goes back to nobody."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _keep_a_wal(cursor: DBAPICursor, *, wait_ms: int) -> None:
    """Change the journal's kind, which the first process on a new file does once for all.

    For this SQLite heeds no busy_timeout: it fails at once while another process begins too.
    """
    gives_up_at = time.monotonic() + wait_ms / 1_000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > gives_up_at:
                raise
            time.sleep(_LOOK_AGAIN_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("vigie_writes"):
        connection.exec_driver_sql("BEGIN")
        return
    if "vigie_patience_ms" in options:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {options['vigie_patience_ms']:d}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def failures_named(url: URL | None = None) -> Iterator[None]:
    """Say what the driver says in our own words, without what people wrote."""
    try:
        yield
    except (exc.OperationalError, exc.InternalError, exc.TimeoutError) as error:
        raise StorageUnavailableError(_short(error, url)) from error


def _short(error: Exception, url: URL | None) -> str:
    """The driver's first line: statements and their parameters hold what people wrote.

    With the file that SQLite cannot open, which it does not name; a server's address stays out.
    """
    cause = getattr(error, "orig", None) or error
    said = next(iter(str(cause).splitlines()), type(cause).__name__)
    return f"{said} {url.database}" if said == _NO_FILE and url is not None else said
