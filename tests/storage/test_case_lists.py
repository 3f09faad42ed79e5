"""Lists hold what their reader may see, the most pressing first, a page at a time."""

import itertools
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.actions.listings import COUNTED_MAX, PAGE, CaseFilter, Period, Scope, concern_of
from bot.domain.cases.cases import SETTLED, Case, Status
from bot.domain.cases.outcomes import CauseFamily, Outcome
from bot.domain.cases.roles import may_see
from bot.domain.cases.stages import Stage, stage_of
from bot.domain.cases.taxonomy import Category, Kind, Severity
from bot.domain.school.office import Office
from storage.cases import case_lists, cases
from storage.cases.case_lists import ListQuery
from storage.cases.visibility import visible_to
from storage.database import Database
from storage.tables import cases as cases_table
from storage.tables import search_texts
from tests.support.builders import DIRECTION, NOW, OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint, incident
from tests.support.statements import overheard
from tests.support.substitutes import any_stand_ins

PEOPLE = (TRAINER, QUALITY, DIRECTION, "U0OTHER")


LONG_AGO = NOW - timedelta(days=31)


def kept(database: Database, *found: Case) -> None:
    with database.writing() as connection:
        for case in found:
            cases.add(connection, case, submission_id=uuid4(), policy_version="test")


def numbered(number: int, **given: Any) -> Case:
    make = incident if number % 2 else complaint
    return make(id=uuid4(), ref=f"XXX-2026-{number:05}", **given)


def answered(ref: str, outcome: Outcome) -> Case:
    status = Status.SOLUTION_PROPOSED
    return complaint(id=uuid4(), ref=ref, status=status, outcome=outcome, received_at=LONG_AGO)


def listed(database: Database, scope: Scope, *, page: int = 0, **given: Any) -> list[str]:
    usual: dict[str, Any] = {"reader": QUALITY, "office": OFFICE, "now": NOW}
    with database.reading() as connection:
        wanted = ListQuery(scope=scope, **usual | given)
        return [case.ref for case in case_lists.page_of(connection, wanted, number=page)]


def test_what_presses_most_comes_first_and_what_is_settled_not_at_all(database: Database) -> None:
    kept(
        database,
        complaint(id=uuid4(), ref="later"),
        incident(id=uuid4(), ref="soon"),
        complaint(id=uuid4(), ref="nothing due", status=Status.IN_IMPLEMENTATION),
        incident(id=uuid4(), ref="closed", status=Status.CLOSED),
    )

    assert listed(database, Scope.OPEN) == ["soon", "later", "nothing due"]


def test_a_saved_step_moves_a_case_in_the_list(database: Database) -> None:
    case = incident(charge_due_at=NOW - timedelta(hours=1))
    kept(database, case)
    before = listed(database, Scope.OVERDUE)
    with database.writing() as connection:
        cases.save(connection, replace(case, status=Status.TAKEN_CHARGE))

    assert before == [case.ref]
    assert listed(database, Scope.OVERDUE) == []


def test_the_register_begins_with_the_latest(database: Database) -> None:
    kept(
        database,
        complaint(id=uuid4(), ref="old", received_at=NOW - timedelta(days=9)),
        complaint(id=uuid4(), ref="new", status=Status.CLOSED),
    )

    assert listed(database, Scope.REGISTER) == ["new", "old"]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        (CaseFilter(kind=Kind.INCIDENT), ["incident", "informed"]),
        (CaseFilter(stage=Stage.TO_ANSWER), ["review"]),
        (CaseFilter(stage=Stage.TO_TAKE_ON), ["incident"]),
        (CaseFilter(stage=Stage.TO_IMPLEMENT), ["promised"]),
        (CaseFilter(stage=Stage.TO_VERIFY), ["explained", "informed"]),
        (CaseFilter(stage=Stage.TO_VERIFY, kind=Kind.INCIDENT), ["informed"]),
        (CaseFilter(category=Category.TRAINER), ["trainer"]),
        (CaseFilter(owner="U0OTHER"), ["owned"]),
        (CaseFilter(period=Period.MONTH), ["incident", "review", "trainer", "owned"]),
        (CaseFilter(kind=Kind.INCIDENT, category=Category.TRAINER), []),
    ],
)
def test_a_list_is_narrowed(database: Database, narrowed: CaseFilter, expected: list[str]) -> None:
    found = (
        incident(id=uuid4(), ref="incident"),
        complaint(id=uuid4(), ref="review", status=Status.UNDER_REVIEW),
        answered("promised", Outcome.UPHELD),
        answered("explained", Outcome.NOT_UPHELD),
        incident(id=uuid4(), ref="informed", received_at=LONG_AGO, status=Status.PARTIES_INFORMED),
        complaint(id=uuid4(), ref="trainer", category=Category.TRAINER),
        complaint(id=uuid4(), ref="owned", owner="U0OTHER"),
        complaint(id=uuid4(), ref="old", received_at=LONG_AGO),
    )
    kept(database, *found)

    assert sorted(listed(database, Scope.OPEN, narrowed=narrowed)) == sorted(expected)


