"""A topic that comes back is told at once, once, with its cases, and met with one action."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from bot.domain.actions.actions import Action, ActionKind, ActionOrigin, ActionStatus
from bot.domain.calendar.periods import Month, Semester
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.letters import Communication, Letter, LetterKind
from bot.domain.cases.outcomes import CauseFamily, Outcome
from bot.domain.cases.taxonomy import Category, IncidentType, Means, Severity
from bot.domain.errors import NotAllowedError
from bot.domain.messages.actions import RecurrenceNotice
from bot.domain.reports.quality_risks import CaseTopic, topic_of
from bot.domain.reports.risks import RiskStatus
from bot.domain.steps.handling import Qualify
from bot.domain.steps.opening import Acknowledge
from bot.domain.steps.settling import AnswerAndSettle
from bot.services.actions.action_plan import look_at_topic, open_action
from bot.services.reports.risk_changes import set_risk_aside
from bot.services.reports.risk_register import read_risk
from storage.actions import actions, recurrences
from storage.database import Database
from storage.reports import risks
from storage.reports.figures import read_figures
from storage.reports.review_figures import read_review_figures
from tests.conftest import empty
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, keep, take, waiting
from tests.support.lives import ACTION_DRAFT, NOW, complaint, done_action, incident
from tests.support.risks import JUDGED, quality_risk

pytestmark = pytest.mark.one_database

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
    messages = [row.read() for row in waiting(database)]
    return [one.recurred for one in messages if isinstance(one, RecurrenceNotice)]


def test_the_third_case_in_six_months_is_told_at_once_with_all_three(database: Database) -> None:
    cases = [filed(database, number) for number in (1, 2, 3)]
    qualify(database, cases[0])
    (recurred,) = told(database)

    assert recurred.topic == TRAINERS
    assert recurred.case_ids == tuple(case.id for case in cases)


def test_a_topic_that_recurs_is_proposed_as_a_risk_and_each_next_case_linked(
    database: Database,
) -> None:
    filed_cases = [filed(database, number) for number in (1, 2, 3)]
    qualify(database, filed_cases[0])
    with database.reading() as connection:
        proposed = risks.of_topic(connection, TRAINERS)
    assert proposed is not None
    filed_cases.append(filed(database, 4))
    qualify(database, filed_cases[-1])
    view = opened(database).read(read_risk, str(proposed.id), reader=QUALITY)

    assert (proposed.status, proposed.said.likelihood) == (RiskStatus.PROPOSED, 3)
    assert [one.link.ref for one in view.links] == [case.ref for case in filed_cases]
    assert [one.event for one in view.traces] == ["risk_linked", "risk_proposed"]


def test_a_risk_set_aside_is_not_proposed_again_with_the_next_case(database: Database) -> None:
    for case in [filed(database, number) for number in (1, 2, 3)]:
        qualify(database, case)
    with database.reading() as connection:
        proposed = risks.of_topic(connection, TRAINERS)
    assert proposed is not None
    given: dict[str, Any] = {"said": JUDGED, "actor": QUALITY, "submission_id": uuid4()}
    opened(database).write(set_risk_aside, str(proposed.id), "Un seul formateur", **given)
    qualify(database, filed(database, 4))
    with database.reading() as connection:
        still = risks.of_topic(connection, TRAINERS)
    assert still is not None

    assert still.status is RiskStatus.SET_ASIDE


def test_one_answered_at_once_is_told_of_too(database: Database) -> None:
    """Nobody qualifies it, nor looks for its cause."""
    cases = [filed(database, number) for number in (1, 2, 3)]
    letter = Letter(kind=LetterKind.PROPOSAL, subject="Réponse", body="Bonjour.")
    answer = AnswerAndSettle(
        outcome=Outcome.UPHELD,
        analysis="vérifié avec le formateur",
        solution="séance refaite",
        told=Communication(letter=letter, at=NOW, means=Means.EMAIL),
        implemented_at=NOW,
    )
    take(database, cases[0], answer, actor=QUALITY)
    (recurred,) = told(database)

    assert recurred.case_ids == tuple(case.id for case in cases)


def test_what_vigie_proposes_is_none_before_somebody_confirmed_it(database: Database) -> None:
    case, *_ = [filed(database, number, to_confirm=number == 1) for number in (1, 2, 3)]
    letter = Letter(kind=LetterKind.ACKNOWLEDGEMENT, subject="Reçu", body="Bonjour.")
    received = Communication(letter=letter, at=NOW, means=Means.EMAIL)
    confirmed = Acknowledge(category=Category.TRAINER, severity=Severity.MODERATE, told=received)

    assert topic_of(case) is None
    take(database, case, confirmed, actor=QUALITY)
    assert [len(one.case_ids) for one in told(database)] == [3]


def test_proposals_of_others_do_not_count(database: Database) -> None:
    case, *_ = [filed(database, number, to_confirm=number > 1) for number in (1, 2, 3)]
    qualify(database, case)

    assert told(database) == []


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
    remedy = judged(database, case_id=before.id)
    case = filed(database, 2)
    for _ in range(2):  # qualified again, it says nothing new
        qualify(database, case)
    (recurred,) = told(database)

    assert (recurred.remedy, recurred.case_ids) == (remedy.id, (case.id,))


def judged(database: Database, **given: Any) -> Action:
    """An action of its own that had its effect, a month ago."""
    usual: dict[str, Any] = {
        "id": uuid4(),
        "ref": f"ACT-2026-{uuid4().hex[:6]}",
        "status": ActionStatus.EFFECTIVE,
        "is_effective": True,
        "checked_at": NOW - timedelta(days=30),
    }
    action = done_action(**(usual | given))
    with database.writing() as connection:
        actions.add(connection, action)
    return action


def test_what_only_mended_its_case_is_no_remedy(database: Database) -> None:
    before = filed(database, 1, received_at=LONG_AGO)
    judged(database, case_id=before.id, kind=ActionKind.CURATIVE)
    for number in (2, 3):
        qualify(database, filed(database, number))
    few = told(database)
    qualify(database, filed(database, 4))
    (recurred,) = told(database)

    assert few == []
    assert (recurred.remedy, len(recurred.case_ids)) == (None, 3)


def test_a_topic_that_came_back_after_its_remedy_is_told_as_recurrent_too(
    database: Database,
) -> None:
    before = filed(database, 1, received_at=LONG_AGO)
    remedy = judged(database, case_id=before.id)
    for number in range(2, 12):  # ten cases in ten days
        qualify(database, filed(database, number))

    assert [(one.remedy, len(one.case_ids)) for one in told(database)] == [
        (remedy.id, 1),
        (None, 3),
    ]


@pytest.mark.parametrize(
    "nothing",
    [
        complaint(status=Status.DUPLICATE, category=Category.TRAINER),
        complaint(status=Status.REJECTED, category=Category.TRAINER),
    ],
)
def test_what_was_told_twice_or_was_none_is_no_recurrence(
    database: Database, nothing: Case
) -> None:
    filed(database, 1)
    keep(database, replace(nothing, id=uuid4(), ref="REC-2026-0077"))
    case = filed(database, 2)
    qualify(database, case)

    assert told(database) == []


@pytest.mark.both_databases
def test_neither_lists_nor_figures_take_nothing_for_a_recurrence(database: Database) -> None:
    about: dict[str, Any] = {
        "incident_type": IncidentType.TECHNICAL,
        "cause_family": CauseFamily.EQUIPMENT,
    }
    statuses = (Status.CLOSED, Status.WITHDRAWN, Status.DUPLICATE)
    for number, status in enumerate(statuses, start=1):
        keep(database, incident(id=uuid4(), ref=f"INC-{number}", status=status, **about))
    topic = topic_of(incident(**about))
    assert topic is not None
    with database.reading() as connection:
        found = recurrences.cases_about(connection, topic, since=LONG_AGO)
        half, month = Semester.of(NOW, SCHOOL.zone), Month.of(NOW, SCHOOL.zone)
        review = read_review_figures(connection, half, now=NOW, zone=SCHOOL.zone)
        figures = read_figures(connection, month, now=NOW, zone=SCHOOL.zone)

    assert len(found) == 1
    assert [one.count for one in review.topics] == [1]
    assert review.incident_types == ((IncidentType.TECHNICAL, 3),)
    assert figures.recurrences == ()


def test_a_half_year_counts_what_is_still_to_be_confirmed(database: Database) -> None:
    for number, to_confirm in enumerate((True, False), start=1):
        one = complaint(id=uuid4(), ref=f"REC-{number}", to_confirm=to_confirm)
        keep(database, one)
    with database.reading() as connection:
        half = Semester.of(NOW, SCHOOL.zone)
        review = read_review_figures(connection, half, now=NOW, zone=SCHOOL.zone)

    assert review.to_confirm == 1


def open_(database: Database, actor: str = QUALITY) -> Action | None:
    return opened(database, now=NOW, office=SCHOOL).write(
        open_action, TRAINERS, ACTION_DRAFT, actor=actor, submission_id=uuid4()
    )


@pytest.mark.both_databases
def test_one_action_is_opened_against_a_topic_and_names_its_cases(database: Database) -> None:
    cases = [filed(database, number) for number in (1, 2, 3)]
    qualify(database, cases[0])
    first, second = open_(database), open_(database)
    seen = opened(database, office=SCHOOL).read(look_at_topic, TRAINERS, reader=QUALITY)

    assert first == second == seen.running
    assert first is not None
    assert first.origin is ActionOrigin.RECURRENCE
    assert seen.running is not None
    assert first.origin_refs == tuple(sorted(case.ref for case in cases))
    with pytest.raises(NotAllowedError):
        open_(database, actor=TRAINER)


def test_an_action_that_is_done_is_judged_before_another_one_is_opened(database: Database) -> None:
    cases = [filed(database, number) for number in (1, 2, 3)]
    qualify(database, cases[0])
    first = open_(database)
    assert first is not None
    keep_as(database, first, status=ActionStatus.DONE, done_at=NOW)
    meanwhile = open_(database)
    keep_as(database, first, status=ActionStatus.CANCELLED)
    second = open_(database)

    assert meanwhile is not None
    assert second is not None
    assert (meanwhile.id, meanwhile.status) == (first.id, ActionStatus.DONE)
    assert second.id != first.id


def test_a_second_action_does_not_have_the_first_forgotten_as_the_remedy(
    database: Database,
) -> None:
    cases = [filed(database, number, received_at=LONG_AGO) for number in (1, 2, 3)]
    qualify(database, cases[0])
    first = open_(database)
    assert first is not None
    before = NOW - timedelta(days=30)
    keep_as(database, first, status=ActionStatus.EFFECTIVE, checked_at=before, is_effective=True)
    second = open_(database)
    qualify(database, filed(database, 4))

    assert second != first
    assert [one.remedy for one in told(database)] == [first.id]


def keep_as(database: Database, action: Action, **changed: Any) -> None:
    with database.writing() as connection:
        actions.save(connection, replace(action, **changed))


@pytest.mark.parametrize(
    ("case", "topic"),
    [
        (complaint(category=Category.TRAINER, status=Status.DUPLICATE), None),
        (complaint(category=Category.TRAINER, status=Status.WITHDRAWN), TRAINERS),
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


def test_a_step_whose_topic_another_process_proposes_as_a_risk_meanwhile_is_kept(
    postgresql_database: Database, postgresql_url: str
) -> None:
    empty(postgresql_database)
    cases = [filed(postgresql_database, number) for number in (1, 2, 3)]
    theirs = quality_risk(topic=TRAINERS, status=RiskStatus.PROPOSED)
    with ThreadPoolExecutor() as aside, closing(Database(postgresql_url)) as elsewhere:
        with elsewhere.writing() as connection:
            risks.add(connection, theirs)
            step = aside.submit(qualify, postgresql_database, cases[0])
            while not (is_somebody_waiting(connection) or step.done()):
                pass
        step.result()
    with postgresql_database.reading() as connection:
        linked = risks.links_of(connection, [theirs.id])[theirs.id]

    assert [one.ref for one in linked] == sorted(case.ref for case in cases)


def is_somebody_waiting(connection: Connection) -> bool:
    waiting_for_a_lock = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return bool(connection.execute(waiting_for_a_lock).scalar())
