"""Owners who leave: no open case stays in the hands of somebody who is gone."""

from dataclasses import replace

import pytest

from bot.domain.cases import Status
from bot.domain.journal import VIGIE
from bot.domain.taxonomy import Kind
from bot.services.leaving import take_back_cases
from storage import people
from storage.database import Database
from tests.support.builders import DIRECTION, QUALITY
from tests.support.casework import SCHOOL, case_now, history, kept, waiting
from tests.support.lives import NOW
from tests.support.members import somebody

OWNER = "U0OWNER"


@pytest.fixture
def without_owner(database: Database) -> Database:
    """A school that somebody has left."""
    with database.writing() as connection:
        people.remember(connection, [replace(somebody(OWNER), is_deleted=True), somebody(QUALITY)])
    return database


def take_back(database: Database) -> int:
    return len(take_back_cases(database, now=NOW, defaults=SCHOOL))


def test_open_cases_go_back_to_the_quality_managers(without_owner: Database) -> None:
    case = kept(without_owner, Status.UNDER_REVIEW, owner=OWNER)

    assert take_back(without_owner) == 1
    (entry,) = history(without_owner, case.id)

    assert case_now(without_owner, case.id) == replace(case, owner=None)
    assert (entry.event, entry.actor) == ("owner_left", VIGIE)
    assert (entry.details or {})["changes"] == {"owner": [OWNER, None]}
    assert {(row.kind, row.recipient) for row in waiting(without_owner)} == {
        ("card", None),
        ("step_line", None),
        ("owner_left", QUALITY),
    }


def test_a_confidential_case_is_told_to_those_who_handle_it(without_owner: Database) -> None:
    kept(without_owner, owner=OWNER, confidential=True, handlers=(DIRECTION,))
    take_back(without_owner)

    people_told = [row.recipient for row in waiting(without_owner) if row.recipient]

    assert people_told == [DIRECTION]


def test_settled_cases_and_those_of_others_stay_as_they_are(without_owner: Database) -> None:
    kept(without_owner, Status.CLOSED, owner=OWNER, number=1)
    kept(without_owner, Status.TAKEN_CHARGE, Kind.INCIDENT, owner=QUALITY)
    kept(without_owner, owner="U0UNHEARDOF", number=2)

    assert take_back(without_owner) == 0


def test_taking_back_twice_changes_nothing_more(without_owner: Database) -> None:
    case = kept(without_owner, owner=OWNER)
    take_back(without_owner)

    assert take_back(without_owner) == 0
    assert len(history(without_owner, case.id)) == 1
