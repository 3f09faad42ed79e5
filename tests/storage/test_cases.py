"""Cases come back from the database as they went in, whatever their steps left on them."""

from uuid import uuid4

import pytest

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import Kind
from storage.cases import cases
from storage.cases.case_rows import case_of, row_of
from storage.database import Database
from tests.support.lives import case_in, statuses_of

EVERY_STATUS = [
    pytest.param(status, kind, id=f"{kind} {status}")
    for kind in Kind
    for status in statuses_of(kind)
]


def stored(database: Database, case: Case) -> Case | None:
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
    with database.reading() as connection:
        return cases.by_id(connection, case.id)


@pytest.mark.parametrize(("status", "kind"), EVERY_STATUS)
def test_a_case_is_the_same_after_a_row(status: Status, kind: Kind) -> None:
    case = case_in(status, kind)

    assert case_of(row_of(case)) == case


@pytest.mark.parametrize("kind", list(Kind))
def test_a_case_with_a_whole_life_is_the_same_after_the_database(
    database: Database, kind: Kind
) -> None:
    case = case_in(Status.CLOSED, kind)

    assert stored(database, case) == case


def test_a_step_is_saved(database: Database) -> None:
    case = case_in(Status.RECEIVED, Kind.COMPLAINT)
    stored(database, case)
    later = case_in(Status.FOLLOW_UP, Kind.COMPLAINT, id=case.id, ref=case.ref)
    with database.writing() as connection:
        cases.save(connection, later)
    with database.reading() as connection:
        found = cases.by_id(connection, case.id)

    assert found == later


def test_open_cases_are_those_in_which_something_is_left_to_do(database: Database) -> None:
    statuses = (Status.RECEIVED, Status.CLOSED)
    kept = [
        case_in(status, Kind.COMPLAINT, id=uuid4(), ref=f"REC-2026-{status}") for status in statuses
    ]
    for case in kept:
        stored(database, case)
    with database.reading() as connection:
        found = [row.id for row in connection.execute(cases.open_ids())]

    assert found == [kept[0].id]
