"""What every test may ask for: a database of each kind, empty and at the newest schema."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import delete

from storage import schema
from storage.database import Database
from storage.tables import journal_head, metadata
from tests.support.postgresql import own_server

# how long an example takes says something of the machine, nothing of the rule; and those that
# share a database or a folder between examples begin anew in it each time
_ANY_MACHINE = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("the same each time", _ANY_MACHINE, derandomize=True)
settings.register_profile("exploring", _ANY_MACHINE)
# others than those, now and then: pytest --hypothesis-profile=exploring
settings.load_profile("the same each time")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A real PostgreSQL server, shared by all who leave it running."""
    with own_server() as server:
        server.spare_the_disk()
        yield server.url


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
    """Forget all rows, as after the first migration.

    One delete each, for TRUNCATE makes every table's files anew, however few rows there are.
    """
    deletes = [
        str(delete(table)) for table in metadata.tables.values() if table is not journal_head
    ]
    # references between tables are not looked at meanwhile, so the order does not matter
    statements = ["SET LOCAL session_replication_role = replica", *deletes]
    with database.writing() as connection:
        connection.exec_driver_sql(";".join(statements))
        connection.execute(journal_head.update().values(seq=0, hash="0" * 64))
