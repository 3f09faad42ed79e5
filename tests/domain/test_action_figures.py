"""What became of actions, counted on the office's wall calendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.actions.action_steps import (
    ActionCommand,
    ActionStep,
    CancelAction,
    CheckEffect,
    Complete,
    ReopenAction,
    Reschedule,
    action_steps_open_to,
    decide_action,
)
from bot.domain.actions.actions import Action, ActionOrigin, ActionStatus, Proof, Round
from bot.domain.calendar.periods import Month
from bot.domain.cases.roles import Role
from bot.domain.reports.figures import Tally, together
from bot.domain.reports.shares import (
    ActionFigures,
    LastMeeting,
    RatePerHundred,
    Share,
    count_actions,
    last_meeting,
)
from bot.domain.school.office import PARIS
from tests.support.lives import action

OCTOBER = Month(year=2026, month=10)
NOVEMBER = OCTOBER.next
NOW = datetime(2026, 10, 30, 8, tzinfo=UTC)
LATE = datetime(2027, 1, 4, 8, tzinfo=UTC)
LEADING = frozenset({Role.QUALITY_MANAGER})
LAST_MINUTE = datetime(2026, 10, 15, 21, 59, tzinfo=UTC)
"""23:59 in Paris, in summer time."""
MIDNIGHT = datetime(2026, 10, 15, 22, tzinfo=UTC)


def one(number: int = 1, **given: Any) -> Action:
    opened_at = datetime(2026, 9, 1, 8, tzinfo=UTC)
    usual: dict[str, Any] = {"due_on": date(2026, 10, 15), "status": ActionStatus.DONE}
    usual["created_at"] = opened_at
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


def test_checks_of_effect_are_counted_apart_from_the_work() -> None:
    in_time, overdue = date(2026, 10, 30), date(2026, 10, 29)
    found = counted(one(check_on=in_time), one(2, check_on=overdue), one(3))

    assert (found.to_check, found.checks_late) == (2, 1)
    assert (found.running, found.late) == (0, 0)


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


def test_another_day_given_too_late_does_not_make_it_on_time() -> None:
    """Due on 15 October, given 9 November on 2 November, done on 27 November."""
    moved = one(
        missed_on=date(2026, 10, 15),
        due_on=date(2026, 11, 9),
        done_at=datetime(2026, 11, 27, 8, tzinfo=UTC),
    )

    assert counted(moved).on_time == Share(met=0, counted=1)
    assert count_actions([moved], NOVEMBER, now=LATE, zone=PARIS).on_time == Share()


def test_a_verdict_stays_in_its_month_when_it_is_judged_again() -> None:
    october, december = (datetime(2026, month, 9, 8, tzinfo=UTC) for month in (10, 12))
    again = one(
        status=ActionStatus.TO_DO,
        checked_at=december,
        is_effective=False,
        earlier=(
            Round(promised_on=date(2026, 10, 2), checked_at=october, is_effective=True),
            Round(promised_on=date(2026, 12, 2), checked_at=december, is_effective=False),
        ),
    )
    found = [
        count_actions([again], month, now=LATE, zone=PARIS).effective
        for month in (OCTOBER, NOVEMBER, NOVEMBER.next)
    ]

    assert found == [Share(met=1, counted=1), Share(), Share(met=0, counted=1)]


STEPS: dict[ActionStep, Callable[[date, datetime], ActionCommand]] = {
    ActionStep.COMPLETE: lambda _, now: Complete(done_at=now, proof=Proof(text="fait")),
    ActionStep.CHECK_EFFECT: lambda day, now: CheckEffect(
        is_effective=now.day % 2 == 0, findings="vu", due_on=day
    ),
    ActionStep.REOPEN: lambda day, _: ReopenAction(reason="revenu", due_on=day),
    ActionStep.RESCHEDULE: lambda day, _: Reschedule(due_on=day, reason="retard"),
    ActionStep.CANCEL: lambda *_: CancelAction(reason="abandonnée"),
}


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(STEPS)), st.integers(1, 40), st.integers(0, 60)),
        max_size=12,
    )
)
def test_what_was_told_of_a_month_that_is_over_does_not_change(
    lived: list[tuple[ActionStep, int, int]],
) -> None:
    action, now = one(status=ActionStatus.TO_DO), datetime(2026, 10, 1, 8, tzinfo=UTC)
    told: dict[Month, tuple[Share, Share]] = {}
    for step, waited, given_days in lived:
        now += timedelta(days=waited, hours=waited)
        told |= {month: shares(action, month, now) for month in over(now) if month not in told}
        wanted = STEPS[step](now.date() + timedelta(days=given_days + 1), now)
        if step in action_steps_open_to(action, LEADING, person="U0JUDGE"):
            action = decide_action(
                action, wanted, actor="U0JUDGE", roles=LEADING, now=now, zone=PARIS
            ).action

        assert told == {month: shares(action, month, now) for month in told}


def over(now: datetime) -> list[Month]:
    """The months from October on that are over."""
    months = (OCTOBER.shifted(number) for number in range(40))
    return [month for month in months if month.interval(PARIS).end_at <= now]


def shares(action: Action, month: Month, now: datetime) -> tuple[Share, Share]:
    found = count_actions([action], month, now=now, zone=PARIS)
    return found.on_time, found.effective


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
    assert RatePerHundred(count=3, among=among).per_hundred == rate


def test_months_together_have_a_denominator_only_if_each_has_one() -> None:
    known, unknown = Tally(trainees=40, sessions=8), Tally(sessions=2)

    assert together([known, None, known]).trainees == 80
    assert together([known, unknown]).trainees is None
    assert together([known, unknown]).sessions == 10
    assert together([None]).trainees is None
