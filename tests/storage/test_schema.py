"""The schema comes up from nothing, also with several processes at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from storage import schema
from storage.database import Database
from storage.tables import metadata


def test_the_migrations_lead_to_the_tables_of_the_code(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": schema.is_declared})
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_a_migrated_database_is_current_and_migrating_again_is_harmless(
    database: Database,
) -> None:
    schema.upgrade(database)

    assert schema.is_current(database)


def test_processes_that_start_together_migrate_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'vigie.db'}"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: schema.upgrade(Database(url)), range(4)))

    assert schema.is_current(Database(url))
