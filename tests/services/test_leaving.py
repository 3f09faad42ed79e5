"""Owners who leave: nothing open stays in the hands of somebody who is gone."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from bot.domain.actions.actions import Action, ActionStatus
from bot.domain.cases.cases import Status
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.cases.taxonomy import Kind
from bot.services.actions import departures
from storage.actions import actions
from storage.database import Database
from storage.school import people
from tests.support.builders import DIRECTION, QUALITY, opened
from tests.support.casework import SCHOOL, case_now, history, kept, waiting
from tests.support.lives import NOW, action
from tests.support.members import somebody

pytestmark = pytest.mark.one_database

OWNER = "U0OWNER"


@pytest.fixture
def without_owner(database: Database) -> Database:
    """A school that somebody has left."""
    with database.writing() as connection:
        people.remember(connection, [replace(somebody(OWNER), is_deleted=True), somebody(QUALITY)])
    return database


def decided(database: Database, case_id: UUID | None, **given: Any) -> Action:
    """An action of the one who left."""
    kept_action = action(case_id=case_id, owner=OWNER, **given)
    with database.writing() as connection:
        actions.add(connection, kept_action)
    return kept_action


def found(database: Database, wanted: Action) -> Action:
    with database.reading() as connection:
        kept_action = actions.by_id(connection, wanted.id)
    assert kept_action is not None
    return kept_action


def take_back(database: Database) -> int:
    return len(departures.take_back(opened(database, now=NOW, office=SCHOOL)))


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


class TestActions:
    def test_of_who_left_go_to_a_quality_manager_who_is_told(self, without_owner: Database) -> None:
        case = kept(without_owner, Status.PARTIES_INFORMED, Kind.INCIDENT)
        action = decided(without_owner, case.id)

        assert take_back(without_owner) == 1
        entry = history(without_owner, case.id)[-1]
        (owner_told,) = (row for row in waiting(without_owner) if row.recipient == QUALITY)

        assert found(without_owner, action) == replace(action, owner=QUALITY)
        assert (entry.event, entry.actor) == ("action_owner_left", VIGIE)
        assert (entry.details or {})["changes"] == {"owner": [OWNER, QUALITY]}
        assert owner_told.kind == "action_owner_left"
        assert take_back(without_owner) == 0

    def test_of_a_confidential_case_go_to_who_handles_it(self, without_owner: Database) -> None:
        case = kept(
            without_owner,
            Status.PARTIES_INFORMED,
            Kind.INCIDENT,
            confidential=True,
            handlers=(DIRECTION,),
        )
        action = decided(without_owner, case.id)
        take_back(without_owner)

        assert found(without_owner, action).owner == DIRECTION

    def test_that_come_from_no_case_are_handed_over_too(self, without_owner: Database) -> None:
        action = decided(without_owner, None)
        take_back(without_owner)

        assert found(without_owner, action).owner == QUALITY

    def test_that_are_done_stay_as_they_are(self, without_owner: Database) -> None:
        action = decided(without_owner, None, status=ActionStatus.DONE)

        assert take_back(without_owner) == 0
        assert found(without_owner, action).owner == OWNER

    def test_wait_while_there_is_nobody_to_take_them(self, without_owner: Database) -> None:
        action = decided(without_owner, None)
        nobody = replace(SCHOOL, quality_managers=(OWNER,))
        departures.take_back(opened(without_owner, now=NOW, office=nobody))

        assert found(without_owner, action).owner == OWNER
