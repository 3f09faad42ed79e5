"""The schema: brought to the newest revision, safely when two processes start at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database, failures_named, open_engine

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_FOR_OTHER_MS = 120_000
"""How long a process waits while another one migrates."""

_ADVISORY_LOCK = 0x5669676965  # "Vigie"; any number that no other program takes


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema to `revision`. Harmless when it is already there.

    Raises StorageUnavailableError.
    """
    engine = open_engine(database.url, wait_ms=WAIT_FOR_OTHER_MS).execution_options(
        vigie_writes=True
    )
    try:
        with failures_named(), engine.connect() as connection, connection.begin():
            _wait_for_others(connection)
            command.upgrade(_config(connection), revision)
    finally:
        engine.dispose()


def is_current(database: Database) -> bool:
    """Whether the schema is the newest that this program knows."""
    with database.reading() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory(str(MIGRATIONS)).get_current_head()


def is_declared(name: str | None, *_more: object) -> bool:
    """Whether `storage.tables` speaks of it: it knows no virtual tables and no text indexes."""
    return not (name or "").startswith("search_index")


def _wait_for_others(connection: Connection) -> None:
    # SQLite already waits at BEGIN IMMEDIATE.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
