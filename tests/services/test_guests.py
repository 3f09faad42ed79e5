"""What each answer of `/qualite` gives to whom: guests, members, those in charge."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.actions.actions import ActionKind
from bot.domain.actions.listings import Look, PlanLook, Scope
from bot.domain.calendar.periods import Month, Semester
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.reports.reviews import PlanEntry
from bot.domain.school.office import Person
from bot.services.actions.action_plan import read_action_plan
from bot.services.cases.filing import file_case
from bot.services.cases.lists import list_cases, search_cases
from bot.services.cases.viewing import open_case
from bot.services.register.file_requests import request_evidence, request_register
from bot.services.register.register_lines import RegisterQuery
from bot.services.reports.meeting_days import look_at_meetings
from bot.services.reports.reviews import look_at_review
from bot.services.reports.summaries import preview_summary
from bot.services.school.offices import look_at_settings
from bot.slack.directory import person_of
from storage.database import Database
from storage.reports import editions
from storage.school import people
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.members import somebody

pytestmark = pytest.mark.one_database

GUEST, HANDLER = "U0GUEST", "U0HANDLER"
SCHOOL = replace(OFFICE, confidential_handlers=(HANDLER,))
EVERYBODY = (GUEST, TRAINER, DIRECTION, QUALITY, HANDLER)
SEMESTER = Semester(year=2026, half=2)
Answer = Callable[[Database, str], Any]


@pytest.fixture(autouse=True)
def school(database: Database) -> None:
    """A complaint that a manager filed, an incident of the guest's, a confidential one."""
    with database.writing() as connection:
        guest = replace(somebody(GUEST), is_guest=True)
        people.remember(connection, [guest, *map(somebody, EVERYBODY[1:])])
    drafts = (
        complaint_draft(description="convocation perdue", reporter=QUALITY),
        incident_draft(description="convocation floue", reporter=GUEST),
        complaint_draft(description="convocation", reporter="U0OTHER", confidential=True),
    )
    for draft in drafts:
        file_case(opened(database, office=SCHOOL), draft)


def told(answer: Answer, database: Database) -> set[str]:
    """Who is answered at all."""

    def is_answered(person: str) -> bool:
        try:
            answer(database, person)
        except (NotAllowedError, CaseNotFoundError):
            return False
        return True

    return {person for person in EVERYBODY if is_answered(person)}


def settings_of(database: Database, person: str) -> None:
    _, rights = opened(database, office=SCHOOL).read(
        look_at_settings, reader=person, is_admin=False
    )
    if not (rights.choices or rights.handlers):
        raise NotAllowedError


ANSWERS: list[tuple[str, Answer, set[str]]] = [
    (
        "bilan 2026-10",
        lambda database, person: opened(database, office=SCHOOL).read(
            preview_summary, Month(year=2026, month=10), reader=person
        ),
        {TRAINER, DIRECTION, QUALITY, HANDLER},
    ),
    (
        "bilan 2026-S2",
        lambda database, person: opened(database, office=SCHOOL).read(
            look_at_review, SEMESTER, reader=person
        ),
        {TRAINER, DIRECTION, QUALITY, HANDLER},
    ),
    (
        "registre",
        lambda database, person: opened(database, office=SCHOOL).write(
            request_register, RegisterQuery(), person=person, request_id=person
        ),
        {DIRECTION, QUALITY},
    ),
    (
        "preuves 2026",
        lambda database, person: opened(database, office=SCHOOL).write(
            request_evidence,
            RegisterQuery(first_day=NOW.date() - timedelta(days=9), last_day=NOW.date()),
            person=person,
            request_id=person,
        ),
        {QUALITY},
    ),
    (
        "reunions",
        lambda database, person: opened(database, office=SCHOOL).read(
            look_at_meetings, reader=person
        ),
        {QUALITY},
    ),
    ("reglages", settings_of, {QUALITY, HANDLER}),
    (
        "REC-2026-0001",
        lambda database, person: open_case(
            opened(database, office=SCHOOL), "REC-2026-0001", reader=person
        ),
        {QUALITY},
    ),
    (
        "INC-2026-0001",
        lambda database, person: open_case(
            opened(database, office=SCHOOL), "INC-2026-0001", reader=person
        ),
        {GUEST, DIRECTION, QUALITY},
    ),
    (
        "REC-2026-0002",
        lambda database, person: open_case(
            opened(database, office=SCHOOL), "REC-2026-0002", reader=person
        ),
        {HANDLER},
    ),
]


@pytest.mark.parametrize(
    ("answer", "people_told"), [one[1:] for one in ANSWERS], ids=[one[0] for one in ANSWERS]
)
def test_who_is_answered(database: Database, answer: Answer, people_told: set[str]) -> None:
    assert told(answer, database) == people_told


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("person", "refs"),
    [
        (GUEST, {"INC-2026-0001"}),
        (TRAINER, set()),
        (DIRECTION, {"INC-2026-0001"}),
        (QUALITY, {"REC-2026-0001", "INC-2026-0001"}),
        (HANDLER, {"REC-2026-0002"}),
    ],
)
def test_lists_and_searches_show_everybody_their_own(
    database: Database, person: str, refs: set[str]
) -> None:
    look = Look(scope=Scope.REGISTER)
    listed = opened(database, office=SCHOOL).read(list_cases, look, reader=person)
    found = opened(database, office=SCHOOL).read(search_cases, "convocation", reader=person)
    plan = opened(database, office=SCHOOL).read(read_action_plan, PlanLook(), reader=person)

    assert {row.case.ref for row in listed.cases} == refs
    assert {hit.case.ref for hit in found.hits} == refs
    assert plan.total == 0


@pytest.mark.parametrize(
    ("person", "reads"), [(TRAINER, False), (HANDLER, False), (DIRECTION, True), (QUALITY, True)]
)
def test_who_is_to_do_what_is_for_those_in_charge(
    database: Database, person: str, *, reads: bool
) -> None:
    entry = PlanEntry(
        kind=ActionKind.CORRECTIVE, title="contrôle mensuel", owner=TRAINER, due_on=NOW.date()
    )
    view = opened(database, office=SCHOOL).read(look_at_review, SEMESTER, reader=QUALITY)
    with database.writing() as connection:
        notes = replace(view.review.notes, plan=(entry,))
        editions.begin(connection, SEMESTER, notes, by=QUALITY, at=NOW)
    seen = opened(database, office=SCHOOL).read(look_at_review, SEMESTER, reader=person)

    assert seen.reads_plan is reads
    assert seen.review.notes.plan == ((entry,) if reads else ())


def test_a_guest_whom_the_school_put_in_charge_is_no_guest_here(database: Database) -> None:
    office = replace(SCHOOL, training_managers=(GUEST,))
    month = Month(year=2026, month=10)
    seen = opened(database, office=office).read(preview_summary, month, reader=GUEST)

    assert not seen.may_publish


@pytest.mark.parametrize(
    "said", [{"is_restricted": True}, {"is_restricted": True, "is_ultra_restricted": True}]
)
def test_slack_says_who_is_a_guest(said: dict[str, bool]) -> None:
    assert person_of({"id": GUEST, "name": "invité", **said}) == Person(
        id=GUEST, name="invité", is_guest=True
    )
