"""What is late: the same for every list, now and as a month ended."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.lateness import LateCounts, late_at
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.lifecycles import lifecycle_of
from tests.support.lives import NOW, RECEIVED_AT, case_in, complaint, external, incident

ACK_DUE_AT = RECEIVED_AT + timedelta(hours=48)
MOMENT = timedelta(microseconds=1)
WEEK = timedelta(days=7)

any_case = st.sampled_from(Kind).flatmap(
    lambda kind: st.sampled_from(lifecycle_of(kind).statuses).map(
        lambda status: case_in(status, kind, external_deadlines=(external(),))
    )
)


def kinds(case: Case, at: Any) -> list[DeadlineKind]:
    return [one.kind for one in late_at(case, at)]


@given(case=any_case, since=st.timedeltas(timedelta(), timedelta(days=400)))
def test_what_is_late_now_is_what_is_still_owed_and_has_passed(
    case: Case, since: timedelta
) -> None:
    now = NOW + since
    owed = [(due.kind, due.due_at) for due in open_deadlines_of(case) if due.due_at < now]

    assert [(one.kind, one.due_at) for one in late_at(case, now)] == owed


def test_the_due_instant_itself_is_not_late() -> None:
    assert kinds(complaint(), ACK_DUE_AT) == []
    assert kinds(complaint(), ACK_DUE_AT + MOMENT) == [DeadlineKind.ACK]


def test_what_was_done_since_was_late_then_and_is_not_any_more() -> None:
    sent_at = ACK_DUE_AT + WEEK
    case = complaint(status=Status.ACKNOWLEDGED, ack_sent_at=sent_at)

    assert kinds(case, sent_at - MOMENT) == [DeadlineKind.ACK]
    assert kinds(case, sent_at) == []


def test_what_was_not_there_yet_was_not_late() -> None:
    """The figures of September list no complaint of November."""
    assert kinds(complaint(), RECEIVED_AT - WEEK) == []


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DUPLICATE])
def test_what_was_set_aside_is_late_until_then(status: Status) -> None:
    closed_at = ACK_DUE_AT + WEEK
    case = complaint(status=status, closed_at=closed_at)

    assert kinds(case, closed_at - MOMENT) == [DeadlineKind.ACK]
    assert kinds(case, closed_at) == []


def test_an_outside_date_is_late_until_it_is_seen_to_whatever_became_of_the_case() -> None:
    settled_at = external().due_at + WEEK
    one = replace(external(), settled_at=settled_at)
    case = incident(status=Status.WITHDRAWN, closed_at=RECEIVED_AT, external_deadlines=(one,))

    assert kinds(case, settled_at - MOMENT) == [DeadlineKind.EXTERNAL]
    assert kinds(case, settled_at) == []


def test_a_case_closed_without_a_trace_is_late_of_nothing() -> None:
    imported = complaint(status=Status.CLOSED, closed_at=RECEIVED_AT + WEEK)

    assert kinds(imported, NOW + 10 * WEEK) == []


def test_actions_and_what_only_waits_are_counted_apart_from_promises() -> None:
    counted = LateCounts.of(dict.fromkeys(DeadlineKind, 1))

    assert counted == LateCounts(promises=4, outside=1, actions=1, checks=1, waiting=2)
    assert counted.total == len(DeadlineKind)
