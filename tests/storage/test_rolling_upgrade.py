"""Two releases on one database: the older one goes on working on the newer one's schema."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from bot.services.filing import file_case
from storage import schema
from storage.database import Database
from tests.support.builders import NOW, OFFICE, incident_draft

TAKES_AWAY: dict[str, str] = {}
"""Migrations that take away what an older release still reads, each with the release that
stopped reading it; such a release is announced as one for which all processes are stopped."""


@dataclass(frozen=True)
class Seen:
    """A schema as an older release would find it: columns and unique keys by table."""

    columns: dict[str, dict[str, Any]]
    unique: dict[str, set[tuple[str, ...]]]


def revisions() -> list[str]:
    """Every migration's number, in order."""
    paths = sorted((schema.MIGRATIONS / "versions").glob("[0-9]*.py"))
    return [path.name.partition("_")[0] for path in paths]


def look_at(database: Database) -> Seen:
    with database.engine.connect() as connection:
        inspector = inspect(connection)
        tables = [one for one in inspector.get_table_names() if schema.is_declared(one)]
        columns = {
            table: {str(one["name"]): one for one in inspector.get_columns(table)}
            for table in tables
        }
        unique = {
            table: {
                tuple(map(str, one["column_names"]))
                for one in inspector.get_unique_constraints(table)
            }
            | {
                tuple(map(str, one["column_names"]))
                for one in inspector.get_indexes(table)
                if one["unique"]
            }
            for table in tables
        }
    return Seen(columns, unique)


def broken_for_the_older(before: Seen, after: Seen) -> list[str]:
    """What a release that knows only `before` could no longer read or write."""
    found = []
    for table, columns in before.columns.items():
        now = after.columns.get(table, {})
        found += [f"{table}.{name} is gone" for name in columns.keys() - now.keys()]
        found += [
            f"{table}.{name} is no longer of its type"
            for name in columns.keys() & now.keys()
            if str(columns[name]["type"]) != str(now[name]["type"])
        ]
        found += [
            f"{table}.{name} has to be written and has no default"
            for name, column in now.items()
            if not column["nullable"]
            and column["default"] is None
            and (name not in columns or columns[name]["nullable"])
        ]
        tighter = after.unique.get(table, set()) - before.unique[table]
        found += [f"{table} is unique in {key}" for key in tighter]
    return found


def test_each_migration_leaves_the_older_release_at_work(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'vigie.db'}")
    found: dict[str, list[str]] = {}
    before: Seen | None = None
    for revision in revisions():
        schema.upgrade(database, revision)
        after = look_at(database)
        if before is not None and (broken := broken_for_the_older(before, after)):
            found[revision] = broken
        before = after
    database.close()

    assert {one: why for one, why in found.items() if one not in TAKES_AWAY} == {}


@pytest.fixture
def newer(database: Database) -> Database:
    """A database that a release to come has migrated: a table and a column more."""
    with database.writing() as connection:
        connection.execute(text("ALTER TABLE cases ADD COLUMN of_tomorrow TEXT"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    return database


def test_this_release_starts_and_files_on_the_schema_of_the_next(newer: Database) -> None:
    try:
        schema.upgrade(newer)
        filed = file_case(newer, incident_draft(), now=NOW, defaults=OFFICE)
    finally:
        with newer.writing() as connection:  # the server is shared with other tests
            connection.execute(text("ALTER TABLE cases DROP COLUMN of_tomorrow"))
            connection.execute(
                text("UPDATE alembic_version SET version_num = :now"),
                {"now": schema.newest_revision()},
            )

    assert filed.case.ref == "INC-2026-0001"
