"""Who somebody is to a case, what they may do in each state, and what they may see."""

import itertools
from dataclasses import replace

import pytest

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.refusals import IllegalStepError, Reason
from bot.domain.cases.roles import Role, handlers_of, may_see, may_see_complainant, roles_of
from bot.domain.cases.taxonomy import Kind
from bot.domain.school.office import Office
from bot.domain.steps.deciding import steps_open_to
from bot.domain.steps.lifecycles import Step, lifecycle_of
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.lives import around, case_in, complaint, example, fresh, incident, take

OWNER, HANDLER, STRANGER = "U0OWNER", "U0HANDLER", "U0STRANGER"

O, Q, T, H, R = (  # noqa: E741  # letters of the table below, one per role
    Role.OWNER,
    Role.QUALITY_MANAGER,
    Role.TRAINING_MANAGER,
    Role.HANDLER,
    Role.REPORTER,
)

MAY: dict[Step, set[Role]] = {
    Step.TAKE_CHARGE: {O, Q, T, H},
    Step.ASSIGN: {O, Q, T, H},
    Step.QUALIFY: {O, Q, T, H},
    Step.ACKNOWLEDGE: {O, Q, T, H},
    Step.REQUEST_INFORMATION: {O, Q, T, H},
    Step.RECORD_INFORMATION: {O, Q, T, H},
    Step.ANALYSE: {O, Q, T, H},
    Step.PROPOSE_SOLUTION: {O, Q, T, H},
    Step.ANSWER_AND_SETTLE: {O, Q, T, H},
    Step.RECORD_DECISION: {O, Q, T, H},
    Step.EXTEND: {O, Q, T, H},
    Step.IMPLEMENT: {O, Q, T, H},
    Step.FOLLOW_UP: {O, Q, T, H},
    Step.DECIDE_MEASURES: {O, Q, T, H},
    Step.INFORM_PARTIES: {O, Q, T, H},
    Step.SETTLE_ON_SPOT: {R},
    Step.VALIDATE: {Q, T, H},
    Step.ADD_ACTION: {O, Q, T, H},
    Step.ADD_NOTE: {O, Q, T, H, R},
    Step.NOTE_EXTERNAL: {O, Q, T, H},
    Step.SETTLE_EXTERNAL: {O, Q, T, H},
    Step.CORRECT_FACTS: {O, Q, T, H, R},
    Step.CORRECT_RECEPTION: {Q, T, H},
    Step.WAIVE_ACKNOWLEDGEMENT: {Q, T, H},
    Step.CLOSE: {Q, T, H},
    Step.REOPEN: {Q, T, H},
    Step.REJECT: {Q, T, H},
    Step.MARK_DUPLICATE: {Q, T, H},
    Step.WITHDRAW: {Q, T, H},
}
"""Who may do what; that a training manager is one of incidents only, `roles_of` sees to."""


def test_the_table_speaks_of_every_step() -> None:
    assert set(MAY) == set(Step)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_its_table_says_in_every_state(role: Role, kind: Kind) -> None:
    """Who may not is told who may, and nothing else about the case."""
    lifecycle = lifecycle_of(kind)
    for rule, status in itertools.product(lifecycle.rules, lifecycle.statuses):
        reason = reason_against(role, rule.step, case_in(status, kind))

        assert (reason is Reason.ROLE) == (role not in MAY[rule.step]), (rule.step, status)


@pytest.mark.parametrize("kind", Kind)
def test_somebody_without_a_role_may_do_nothing(kind: Kind) -> None:
    for status in lifecycle_of(kind).statuses:
        assert steps_open_to(case_in(status, kind), frozenset()) == ()


def reason_against(role: Role, step: Step, case: Case) -> Reason | None:
    try:
        take(case, example(step, case), roles=frozenset({role}))
    except IllegalStepError as error:
        return error.refusal.reason
    return None


def test_a_refusal_for_the_role_says_who_could() -> None:
    case = complaint()

    with pytest.raises(IllegalStepError) as refused:
        take(case, example(Step.CLOSE, case), roles=frozenset({Role.OWNER}))

    assert refused.value.refusal.roles == {Q, T, H}


def test_most_people_are_nothing_to_a_case() -> None:
    assert roles_of(STRANGER, complaint(), OFFICE) == frozenset()


def test_somebody_can_be_several_things_to_a_case() -> None:
    case = complaint(recorded_by=QUALITY, owner=QUALITY)

    assert roles_of(QUALITY, case, OFFICE) == {R, O, Q}


def test_a_training_manager_is_one_of_incidents_only() -> None:
    assert roles_of(DIRECTION, incident(), OFFICE) == {T}
    assert roles_of(DIRECTION, complaint(), OFFICE) == frozenset()


