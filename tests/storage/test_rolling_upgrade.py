"""Two releases on one database: the older one goes on working on the newer one's schema."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from bot.domain.school.policies import DeadlineKind
from bot.services.cases.filing import file_case
from storage import schema
from storage.database import Database
from tests.support.builders import incident_draft, opened
from tests.support.older_release import made_sqlite


@dataclass(frozen=True)
class Seen:
    """A schema as an older release would find it: columns and unique keys by table."""

    columns: dict[str, dict[str, Any]]
    unique: dict[str, set[tuple[str, ...]]]


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


def test_the_schema_leaves_the_older_release_at_work(tmp_path: Path) -> None:
    with made_sqlite(tmp_path / "vigie.db") as database:
        before = look_at(database)
        schema.upgrade(database)
        broken = broken_for_the_older(before, look_at(database))

    assert broken == []


KINDS_THEN = frozenset(
    {"ack", "solution", "charge", "information", "follow_up", "next_step", "action", "external"}
)
"""The kinds of deadlines that the older release reads; it stops at a row of any other."""


def test_the_kinds_of_rows_that_the_older_release_cannot_read_are_said() -> None:
    said = (Path(__file__).parents[2] / "docs" / "operation.md").read_text("utf-8")
    unknown = {one.value for one in DeadlineKind} - KINDS_THEN

    assert unknown == {"effect"}
    assert all(f"`{one}`" in said for one in unknown)


@pytest.fixture
def newer(database: Database) -> Database:
    """A database that a release to come has migrated: a table and a column more."""
    with database.writing() as connection:
        connection.execute(text("ALTER TABLE cases ADD COLUMN of_tomorrow TEXT"))
        schema.mark(connection, "9999")
    return database


def test_this_release_starts_and_files_on_the_schema_of_the_next(newer: Database) -> None:
    try:
        schema.upgrade(newer)
        filed = file_case(opened(newer), incident_draft())
    finally:
        with newer.writing() as connection:  # the server is shared with other tests
            connection.execute(text("ALTER TABLE cases DROP COLUMN of_tomorrow"))
            schema.mark(connection, schema.newest_revision())

    assert filed.case.ref == "INC-2026-0001"
