"""The two tables as such: whole, connected, and enumerated move by move."""

import itertools
from dataclasses import replace

import pytest

from bot.domain.cases.cases import SETTLED, Case, Status
from bot.domain.cases.refusals import Reason
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Kind
from bot.domain.steps.lifecycles import COMPLAINT, INCIDENT, Lifecycle, Step, lifecycle_of
from tests.support.lifecycle_page import PAGE, page
from tests.support.lives import case_in, example, last_entry_of, ready_for, refusal, take

LIFECYCLES = pytest.mark.parametrize("lifecycle", [COMPLAINT, INCIDENT], ids=["REC", "INC"])

EVERY_MOVE = [
    (kind, status, step)
    for kind in Kind
    for status, step in itertools.product(lifecycle_of(kind).statuses, Step)
]
LEGAL = [
    (kind, status, step)
    for kind, status, step in EVERY_MOVE
    if (rule := lifecycle_of(kind).rule(step)) and status in rule.moves
]
ILLEGAL = [move for move in EVERY_MOVE if move not in LEGAL]

ALL_ROLES = frozenset(Role) - {Role.OWNER, Role.CONCERNED}


def reached_from(lifecycle: Lifecycle, start: Status) -> set[Status]:
    """Every status that some sequence of steps leads to."""
    reached, to_visit = {start}, [start]
    while to_visit:
        here = to_visit.pop()
        for rule in lifecycle.rules:
            for target in rule.moves.get(here, ()):
                if target not in reached:
                    reached.add(target)
                    to_visit.append(target)
    return reached


@LIFECYCLES
def test_every_status_is_reached_from_the_first(lifecycle: Lifecycle) -> None:
    assert reached_from(lifecycle, lifecycle.first) == set(lifecycle.statuses)


@LIFECYCLES
def test_from_every_status_a_case_can_still_be_closed(lifecycle: Lifecycle) -> None:
    for status in lifecycle.statuses:
        assert Status.CLOSED in reached_from(lifecycle, status)


@LIFECYCLES
def test_a_settled_case_takes_notes_and_what_others_wait_for_until_it_is_reopened(
    lifecycle: Lifecycle,
) -> None:
    for status in SETTLED & set(lifecycle.statuses):
        possible = {rule.step for rule in lifecycle.rules if status in rule.moves}

        assert possible == {Step.ADD_NOTE, Step.SETTLE_EXTERNAL, Step.REOPEN}


@LIFECYCLES
def test_no_step_has_two_rules_and_every_rule_leads_somewhere(lifecycle: Lifecycle) -> None:
    steps = [rule.step for rule in lifecycle.rules]

    assert len(steps) == len(set(steps))
    assert all(rule.by and rule.moves for rule in lifecycle.rules)


def test_the_two_tables_know_every_status_and_every_step() -> None:
    known_steps = {rule.step for lifecycle in (COMPLAINT, INCIDENT) for rule in lifecycle.rules}

    assert set(COMPLAINT.statuses) | set(INCIDENT.statuses) == set(Status)
    assert known_steps == set(Step)


@pytest.mark.parametrize(("kind", "status", "step"), ILLEGAL)
def test_a_move_outside_the_table_is_refused(kind: Kind, status: Status, step: Step) -> None:
    """Whatever is brought along and whoever asks."""
    case = case_in(status, kind)
    known = lifecycle_of(kind).rule(step) is not None

    refused = refusal(case, example(step, case), roles=ALL_ROLES)

    assert refused.reason is (Reason.STATUS if known else Reason.KIND)


@pytest.mark.parametrize(("kind", "status", "step"), LEGAL)
def test_a_move_of_the_table_leads_where_the_table_says(
    kind: Kind, status: Status, step: Step
) -> None:
    """When nothing else stands against it."""
    case = unhindered(case_in(status, kind), step)
    rule = lifecycle_of(kind).rule(step)
    assert rule is not None

    decision = take(case, example(step, case), roles=ALL_ROLES)

    assert decision.case.status in rule.moves[status]
    assert decision.event.name == last_entry_of(step)


def unhindered(case: Case, step: Step) -> Case:
    """The same case, still standing there, with nothing in the way of the step."""
    match step:
        case Step.TAKE_CHARGE:
            return replace(case, owner=None)
        case Step.ACKNOWLEDGE | Step.WAIVE_ACKNOWLEDGEMENT:
            return replace(case, ack_sent_at=None)
        case Step.EXTEND:
            return replace(case, proposed_at=None)
        case Step.CLOSE:
            return replace(case_in(Status.CLOSED, case.kind), status=case.status)
        case _:
            return ready_for(step, case)


def test_the_page_about_lifecycles_says_what_the_tables_say() -> None:
    """If not, write it anew: python -m tests.support.lifecycle_page."""
    assert PAGE.read_text(encoding="utf-8") == page()
