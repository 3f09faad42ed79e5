"""What a case still owes, and what an open one waits for: never nothing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import SETTLED, Case, Status
from bot.domain.cases.taxonomy import Kind, Means, Severity
from bot.domain.cases.traces import InformationPoint
from bot.domain.deadlines.open_deadlines import (
    action_deadline,
    last_moved_at,
    open_deadlines_of,
    recalled_deadlines_of,
)
from bot.domain.school.policies import CAPSECURITE, DeadlineKind
from bot.domain.steps.lifecycles import lifecycle_of
from tests.support.builders import OFFICE
from tests.support.cases import complaint, incident
from tests.support.lives import NOW, action, case_in, done_action
from tests.support.times import PARIS, shown


def test_a_fresh_complaint_owes_its_acknowledgement_then_its_solution() -> None:
    owed = [due.kind for due in open_deadlines_of(complaint())]

    assert owed == [DeadlineKind.ACK, DeadlineKind.SOLUTION]


def test_a_fresh_incident_owes_to_be_taken_in_charge_then_information() -> None:
    owed = [due.kind for due in open_deadlines_of(incident())]

    assert owed == [DeadlineKind.CHARGE, DeadlineKind.INFORMATION]


@pytest.mark.parametrize(
    "status", [Status.SOLUTION_PROPOSED, Status.FOLLOW_UP, Status.CLOSED, Status.WITHDRAWN]
)
def test_a_proposal_meets_the_promise_of_a_solution(status: Status) -> None:
    assert open_deadlines_of(complaint(status=status)) == ()


def test_work_may_begin_while_the_acknowledgement_is_still_owed() -> None:
    owed = [due.kind for due in open_deadlines_of(complaint(status=Status.UNDER_REVIEW))]

    assert owed == [DeadlineKind.ACK, DeadlineKind.SOLUTION]


@pytest.mark.parametrize(
    "answered", [{"ack_sent_at": NOW}, {"proposed_at": NOW}, {"ack_not_applicable": "anonyme"}]
)
def test_an_acknowledgement_is_owed_until_sent_overtaken_or_impossible(
    answered: dict[str, Any],
) -> None:
    owed = [due.kind for due in open_deadlines_of(complaint(**answered))]

    assert owed == [DeadlineKind.SOLUTION]


def test_information_is_owed_until_given_whatever_the_status() -> None:
    told = InformationPoint(at=NOW, by="U0DIRECTION", parties="stagiaires", means=Means.SPOKEN)
    running = Status.ACTIONS_RUNNING

    assert [due.kind for due in open_deadlines_of(incident(status=running))] == [
        DeadlineKind.INFORMATION
    ]
    assert open_deadlines_of(incident(status=running, information_points=(told,))) == ()


def test_an_incident_that_came_back_is_explained_anew() -> None:
    told = InformationPoint(at=NOW, by="U0DIRECTION", parties="stagiaires", means=Means.SPOKEN)
    back = {"status": Status.REOPENED, "reopened_at": NOW + timedelta(days=3)}
    again = replace(told, at=NOW + timedelta(days=4))

    assert [
        due.kind for due in open_deadlines_of(incident(information_points=(told,), **back))
    ] == [DeadlineKind.INFORMATION]
    assert open_deadlines_of(incident(information_points=(told, again), **back)) == ()


def test_an_extension_replaces_the_first_date() -> None:
    later = NOW + timedelta(days=45)

    (owed,) = open_deadlines_of(complaint(ack_sent_at=NOW, current_due_at=later))

    assert (owed.kind, owed.due_at) == (DeadlineKind.SOLUTION, later)


def test_what_was_given_no_date_is_not_owed() -> None:
    assert open_deadlines_of(incident(charge_due_at=None, information_due_at=None)) == ()


any_case = st.sampled_from(Kind).flatmap(
    lambda kind: st.sampled_from(lifecycle_of(kind).statuses).map(
        lambda status: case_in(status, kind)
    )
)


def kinds(case: Case) -> list[DeadlineKind]:
    return [one.kind for one in recalled_deadlines_of(case, OFFICE, is_owned=True)]


@given(case=any_case)
def test_every_open_case_waits_for_something_and_no_settled_one_does(case: Case) -> None:
    assert bool(kinds(case)) == (case.status not in SETTLED)


@given(case=any_case)
def test_each_kind_of_deadline_is_waited_for_once_and_has_its_ladder(case: Case) -> None:
    found = kinds(case)

    assert len(found) == len(set(found))
    assert all(CAPSECURITE.ladder(kind).kind is kind for kind in found)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.RECEIVED, [DeadlineKind.ACK, DeadlineKind.SOLUTION]),
        (Status.UNDER_REVIEW, [DeadlineKind.SOLUTION]),
        (Status.SOLUTION_PROPOSED, [DeadlineKind.NEXT_STEP]),
        (Status.FOLLOW_UP, [DeadlineKind.FOLLOW_UP]),
        (Status.CLOSED, []),
    ],
)
def test_a_complaint_waits_for_what_its_status_asks(
    status: Status, expected: list[DeadlineKind]
) -> None:
    assert kinds(case_in(status, Kind.COMPLAINT)) == expected


def test_a_case_that_moves_has_a_week_for_its_next_step() -> None:
    case = case_in(Status.SOLUTION_PROPOSED, Kind.COMPLAINT)
    (waits,) = recalled_deadlines_of(case, OFFICE, is_owned=True)

    assert waits.due_at - last_moved_at(case) == timedelta(days=7)
    assert waits.recorded_at == last_moved_at(case) <= NOW


def test_only_what_was_promised_disturbs_at_night() -> None:
    critical = complaint(severity=Severity.CRITICAL)
    answered = case_in(Status.FOLLOW_UP, Kind.COMPLAINT, severity=Severity.CRITICAL)

    assert all(one.is_urgent for one in recalled_deadlines_of(critical, OFFICE, is_owned=True))
    assert not any(one.is_urgent for one in recalled_deadlines_of(answered, OFFICE, is_owned=True))


def test_an_action_is_due_at_the_end_of_its_day_in_the_office_s_zone() -> None:
    deadline = action_deadline(action(), PARIS)

    assert deadline is not None
    assert shown(deadline.due_at) == "Wed 2026-12-02 00:00"
    assert (deadline.kind, deadline.is_owned) == (DeadlineKind.ACTION, True)


def test_the_effect_of_an_action_that_is_done_is_due_for_judgement_by_those_who_lead_it() -> None:
    deadline = action_deadline(done_action(check_on=date(2027, 2, 1)), PARIS)

    assert deadline is not None
    assert shown(deadline.due_at) == "Tue 2027-02-02 00:00"
    assert (deadline.kind, deadline.is_owned) == (DeadlineKind.EFFECT, False)


@pytest.mark.parametrize(
    "settled",
    [
        done_action(),
        action(status=ActionStatus.CANCELLED),
        done_action(status=ActionStatus.EFFECTIVE, check_on=date(2027, 2, 1)),
    ],
    ids=["done, with no day for its check", "cancelled", "judged"],
)
def test_an_action_of_which_nothing_is_owed_is_not_waited_for(settled: object) -> None:
    assert action_deadline(settled, PARIS) is None  # type: ignore[arg-type]
