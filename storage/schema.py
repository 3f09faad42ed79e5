"""The schema: brought to the newest revision, safely when two processes start at once."""

from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table, text

from storage.database import Database, failures_named, open_engine

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_FOR_OTHER_MS = 120_000
"""How long a process waits while another one migrates."""

_APPLIED = table("alembic_version", column("version_num"))
_ADVISORY_LOCK = 0x5669676965  # "Vigie"; any number that no other program takes


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema to `revision`. Harmless when it is already there.

    Raises StorageUnavailableError.
    """
    engine = open_engine(database.url, wait_ms=WAIT_FOR_OTHER_MS)
    try:
        with failures_named():
            if revision != "head" or not _finds_current(engine):
                _migrate(engine.execution_options(vigie_writes=True), revision)
    finally:
        engine.dispose()


def is_current(database: Database) -> bool:
    """Whether the schema is the newest that this program knows, or a newer one."""
    with failures_named():
        return _finds_current(database.engine)


def is_newer(database: Database) -> bool:
    """Whether a newer program than this one made the schema."""
    with failures_named():
        applied = _applied(database.engine)
    return applied is not None and applied > newest_revision()


def _finds_current(engine: Engine) -> bool:
    # a schema of a release to come: it only adds (docs/operation.md), so this one may go on
    applied = _applied(engine)
    return applied is not None and applied >= newest_revision()


def _applied(engine: Engine) -> str | None:
    """The schema's revision; None where there is none, or not one alone."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_APPLIED.name):
            return None
        applied = connection.execute(select(_APPLIED.c.version_num)).scalars().all()
    return applied[0] if len(applied) == 1 else None


def newest_revision() -> str:
    """The last migration's number: they follow one another, named 0001_….py, 0002_….py."""
    newest = max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    return newest.partition("_")[0]


def _migrate(engine: Engine, revision: str) -> None:
    # the usual start finds the schema current, and is spared Alembic and what it brings
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    with engine.connect() as connection, connection.begin():
        _wait_for_others(connection)
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, revision)


def is_declared(name: str | None, *_more: object) -> bool:
    """Whether `storage.tables` speaks of it: it knows no virtual tables and no text indexes."""
    return not (name or "").startswith("search_index")


def _wait_for_others(connection: Connection) -> None:
    # SQLite already waits at BEGIN IMMEDIATE.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
