"""The schema comes up from nothing, also with several processes at once."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.domain.errors import StorageUnavailableError
from storage import schema
from storage.database import WAIT_FOR_LOCK_MS, Database
from storage.tables.metadata import whole_schema
from tests.support.all_at_once import all_at_once


def test_the_migrations_lead_to_the_tables_of_the_code(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": schema.is_declared})
        differences = compare_metadata(context, whole_schema())

    assert differences == []


def test_a_migrated_database_is_current_and_migrating_again_is_harmless(
    database: Database,
) -> None:
    schema.upgrade(database)

    assert schema.is_current(database)


def test_processes_that_start_together_migrate_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'vigie.db'}"
    all_at_once(lambda _: schema.upgrade(Database(url)), range(4), threads=4)

    assert schema.is_current(Database(url))


def test_a_process_waits_while_another_one_writes_the_first_page(tmp_path: Path) -> None:
    path = tmp_path / "vigie.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY)")
        timer = threading.Timer(1, other.execute, ["COMMIT"])
        timer.start()
        schema.upgrade(Database(f"sqlite:///{path}"))
        timer.join()

    assert schema.is_current(Database(f"sqlite:///{path}"))


def test_a_lock_that_is_never_given_up_is_named_before_slack_gives_up(tmp_path: Path) -> None:
    path = tmp_path / "vigie.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        database = Database(f"sqlite:///{path}")
        with pytest.raises(StorageUnavailableError, match="locked"), database.writing():
            pass

    with database.reading() as connection:
        waits_ms = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    assert waits_ms == WAIT_FOR_LOCK_MS < 3_000


def test_the_newest_migration_by_its_name_is_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))

    assert schema.newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_an_empty_database_is_not_current(tmp_path: Path) -> None:
    assert not schema.is_current(Database(f"sqlite:///{tmp_path / 'empty.db'}"))
