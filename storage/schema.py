"""The schema: brought to the newest revision, safely when two processes start at once."""

from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table, text, update

from bot.domain.errors import CannotStartError, MisconfiguredError, StorageUnavailableError
from storage.database import Database, failures_named, open_engine
from storage.ownership import REVISIONS, check_own

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_FOR_OTHER_MS = 120_000
"""How long a process waits while another one migrates."""

_APPLIED = table(REVISIONS, column("version_num"))
_ADVISORY_LOCK = 0x5669676965  # "Vigie"; any number that no other program takes


class TooOldSchemaError(MisconfiguredError):
    """The database is older than any that this version brings up to date."""


def upgrade(database: Database) -> None:
    """Bring the schema to the newest. Harmless when it is already there.

    Raises StorageUnavailableError, ForeignDatabaseError, EncodingError and TooOldSchemaError.
    """
    engine = open_engine(database.url, wait_ms=WAIT_FOR_OTHER_MS)
    try:
        with failures_named(database.url):
            if not _finds_current(engine):
                _migrate(engine.execution_options(vigie_writes=True))
    finally:
        engine.dispose()


def prepare(database: Database) -> None:
    """As `upgrade`, at a start. Raises CannotStartError for a database that is away."""
    try:
        upgrade(database)
    except StorageUnavailableError as error:
        msg = f"DATABASE_URL: the database cannot be used ({error})."
        raise CannotStartError(msg) from error


def is_current(database: Database) -> bool:
    """Whether the schema is the newest that this program knows, or a newer one."""
    with failures_named():
        return _finds_current(database.engine)


def is_newer(database: Database) -> bool:
    """Whether a newer program than this one made the schema."""
    applied = applied_revision(database)
    return applied is not None and applied > newest_revision()


def is_there(database: Database) -> bool:
    """Whether there is a schema at all, an older or a newer one too."""
    return applied_revision(database) is not None


def applied_revision(database: Database) -> str | None:
    """The schema's revision; None where there is none. Raises ForeignDatabaseError."""
    with failures_named(), database.engine.connect() as connection:
        return _applied(connection)


def mark(connection: Connection, revision: str) -> None:
    """Have a schema pass for the one of `revision`."""
    connection.execute(update(_APPLIED).values(version_num=revision))


def newest_revision() -> str:
    """The last migration's number: they follow one another, named 0060_….py, 0061_….py."""
    return max(_revisions())


def is_declared(name: str | None, *_more: object) -> bool:
    """Whether `storage.tables` speaks of it: it knows no virtual tables and no text indexes."""
    return not (name or "").startswith("search_index")


def _revisions() -> list[str]:
    return [path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")]


def _finds_current(engine: Engine) -> bool:
    # a schema of a release to come: it only adds (docs/operation.md), so this one may go on
    with engine.connect() as connection:
        applied = _applied(connection)
    return applied is not None and applied >= newest_revision()


def _applied(connection: Connection) -> str | None:
    """The schema's revision; None where there is none, or not one alone.

    Raises ForeignDatabaseError.
    """
    tables = inspect(connection).get_table_names()
    applied = list[str]()
    if _APPLIED.name in tables:
        applied += connection.execute(select(_APPLIED.c.version_num)).scalars()
    check_own(tables, lambda: applied)
    return applied[0] if len(applied) == 1 else None


def _migrate(engine: Engine) -> None:
    # the usual start finds the schema current, and is spared Alembic and what it brings
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    with engine.connect() as connection, connection.begin():
        _wait_for_others(connection)
        _cross_over(connection)
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, "head")


def _cross_over(connection: Connection) -> None:
    """Bring a schema of before the first revision to that one. Raises TooOldSchemaError."""
    from storage.migrations import bridge  # noqa: PLC0415  # it needs Alembic

    applied, first = _applied(connection), min(_revisions())
    if applied is None or applied >= first:
        return
    if applied < bridge.OLDEST:
        raise TooOldSchemaError(
            f"The schema, {applied}, is from before Vigie's first release; "
            f"this version brings up to date those from {bridge.OLDEST} on."
        )
    bridge.cross(connection)
    mark(connection, first)


def _wait_for_others(connection: Connection) -> None:
    # SQLite already waits at BEGIN IMMEDIATE.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
