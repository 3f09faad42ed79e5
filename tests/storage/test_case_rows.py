"""A case's row and back: nothing is lost, whichever release wrote it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sqlalchemy import RowMapping, select

from bot.domain.cases.cases import Case
from storage import schema
from storage.cases.case_rows import CASE_COLUMNS, DOCUMENT_VERSION, case_of, forgetting, row_of
from storage.database import Database
from storage.tables import cases
from tests.support.cases import complaint
from tests.support.older_release import life_schema, write_sqlite

Json = Any


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> list[RowMapping]:
    """The rows of all cases that an older release wrote."""
    path = tmp_path_factory.mktemp("older") / "vigie.db"
    write_sqlite(path)
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    with database.reading() as connection:
        rows = connection.execute(select(*CASE_COLUMNS).order_by(cases.c.ref)).mappings().all()
    database.close()
    return list(rows)


def documents_as_written(folder: Path) -> list[dict[str, Json]]:
    """The documents as they lie in the older release's file."""
    path = folder / "as-written.db"
    write_sqlite(path)
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT life FROM cases WHERE life IS NOT NULL ORDER BY ref")
        return [json.loads(life) for (life,) in found]


def objects_in(node: Json) -> Iterator[dict[str, Json]]:
    """Every object of a document, itself included."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from objects_in(value)
    elif isinstance(node, list):
        for item in node:
            yield from objects_in(item)


def saved(case: Case) -> dict[str, Json]:
    document: dict[str, Json] = row_of(case)["life"]
    return document


def test_what_an_older_release_wrote_is_written_again_whole(
    older: list[RowMapping], tmp_path: Path
) -> None:
    again = [saved(case_of(row)) for row in older if row["life"]]

    assert len(again) > 30
    assert again == [{"version": DOCUMENT_VERSION} | one for one in documents_as_written(tmp_path)]


def test_an_older_release_reads_what_is_written_now(older: list[RowMapping]) -> None:
    schema_then = Draft202012Validator(life_schema())
    for row in older:
        if row["life"]:
            schema_then.validate(saved(case_of(row)))


@given(st.data())
def test_what_a_newer_release_wrote_survives_a_save(
    older: list[RowMapping], data: st.DataObject
) -> None:
    row = dict(data.draw(st.sampled_from([one for one in older if one["life"]])))
    row["life"] = deepcopy({"version": DOCUMENT_VERSION + 1} | row["life"])
    for node in list(objects_in(row["life"])):
        if data.draw(st.booleans()):
            node["of_tomorrow"] = data.draw(st.sampled_from([1, "text", {"a": [None]}, [], False]))
    before = deepcopy(row["life"])

    assert saved(case_of(row)) == before


def test_it_survives_a_step_too_beside_what_the_step_changed(older: list[RowMapping]) -> None:
    row = dict(next(one for one in older if (one["life"] or {}).get("followups")))
    row["life"] = deepcopy(row["life"]) | {"of_tomorrow": {"deep": True}}
    row["life"]["followups"][0]["of_tomorrow"] = "kept"
    case = case_of(row)
    after = saved(
        replace(case, followups=(*case.followups, case.followups[0]), root_cause="Autre cause")
    )

    assert after["of_tomorrow"] == {"deep": True}
    assert after["followups"][0]["of_tomorrow"] == "kept"
    assert len(after["followups"]) == len(case.followups) + 1
    assert after["root_cause"] == "Autre cause"


def test_what_a_step_took_back_does_not_return(older: list[RowMapping]) -> None:
    row = dict(next(one for one in older if (one["life"] or {}).get("root_cause")))

    assert "root_cause" not in saved(replace(case_of(row), root_cause=None))


def test_erasing_keeps_nothing_that_nobody_here_can_read(older: list[RowMapping]) -> None:
    row = dict(next(one for one in older if one["life"]))
    row["life"] = row["life"] | {"of_tomorrow": "un nom"}

    assert "of_tomorrow" not in saved(forgetting(case_of(row)))


def test_a_case_without_traces_has_no_document() -> None:
    assert row_of(complaint())["life"] is None
