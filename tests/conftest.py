"""What every test may ask for: a database of each kind, empty and at the newest schema."""

import gc
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import delete

from storage import schema
from storage.database import Database
from storage.tables import journal_head, metadata
from tests.support import compiled_statements
from tests.support.dovecot import DOVECOT, Dovecot, own_dovecot
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


_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder in memory, with a folder of our own in it
_ROOM_BYTES = 2 << 30


def pytest_configure() -> None:
    """Wait for no disk, on which SQLite waits at every commit; where memory has no room, do.

    What a power cut would lose, no test looks for. And compile no statement twice.
    """
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES:
        os.environ.setdefault("TMPDIR", str(_MEMORY))
        tempfile.tempdir = None  # to be looked up again
    compiled_statements.share()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while tests are found, nor later among a million objects that stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


LACKS = ", which this machine lacks"
"""How a test ends the reason why it was left out, for want of a program."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Name in one line what a machine without some program left out, before pytest's own."""
    yield
    skipped = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    lacking = Counter(
        reason.removeprefix("Skipped: ").removesuffix(LACKS)
        for reason in skipped
        if reason.endswith(LACKS)
    )
    if lacking:
        said = "; ".join(f"{reason} ({count})" for reason, count in sorted(lacking.items()))
        terminalreporter.write_line(f"LEFT OUT on this machine: {said}", yellow=True)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A real mail server, shared by all: each test takes a mailbox of its own in it."""
    if DOVECOT is None:
        pytest.skip(f"mailboxes are tested with Dovecot{LACKS}")
    with own_dovecot() as server:
        yield server


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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once on each kind of database, unless it is marked to need one alone."""
    if "database" in metafunc.fixturenames:
        marks = {mark.name for mark in metafunc.definition.iter_markers()}
        is_one = "one_database" in marks and "both_databases" not in marks
        kinds = ["sqlite"] if is_one else ["sqlite", "postgresql"]
        metafunc.parametrize("database", kinds, indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database of each kind, or SQLite alone: see docs/decisions/testing.md."""
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