def test_quality_managers_handle_both_kinds() -> None:
    assert roles_of(QUALITY, incident(), OFFICE) == {Q}
    assert roles_of(QUALITY, complaint(), OFFICE) == {Q}


@pytest.mark.parametrize("kind", Kind)
def test_nobody_handles_a_case_about_themselves(kind: Kind) -> None:
    """ISO 10002, objectivity: neither as manager, nor as owner, nor as named handler."""
    concerned = (QUALITY, DIRECTION, OWNER, HANDLER)
    case = replace(fresh(kind), concerned_people=concerned, owner=OWNER, handlers=(HANDLER,))

    for person in concerned:
        for confidential in (False, True):
            roles = roles_of(person, replace(case, confidential=confidential), OFFICE)

            assert roles == {Role.CONCERNED}
            assert steps_open_to(case, roles) == ()


def test_who_filed_a_case_about_themselves_still_follows_it() -> None:
    case = incident(recorded_by=TRAINER, concerned_people=(TRAINER,))

    assert roles_of(TRAINER, case, OFFICE) == {R, Role.CONCERNED}


def test_a_confidential_case_knows_no_managers_but_those_named() -> None:
    office = replace(OFFICE, confidential_handlers=(HANDLER,))
    case = incident(confidential=True)

    assert roles_of(HANDLER, case, office) == {H}
    assert roles_of(QUALITY, case, office) == frozenset()
    assert roles_of(DIRECTION, case, office) == frozenset()


def test_those_named_for_the_case_come_before_those_named_for_all() -> None:
    office = replace(OFFICE, confidential_handlers=(HANDLER,))
    case = complaint(confidential=True, handlers=("U0NAMED",))

    assert handlers_of(case, office) == ("U0NAMED",)


@pytest.mark.parametrize(
    ("office", "concerned", "handlers"),
    [
        (OFFICE, (), (QUALITY,)),
        (replace(OFFICE, confidential_handlers=(HANDLER,)), (HANDLER,), (QUALITY,)),
        (replace(OFFICE, confidential_handlers=(HANDLER, OWNER)), (HANDLER,), (OWNER,)),
        (Office(), (), ()),
    ],
)
def test_a_confidential_report_does_not_fall_into_silence(
    office: Office, concerned: tuple[str, ...], handlers: tuple[str, ...]
) -> None:
    """Another takes over from whoever is complained about."""
    case = complaint(confidential=True, concerned_people=concerned)

    assert handlers_of(case, office) == handlers


@pytest.mark.parametrize(
    ("person", "sees", "knows"),
    [
        (STRANGER, False, False),
        (TRAINER, True, False),
        (OWNER, True, True),
        (QUALITY, True, True),
        (DIRECTION, False, False),
    ],
)
def test_who_sees_a_complaint_and_who_knows_its_complainant(
    person: str, *, sees: bool, knows: bool
) -> None:
    case = complaint(recorded_by=TRAINER, owner=OWNER)

    assert may_see(person, case, OFFICE) is sees
    assert may_see_complainant(person, case, OFFICE) is knows


@pytest.mark.parametrize(
    ("person", "sees"),
    [(QUALITY, False), (DIRECTION, False), (HANDLER, True), (TRAINER, True), (STRANGER, False)],
)
def test_a_confidential_case_is_seen_by_those_named_and_who_filed_it(
    person: str, *, sees: bool
) -> None:
    office = replace(OFFICE, confidential_handlers=(HANDLER,))
    case = incident(confidential=True, recorded_by=TRAINER)

    assert may_see(person, case, office) is sees
    assert may_see_complainant(person, case, office) is (person == HANDLER)


def test_whom_a_case_is_about_does_not_see_it() -> None:
    case = complaint(concerned_people=(QUALITY,))

    assert not may_see(QUALITY, case, OFFICE)
    assert not may_see_complainant(QUALITY, case, OFFICE)


def test_the_menu_offers_the_next_step_first() -> None:
    case = case_in(Status.SOLUTION_PROPOSED, Kind.COMPLAINT)

    offered = steps_open_to(case, frozenset({Q}), around=around(case))

    assert offered[0] is Step.RECORD_DECISION
    assert Step.ACKNOWLEDGE not in offered
    assert Step.CLOSE not in offered


def test_a_member_may_only_note_correct_and_say_that_it_is_settled() -> None:
    assert set(steps_open_to(incident(), frozenset({R}))) == {
        Step.ADD_NOTE,
        Step.CORRECT_FACTS,
        Step.SETTLE_ON_SPOT,
    }