def test_a_stage_lists_the_incidents_whose_cards_say_it(database: Database) -> None:
    """Settled on the spot is to be verified; what still owes its root cause is not."""
    facts: dict[str, list[Any]] = {
        "status": [Status.MEASURES_DECIDED, Status.PARTIES_INFORMED],
        "settled_on_spot": [False, True],
        "reopened_count": [0, 1],
        "severity": [Severity.MINOR, Severity.MAJOR],
        "injury": [False, True],
        "qualified_at": [None, NOW],
        "cause": [(None, None), (None, CauseFamily.EQUIPMENT), ("usure", CauseFamily.EQUIPMENT)],
    }
    found = []
    for number, values in enumerate(itertools.product(*facts.values())):
        given = dict(zip(facts, values, strict=True))
        root, family = given.pop("cause")
        case = incident(
            id=uuid4(), ref=f"INC-2026-{number:04}", root_cause=root, cause_family=family
        )
        found.append(replace(case, **given))
    kept(database, *found)

    for stage in (Stage.IN_PROGRESS, Stage.TO_VERIFY):
        narrowed = CaseFilter(stage=stage)
        pages = (
            listed(database, Scope.OPEN, narrowed=narrowed, page=page) for page in itertools.count()
        )
        shown = {ref for refs in itertools.takewhile(bool, pages) for ref in refs}
        assert shown == {case.ref for case in found if stage_of(case) is stage}


def test_pages_hold_every_case_once_however_many_are_due_together(database: Database) -> None:
    kept(database, *(numbered(number) for number in range(25)))
    pages = [listed(database, Scope.OPEN, page=page) for page in range(4)]

    assert [len(page) for page in pages] == [PAGE, PAGE, 5, 0]
    assert len({ref for page in pages for ref in page}) == 25


@pytest.mark.parametrize("scope", [Scope.OVERDUE, Scope.OPEN])
def test_what_is_open_is_counted_without_a_look_at_the_cases(
    sqlite_database: Database, scope: Scope
) -> None:
    wanted = ListQuery(scope=scope, reader=QUALITY, office=OFFICE, now=NOW)
    with sqlite_database.reading() as connection:
        with overheard(sqlite_database) as asked:
            case_lists.count_of(connection, wanted)
        statement, bound = asked[-1]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", bound).all()

    assert any("COVERING INDEX ix_cases_open" in step.detail for step in plan)


def test_counting_stops_where_nobody_pages_any_more(database: Database) -> None:
    kept(database, *(numbered(number) for number in range(COUNTED_MAX + 5)))
    with database.reading() as connection:
        wanted = ListQuery(scope=Scope.OPEN, reader=QUALITY, office=OFFICE, now=NOW)
        count = case_lists.count_of(connection, wanted)

    assert count == COUNTED_MAX + 1


PERSON = st.sampled_from(PEOPLE)
SOME = st.lists(PERSON, unique=True, max_size=2).map(tuple)


@st.composite
def any_cases(draw: st.DrawFn) -> Case:
    make = draw(st.sampled_from([incident, complaint]))
    case: Case = make(
        id=draw(st.uuids()),
        ref=draw(st.uuids()).hex[:20],
        recorded_by=draw(PERSON),
        owner=draw(st.none() | PERSON),
        confidential=draw(st.booleans()),
        handlers=draw(SOME),
        concerned_people=draw(SOME),
    )
    return case


OFFICES = st.builds(
    Office,
    quality_managers=SOME,
    training_managers=SOME,
    confidential_handlers=SOME,
    stand_ins=any_stand_ins(PEOPLE),
)


@settings(max_examples=40)
@given(found=st.lists(any_cases(), max_size=12, unique_by=lambda case: case.id), office=OFFICES)
def test_the_database_shows_what_the_domain_lets_see(
    database: Database, found: list[Case], office: Office
) -> None:
    with database.writing() as connection:
        connection.execute(search_texts.delete())
        connection.execute(cases_table.delete())
    kept(database, *found)
    for person in PEOPLE:
        allowed = {case.id for case in found if may_see(person, case, office)}
        own = {case.id for case in found if concern_of(person, case, office)}
        with database.reading() as connection:
            query = select(cases_table.c.id).where(visible_to(person, office))
            seen = set(connection.execute(query).scalars())
        lists = {
            scope: listed(database, scope, reader=person, office=office)
            + listed(database, scope, reader=person, office=office, page=1)
            for scope in (Scope.MINE, Scope.OPEN, Scope.REGISTER)
        }

        assert seen == allowed
        assert sorted(lists[Scope.MINE]) == sorted(case.ref for case in found if case.id in own)
        for scope in (Scope.OPEN, Scope.REGISTER):
            assert sorted(lists[scope]) == sorted(case.ref for case in found if case.id in allowed)


def test_settled_cases_wait_for_nobody(database: Database) -> None:
    kept(database, *(numbered(number, status=status) for number, status in enumerate(SETTLED)))

    assert not listed(database, Scope.MINE, reader=TRAINER)
