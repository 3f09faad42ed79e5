"""The stage of every status, kind by kind."""

import itertools
from dataclasses import replace

import pytest

from bot.domain.cases.cases import Status
from bot.domain.cases.outcomes import CauseFamily, Outcome
from bot.domain.cases.stages import PATHS, Stage, is_set_aside, stage_at, stage_of, standings_at
from bot.domain.cases.taxonomy import Kind, Severity
from bot.domain.steps.lifecycles import lifecycle_of
from tests.support.cases import complaint, incident

ANYWHERE = {
    Status.CLOSED: Stage.OVER,
    Status.DUPLICATE: Stage.OVER,
    Status.WITHDRAWN: Stage.OVER,
}
EXPECTED = {
    Kind.COMPLAINT: {
        Status.RECEIVED: Stage.TO_ACKNOWLEDGE,
        Status.ACKNOWLEDGED: Stage.TO_ANSWER,
        Status.UNDER_REVIEW: Stage.TO_ANSWER,
        Status.WAITING_INFO: Stage.TO_ANSWER,
        Status.REOPENED: Stage.TO_ANSWER,
        Status.SOLUTION_PROPOSED: Stage.TO_IMPLEMENT,
        Status.IN_IMPLEMENTATION: Stage.TO_IMPLEMENT,
        Status.FOLLOW_UP: Stage.TO_VERIFY,
        Status.REJECTED: Stage.OVER,
        **ANYWHERE,
    },
    Kind.INCIDENT: {
        Status.REPORTED: Stage.TO_TAKE_ON,
        Status.REOPENED: Stage.TO_TAKE_ON,
        Status.TAKEN_CHARGE: Stage.IN_PROGRESS,
        Status.MEASURES_DECIDED: Stage.IN_PROGRESS,
        Status.ACTIONS_RUNNING: Stage.IN_PROGRESS,
        Status.PARTIES_INFORMED: Stage.TO_VERIFY,
        **ANYWHERE,
    },
}
EVERY = [(kind, status) for kind, known in EXPECTED.items() for status in known]


def test_every_status_of_every_kind_stands_in_the_table() -> None:
    for kind in Kind:
        assert set(EXPECTED[kind]) == set(lifecycle_of(kind).statuses)


@pytest.mark.parametrize(("kind", "status"), EVERY)
def test_the_stage_of_a_status(kind: Kind, status: Status) -> None:
    stage = stage_at(kind, status, None)

    assert stage is EXPECTED[kind][status]
    assert stage in PATHS[kind]


@pytest.mark.parametrize("kind", Kind)
def test_a_way_begins_with_a_new_case_and_misses_no_stage(kind: Kind) -> None:
    path = PATHS[kind]

    assert path[0] is stage_at(kind, lifecycle_of(kind).first, None)
    assert set(path) == set(EXPECTED[kind].values())
    assert list(path) == sorted(path, key=list(Stage).index)


@pytest.mark.parametrize("outcome", Outcome)
def test_an_answer_that_promises_nothing_leaves_nothing_to_put_in_place(outcome: Outcome) -> None:
    case = complaint(status=Status.SOLUTION_PROPOSED, outcome=outcome)
    owed = Stage.TO_IMPLEMENT if outcome.calls_for_implementation else Stage.TO_VERIFY

    assert stage_of(case) is owed


def test_whatever_a_row_holds_is_in_one_stage() -> None:
    listed = [
        (kind, status, outcome)
        for stage in Stage
        for kind, status, outcomes in standings_at(stage)
        for outcome in outcomes
    ]
    possible = itertools.product(Kind, Status, (None, *Outcome))

    assert sorted(map(str, listed)) == sorted(map(str, possible))


def test_only_what_is_over_without_being_closed_is_set_aside() -> None:
    aside = {status for status in Status if is_set_aside(incident(status=status))}

    assert aside == {Status.REJECTED, Status.DUPLICATE, Status.WITHDRAWN}


def test_what_was_settled_on_the_spot_is_to_be_verified() -> None:
    case = incident(status=Status.MEASURES_DECIDED, settled_on_spot=True)

    assert stage_of(case) is Stage.TO_VERIFY
    assert stage_of(replace(case, settled_on_spot=False)) is Stage.IN_PROGRESS


def test_what_still_owes_its_root_cause_is_not_to_be_verified_yet() -> None:
    case = incident(status=Status.PARTIES_INFORMED, injury=True, severity=Severity.MAJOR)
    known = replace(case, root_cause="usure", cause_family=CauseFamily.EQUIPMENT)

    assert stage_of(case) is Stage.IN_PROGRESS
    assert stage_of(known) is Stage.TO_VERIFY
