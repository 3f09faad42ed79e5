"""What the figures count leaves a case's document for columns, and the case stays the same."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.domain.cases import Case, Status
from bot.domain.root_causes import CauseFamily
from bot.domain.taxonomy import Kind
from storage import cases, schema
from storage.case_rows import row_of
from storage.database import Database, open_engine
from storage.tables import cases as table
from tests.support.lives import case_in

MOVED = (
    "ack_sent_at",
    "ack_not_applicable",
    "proposed_at",
    "closed_at",
    "reopened_count",
    "cause_family",
    "outcome",
    "lost_minutes",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def older_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of its own, as it was before the figures."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'older.db'}"
    else:
        url = another_postgresql(request.getfixturevalue("postgresql_url"))
    database = Database(url)
    schema.upgrade(database, "0021")
    yield database
    database.close()


def another_postgresql(url: str) -> str:
    """An empty database on the same server."""
    server, name = Database(url), f"older_{uuid4().hex}"
    engine = open_engine(server.url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    older = server.url.set(database=name)
    server.close()
    return older.render_as_string(hide_password=False)


def insert_as_before(database: Database, case: Case) -> None:
    """Write a case as the version before did: what moved is still in the document."""
    row: dict[str, Any] = row_of(case)
    life = json.loads(json.dumps(row["life"] or {}))
    for name in MOVED:
        value = row.pop(name)
        if value:
            life[name] = value.isoformat() if hasattr(value, "isoformat") else value
    values = row | {"life": life, "submission_id": uuid4(), "policy_version": "test"}
    kept = table.insert().values(values)
    columns = {column.name for column in table.c} - set(MOVED)
    assert values.keys() <= columns
    with database.writing() as connection:
        connection.execute(kept.inline())


def test_a_case_of_before_is_the_same_after(older_database: Database) -> None:
    closed = case_in(
        Status.CLOSED, Kind.COMPLAINT, cause_family=CauseFamily.METHOD, reopened_count=2
    )
    fresh = case_in(Status.REPORTED, Kind.INCIDENT)
    for case in (closed, fresh):
        insert_as_before(older_database, case)
    schema.upgrade(older_database)
    with older_database.reading() as connection:
        found = [cases.by_id(connection, case.id) for case in (closed, fresh)]
        documents = connection.execute(table.select().where(table.c.id == closed.id))
        left = documents.mappings().one()["life"]

    assert found == [closed, fresh]
    assert not set(MOVED) & set(left)
