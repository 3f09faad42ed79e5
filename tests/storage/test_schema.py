"""The schema comes up from nothing, also with several processes at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

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


def test_the_newest_migration_by_its_name_is_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))

    assert schema.newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_an_empty_database_is_not_current(tmp_path: Path) -> None:
    assert not schema.is_current(Database(f"sqlite:///{tmp_path / 'empty.db'}"))


def test_a_start_on_a_current_database_does_without_alembic_and_postgresql(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'vigie.db'}"
    schema.upgrade(Database(url))
    start = (
        "import sys, bot.cli; from storage import schema; from storage.database import Database; "
        f"schema.upgrade(Database({url!r})); "
        "print({'alembic', 'mako', 'psycopg', 'puremagic'} & sys.modules.keys())"
    )
    said = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=True)

    assert said.stdout == "set()\n"
