"""The way to the database: engine, transactions, and its failures in our own words."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry

from bot.domain.errors import StorageUnavailableError

WAIT_FOR_LOCK_MS = 2_000
"""A submission must be answered within Slack's 3 s, so a held lock is given up before."""

LEAST_WAIT_MS = 100
"""How long a writer waits for other processes that already waited for its turn in this one."""

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
    return create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_timeout=2,
        pool_pre_ping=True,
        hide_parameters=True,  # an error's text must not carry what people wrote
        connect_args={
            "connect_timeout": 2,
            "options": f"-c lock_timeout={wait_ms:d} -c timezone=UTC",
        },
    )


def _prepare_sqlite(
    connection: DBAPIConnection, _entry: ConnectionPoolEntry, *, wait_ms: int
) -> None:
    # Python's own transaction control opens a read transaction first and upgrades it,
    # which fails at once when another writer came between; _begin_sqlite takes over.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {wait_ms:d}")
    _keep_a_wal(cursor, wait_ms=wait_ms)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


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
def failures_named() -> Iterator[None]:
    """Say what the driver says in our own words, without what people wrote."""
    try:
        yield
    except (exc.OperationalError, exc.InternalError, exc.TimeoutError) as error:
        raise StorageUnavailableError(_short(error)) from error


def _short(error: Exception) -> str:
    """The driver's first line: statements and their parameters hold what people wrote."""
    cause = getattr(error, "orig", None) or error
    lines = str(cause).splitlines()
    return lines[0] if lines else type(cause).__name__
