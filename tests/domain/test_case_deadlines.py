"""What an open case waits for: never nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.actions import ActionStatus
from bot.domain.case_deadlines import action_deadline, deadlines_of, last_moved_at
from bot.domain.cases import SETTLED, Case, Status
from bot.domain.lifecycles import lifecycle_of
from bot.domain.policies import CAPSECURITE, DeadlineKind
from bot.domain.taxonomy import Kind, Severity
from tests.support.cases import complaint
from tests.support.lives import NOW, action, case_in, done_action
from tests.support.times import PARIS, shown

any_case = st.sampled_from(Kind).flatmap(
    lambda kind: st.sampled_from(lifecycle_of(kind).statuses).map(
        lambda status: case_in(status, kind)
    )
)


def kinds(case: Case) -> list[DeadlineKind]:
    return [one.kind for one in deadlines_of(case, CAPSECURITE, is_owned=True)]


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
    (waits,) = deadlines_of(case, CAPSECURITE, is_owned=True)

    assert waits.due_at - last_moved_at(case) == timedelta(days=7)
    assert waits.recorded_at == last_moved_at(case) <= NOW


def test_only_what_was_promised_disturbs_at_night() -> None:
    critical = complaint(severity=Severity.CRITICAL)
    answered = case_in(Status.FOLLOW_UP, Kind.COMPLAINT, severity=Severity.CRITICAL)

    assert all(one.is_urgent for one in deadlines_of(critical, CAPSECURITE, is_owned=True))
    assert not any(one.is_urgent for one in deadlines_of(answered, CAPSECURITE, is_owned=True))


def test_an_action_is_due_at_the_end_of_its_day_in_the_office_s_zone() -> None:
    deadline = action_deadline(action(), PARIS)

    assert deadline is not None
    assert shown(deadline.due_at) == "Wed 2026-12-02 00:00"


@pytest.mark.parametrize(
    "settled", [done_action(), action(status=ActionStatus.CANCELLED)], ids=["done", "cancelled"]
)
def test_an_action_that_is_done_is_not_waited_for(settled: object) -> None:
    assert action_deadline(settled, PARIS) is None  # type: ignore[arg-type]
