"""What became of actions, counted on the office's wall calendar."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.action_figures import ActionFigures, LastMeeting, count_actions, last_meeting
from bot.domain.actions import Action, ActionOrigin, ActionStatus
from bot.domain.figures import Tally, together
from bot.domain.office import PARIS
from bot.domain.periods import Month
from bot.domain.shares import Rate, Share
from tests.support.lives import action

OCTOBER = Month(year=2026, month=10)
NOW = datetime(2026, 10, 30, 8, tzinfo=UTC)
LAST_MINUTE = datetime(2026, 10, 15, 21, 59, tzinfo=UTC)
"""23:59 in Paris, in summer time."""
MIDNIGHT = datetime(2026, 10, 15, 22, tzinfo=UTC)


def one(number: int = 1, **given: Any) -> Action:
    usual: dict[str, Any] = {"due_on": date(2026, 10, 15), "status": ActionStatus.DONE}
    return action(id=uuid4(), ref=f"ACT-2026-{number:04}", **(usual | given))


def counted(*known: Action) -> ActionFigures:
    return count_actions(known, OCTOBER, now=NOW, zone=PARIS)


@pytest.mark.parametrize(("done_at", "met"), [(LAST_MINUTE, 1), (MIDNIGHT, 0)])
def test_an_action_is_on_time_until_its_day_ends_on_the_wall(done_at: datetime, met: int) -> None:
    assert counted(one(done_at=done_at)).on_time == Share(met=met, counted=1)


def test_what_is_not_yet_due_is_pending_and_what_was_given_up_counts_for_nothing() -> None:
    last_day, cancelled = date(2026, 10, 31), ActionStatus.CANCELLED
    found = counted(one(due_on=last_day, status=ActionStatus.TO_DO), one(2, status=cancelled))

    assert found.on_time == Share(met=0, counted=0, pending=1)
    assert (found.running, found.late) == (1, 0)


def test_what_is_overdue_is_late_whenever_it_was_due() -> None:
    in_may = one(due_on=date(2026, 5, 1), status=ActionStatus.TO_DO)

    found = counted(in_may, one(2, status=ActionStatus.TO_DO))

    assert (found.running, found.late) == (2, 2)
    assert found.on_time == Share(met=0, counted=1)


def test_effective_is_said_of_what_was_judged_in_the_month() -> None:
    judged: dict[str, Any] = {"checked_at": MIDNIGHT, "status": ActionStatus.EFFECTIVE}
    found = counted(
        one(is_effective=True, **judged),
        one(2, is_effective=False, checked_at=MIDNIGHT, status=ActionStatus.TO_DO),
        one(3, is_effective=True, checked_at=datetime(2026, 9, 30, 21, 59, tzinfo=UTC)),
    )

    assert found.effective == Share(met=1, counted=2)


@given(
    st.lists(
        st.tuples(st.sampled_from(ActionStatus), st.dates(date(2026, 9, 1), date(2026, 11, 30)))
    )
)
def test_the_counts_are_those_of_a_recount(drawn: list[tuple[ActionStatus, date]]) -> None:
    known = [
        one(number, status=status, due_on=due_on) for number, (status, due_on) in enumerate(drawn)
    ]
    found = counted(*known)
    to_do = [due_on for status, due_on in drawn if status is ActionStatus.TO_DO]
    due = [
        (status, due_on)
        for status, due_on in drawn
        if due_on.month == 10 and status is not ActionStatus.CANCELLED
    ]

    assert (found.running, found.late) == (
        len(to_do),
        sum(due_on < date(2026, 10, 30) for due_on in to_do),
    )
    assert found.on_time.counted + found.on_time.pending == len(due)


def test_the_last_meeting_s_decisions_are_told_by_what_became_of_them() -> None:
    decided = {"origin": ActionOrigin.DECISION, "period": "2026-09"}
    listed = [
        one(1, **decided),
        one(2, status=ActionStatus.TO_DO, **decided),
        one(3, status=ActionStatus.TO_DO, due_on=date(2026, 10, 30), **decided),
        one(4, status=ActionStatus.CANCELLED, **decided),
        one(5, status=ActionStatus.EFFECTIVE, **decided),
    ]

    assert last_meeting(listed, now=NOW, zone=PARIS) == LastMeeting(
        month=Month(year=2026, month=9),
        done=("ACT-2026-0001", "ACT-2026-0005"),
        running=("ACT-2026-0003",),
        late=("ACT-2026-0002",),
        cancelled=("ACT-2026-0004",),
    )
    assert last_meeting([], now=NOW, zone=PARIS) is None


@pytest.mark.parametrize(
    ("among", "rate"), [(None, None), (0, None), (4, None), (5, 60.0), (45, 6.7)]
)
def test_a_rate_needs_five_and_is_never_guessed(among: int | None, rate: float | None) -> None:
    assert Rate(count=3, among=among).per_hundred == rate


def test_months_together_have_a_denominator_only_if_each_has_one() -> None:
    known, unknown = Tally(trainees=40, sessions=8), Tally(sessions=2)

    assert together([known, None, known]).trainees == 80
    assert together([known, unknown]).trainees is None
    assert together([known, unknown]).sessions == 10
    assert together([None]).trainees is None
