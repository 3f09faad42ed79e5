"""The action plan holds what its reader may see, by owner and day, a page at a time."""

from datetime import date
from typing import Any
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.actions.action_steps import ActionStep, action_steps_open_to
from bot.domain.actions.actions import Action, ActionStatus, roles_on_action
from bot.domain.actions.listings import PLAN_PAGE, UNSETTLED, PlanScope
from bot.domain.cases.cases import Case
from bot.domain.cases.roles import Role
from bot.domain.school.office import Office
from bot.services.actions.actions import may_see_action
from storage import tables
from storage.actions import action_plan, actions
from storage.actions.action_plan import WantedActions
from storage.cases import cases
from storage.database import Database
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint, incident
from tests.support.lives import action
from tests.support.substitutes import any_stand_ins

PEOPLE = (TRAINER, QUALITY, DIRECTION, "U0OTHER")
PERSON = st.sampled_from(PEOPLE)
SOME = st.lists(PERSON, unique=True, max_size=2).map(tuple)
OFFICES = st.builds(
    Office.without,
    st.builds(
        Office,
        quality_managers=SOME,
        training_managers=SOME,
        confidential_handlers=SOME,
        stand_ins=any_stand_ins(PEOPLE),
    ),
    SOME,
)


@st.composite
def any_action(draw: st.DrawFn) -> tuple[Action, Case | None]:
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
    origin = draw(st.sampled_from([case, None]))
    one = action(
        id=draw(st.uuids()),
        ref=draw(st.uuids()).hex[:20],
        owner=draw(PERSON),
        done_by=draw(st.none() | PERSON),
        status=draw(st.sampled_from(ActionStatus)),
        case_id=origin.id if origin else None,
    )
    return one, origin


def kept(database: Database, *found: tuple[Action, Case | None]) -> None:
    with database.writing() as connection:
        for table in (tables.actions, tables.search_texts, tables.cases):
            connection.execute(table.delete())
        for one, case in found:
            if case is not None:
                cases.add(connection, case, submission_id=uuid4(), policy_version="test")
            actions.add(connection, one)


def listed(database: Database, scope: PlanScope, *, page: int = 0, **given: Any) -> list[Action]:
    usual: dict[str, Any] = {"reader": QUALITY, "office": OFFICE}
    wanted = WantedActions(scope=scope, **usual | given)
    with database.reading() as connection:
        return list(action_plan.page_of(connection, wanted, number=page))


@settings(max_examples=30)
@given(
    found=st.lists(any_action(), max_size=PLAN_PAGE, unique_by=lambda one: one[0].id),
    office=OFFICES,
)
def test_the_database_shows_what_the_services_let_see_and_what_waits(
    database: Database, found: list[tuple[Action, Case | None]], office: Office
) -> None:
    kept(database, *found)
    for person in PEOPLE:
        allowed = {
            one.ref
            for one, case in found
            if one.status in UNSETTLED and may_see_action(person, one, case, office)
        }
        waits = {one.ref for one, case in found if presses(one, case, person, office)}
        seen = listed(database, PlanScope.OPEN, reader=person, office=office)
        with database.reading() as connection:
            waiting = action_plan.waiting_for(connection, person, office, limit=100)
            count = action_plan.count_waiting(connection, person, office)

        assert {one.ref for one in seen} == allowed
        assert {one.ref for one in waiting} == waits
        assert count == len(waits)


def presses(one: Action, case: Case | None, person: str, office: Office) -> bool:
    """Whether somebody has to do an action, if for another who is away, or has to judge it."""
    roles = roles_on_action(person, one, case=case, office=office)
    if one.status is ActionStatus.TO_DO:
        return Role.OWNER in roles
    return ActionStep.CHECK_EFFECT in action_steps_open_to(one, roles, person=person)


def test_the_plan_goes_by_owner_and_then_by_day(database: Database) -> None:
    days = {
        "ACT-2026-0001": (TRAINER, 3),
        "ACT-2026-0002": (QUALITY, 9),
        "ACT-2026-0003": (TRAINER, 1),
    }
    kept(
        database,
        *(
            (action(id=uuid4(), ref=ref, owner=owner, due_on=date(2026, 12, day)), None)
            for ref, (owner, day) in days.items()
        ),
    )
    by_owner = sorted([QUALITY, TRAINER])
    expected = {QUALITY: ["ACT-2026-0002"], TRAINER: ["ACT-2026-0003", "ACT-2026-0001"]}

    assert [one.ref for one in listed(database, PlanScope.OPEN)] == [
        ref for owner in by_owner for ref in expected[owner]
    ]
    assert [one.ref for one in listed(database, PlanScope.MINE)] == ["ACT-2026-0002"]
    assert listed(database, PlanScope.SETTLED) == []
