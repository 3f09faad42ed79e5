"""A topic that comes back is told at once, once, with its cases, and met with one action."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.actions import Action, ActionOrigin, ActionStatus
from bot.domain.cases import Case
from bot.domain.errors import NotAllowedError
from bot.domain.recurrence import CaseTopic, topic_of
from bot.domain.root_causes import CauseFamily
from bot.domain.steps import Qualify
from bot.domain.taxonomy import Category, IncidentType, Severity
from bot.services.recurrences import look_at_topic, open_action
from bot.services.topics import recurred_in
from storage import actions
from storage.database import Database
from tests.support.builders import QUALITY, TRAINER
from tests.support.casework import SCHOOL, keep, take, waiting
from tests.support.lives import ACTION_DRAFT, NOW, complaint, done_action, incident

TRAINERS = CaseTopic(category=Category.TRAINER, incident_type=None, cause_family=None)
LONG_AGO = NOW - timedelta(days=190)


def filed(database: Database, number: int, **given: Any) -> Case:
    """A complaint about trainers, filed and not yet qualified."""
    usual: dict[str, Any] = {
        "id": uuid4(),
        "ref": f"REC-2026-{number:04}",
        "category": Category.TRAINER,
        "received_at": NOW - timedelta(days=number),
    }
    return keep(database, complaint(**(usual | given)))


def qualify(database: Database, case: Case) -> None:
    take(database, case, Qualify(severity=Severity.MODERATE), actor=QUALITY)


def told(database: Database) -> list[Any]:
    """What quality managers are told of topics."""
    rows = [row for row in waiting(database) if row.kind == "recurrence"]
    return [recurred_in(row.details or {}) for row in rows]


def test_the_third_case_in_six_months_is_told_at_once_with_all_three(database: Database) -> None:
    cases = [filed(database, number) for number in (1, 2, 3)]
    qualify(database, cases[0])
    (recurred,) = told(database)

    assert recurred.topic == TRAINERS
    assert recurred.case_ids == tuple(case.id for case in cases)


def test_two_are_none_nor_are_those_of_long_ago_confidential_or_of_another_cause(
    database: Database,
) -> None:
    case = filed(database, 1)
    filed(database, 2)
    filed(database, 3, received_at=LONG_AGO)
    filed(database, 4, confidential=True)
    filed(database, 5, cause_family=CauseFamily.METHOD)
    qualify(database, case)

    assert told(database) == []


def test_a_topic_already_told_is_not_told_again_with_the_next_case(database: Database) -> None:
    cases = [filed(database, number) for number in (1, 2, 3, 4)]
    for case in cases:
        qualify(database, case)

    assert len(told(database)) == 1


def test_one_case_is_enough_after_an_action_was_judged_effective(database: Database) -> None:
    before = filed(database, 1, received_at=LONG_AGO)
    judged = done_action(
        id=uuid4(),
        case_id=before.id,
        status=ActionStatus.EFFECTIVE,
        is_effective=True,
        checked_at=NOW - timedelta(days=30),
    )
    with database.writing() as connection:
        actions.add(connection, judged)
    case = filed(database, 2)
    for _ in range(2):  # qualified again, it says nothing new
        qualify(database, case)
    (recurred,) = told(database)

    assert (recurred.remedy, recurred.case_ids) == (judged.id, (case.id,))


def open_(database: Database, actor: str = QUALITY) -> Action | None:
    return open_action(
        database,
        TRAINERS,
        ACTION_DRAFT,
        actor=actor,
        now=NOW,
        defaults=SCHOOL,
        submission_id=uuid4(),
    )


def test_one_action_is_opened_against_a_topic_and_names_its_cases(database: Database) -> None:
    cases = [filed(database, number) for number in (1, 2, 3)]
    qualify(database, cases[0])
    first, second = open_(database), open_(database)
    seen = look_at_topic(database, TRAINERS, reader=QUALITY, defaults=SCHOOL)

    assert first == second == seen.running
    assert first is not None
    assert first.origin is ActionOrigin.RECURRENCE
    assert first.origin_refs == tuple(sorted(case.ref for case in cases))
    with pytest.raises(NotAllowedError):
        open_(database, actor=TRAINER)


@pytest.mark.parametrize(
    ("case", "topic"),
    [
        (complaint(category=Category.TRAINER), TRAINERS),
        (complaint(category=Category.TRAINER, confidential=True), None),
        (complaint(category=None), None),
        (incident(incident_type=IncidentType.TECHNICAL), None),
        (
            incident(incident_type=IncidentType.TECHNICAL, cause_family=CauseFamily.METHOD),
            CaseTopic(
                category=None,
                incident_type=IncidentType.TECHNICAL,
                cause_family=CauseFamily.METHOD,
            ),
        ),
    ],
)
def test_a_topic_is_what_it_was_about_and_why(case: Case, topic: CaseTopic | None) -> None:
    assert topic_of(case) == topic


@pytest.mark.parametrize("cause", [None, CauseFamily.EXTERNAL])
@pytest.mark.parametrize("category", Category)
def test_a_topic_comes_back_from_its_key(category: Category, cause: CauseFamily | None) -> None:
    topic = replace(TRAINERS, category=category, cause_family=cause)

    assert CaseTopic.of_key(topic.key) == topic
