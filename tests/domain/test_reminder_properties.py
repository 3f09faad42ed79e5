"""What holds for every reminder, whatever the reception, the zone and the holidays."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.due_dates import first_dates
from bot.domain.deadlines.lateness import WAITING
from bot.domain.deadlines.open_deadlines import OpenDeadline
from bot.domain.deadlines.reminders import (
    Level,
    Reminder,
    Snooze,
    next_overdue_reminder,
    plan,
    snoozed,
)
from bot.domain.school.policies import CAPSECURITE, DeadlineKind, Ladder, Pace, Rung
from tests.support.times import calendars, deadline, instants

MINUTE = timedelta(minutes=1)
COMPLAINT_KINDS = {"ack_due_at": DeadlineKind.ACK, "solution_due_at": DeadlineKind.SOLUTION}
INCIDENT_KINDS = {
    "charge_due_at": DeadlineKind.CHARGE,
    "information_due_at": DeadlineKind.INFORMATION,
}

received = st.tuples(calendars, instants, st.sampled_from(Kind))
delays = st.timedeltas(timedelta(), timedelta(days=40)).map(lambda one: one - one % MINUTE)


def deadlines_of(
    case: tuple[WorkingCalendar, datetime, Kind], recorded_in: timedelta = timedelta()
) -> list[OpenDeadline]:
    calendar, received_at, kind = case
    due: dict[str, Any] = {**first_dates(kind, received_at, calendar=calendar, policy=CAPSECURITE)}
    names = COMPLAINT_KINDS if kind is Kind.COMPLAINT else INCIDENT_KINDS
    recorded_at = received_at + recorded_in
    return [deadline(recorded_at, due[name], kind=names[name]) for name in names]


def reminders_of(
    due: OpenDeadline, calendar: WorkingCalendar, now: datetime | None = None
) -> tuple[Reminder, ...]:
    return plan(due, CAPSECURITE.ladder(due.kind), calendar=calendar, now=now)


def is_open(calendar: WorkingCalendar, moment: datetime) -> bool:
    return calendar.next_open_moment(moment) == moment


@given(case=received, recorded_in=delays)
def test_reminders_lie_between_the_recording_and_the_deadline_in_order(
    case: tuple[WorkingCalendar, datetime, Kind], recorded_in: timedelta
) -> None:
    for due in deadlines_of(case, recorded_in):
        moments = [one.remind_at for one in reminders_of(due, case[0])]

        assert moments == sorted(set(moments))
        assert all(due.recorded_at <= moment <= due.due_at for moment in moments)


@given(case=received, recorded_in=delays)
@pytest.mark.fault(18)
def test_people_are_disturbed_out_of_hours_only_when_no_open_moment_is_left(
    case: tuple[WorkingCalendar, datetime, Kind], recorded_in: timedelta
) -> None:
    calendar = case[0]
    for due in deadlines_of(case, recorded_in):
        moments = [one.remind_at for one in reminders_of(due, calendar)]

        if calendar.next_open_moment(due.recorded_at) <= due.due_at:
            assert all(is_open(calendar, moment) for moment in moments)
        else:
            assert moments in ([], [due.recorded_at])


@given(case=received, recorded_in=delays)
def test_every_deadline_to_come_has_a_last_reminder(
    case: tuple[WorkingCalendar, datetime, Kind], recorded_in: timedelta
) -> None:
    for due in deadlines_of(case, recorded_in):
        reminders = reminders_of(due, case[0])

        assert bool(reminders) == (due.recorded_at <= due.due_at)
        assert not reminders or reminders[-1].rule == f"{due.kind}-due"


@given(case=received, later=delays, after_that=delays)
def test_reminders_planned_again_have_the_keys_they_had(
    case: tuple[WorkingCalendar, datetime, Kind], later: timedelta, after_that: timedelta
) -> None:
    """So that a plan made again, at any time and any number of times, says nothing twice."""
    for due in deadlines_of(case):
        keys = [one.key for one in reminders_of(due, case[0])]
        for now in (due.recorded_at + later, due.recorded_at + later + after_that):
            again = [one.key for one in reminders_of(due, case[0], now)]

            assert len(again) == len(set(again))
            assert set(again) <= set(keys)


@given(case=received, back=delays)
def test_a_clock_that_runs_backwards_is_harmless(
    case: tuple[WorkingCalendar, datetime, Kind], back: timedelta
) -> None:
    for due in deadlines_of(case):
        assert reminders_of(due, case[0], due.recorded_at - back) == reminders_of(due, case[0])


@given(case=received, recorded_in=delays, waited=delays)
def test_overdue_reminders_are_working_mornings_after_the_deadline(
    case: tuple[WorkingCalendar, datetime, Kind], recorded_in: timedelta, waited: timedelta
) -> None:
    calendar = case[0]
    for due in deadlines_of(case, recorded_in):
        after = due.due_at + waited

        reminder = next_overdue_reminder(
            due, CAPSECURITE.ladder(due.kind), calendar=calendar, after=after
        )

        assert reminder.remind_at > max(after, due.recorded_at)
        assert reminder.remind_at == calendar.morning_of(calendar.day_of(reminder.remind_at))
        assert is_open(calendar, reminder.remind_at)


ladders = st.builds(
    Ladder,
    kind=st.sampled_from(DeadlineKind),
    steps=st.just((Rung(),)),
    overdue=st.sampled_from(Pace),
)


def overdue_of(due: OpenDeadline, ladder: Ladder, calendar: WorkingCalendar) -> list[Reminder]:
    """Two months of it."""
    found, after = [], due.due_at
    while after < due.due_at + timedelta(days=60):
        found.append(next_overdue_reminder(due, ladder, calendar=calendar, after=after))
        after = found[-1].remind_at
    return found


def mornings_between(calendar: WorkingCalendar, start: datetime, end: datetime) -> list[datetime]:
    days = calendar.working_days_from(calendar.day_of(start))
    mornings = takewhile(lambda morning: morning <= end, map(calendar.morning_of, days))
    return [morning for morning in mornings if morning > start]


@given(calendar=calendars, due_at=instants, ladder=ladders, is_urgent=st.booleans())
def test_what_is_overdue_is_told_as_news_and_on_mondays_and_twice_a_week_at_most(
    *, calendar: WorkingCalendar, due_at: datetime, ladder: Ladder, is_urgent: bool
) -> None:
    due = replace(deadline(due_at, due_at, kind=ladder.kind), is_urgent=is_urgent)
    told = overdue_of(due, ladder, calendar)
    moments = [one.remind_at for one in told]
    working = mornings_between(calendar, due_at, moments[-1])
    week_of = {morning: calendar.day_of(morning).isocalendar()[:2] for morning in working}
    first_of = {week: morning for morning, week in reversed(week_of.items())}
    levels = [list(Level).index(one.level) for one in told]

    assert max(Counter(week_of[moment] for moment in moments).values()) <= 2
    # on the first morning of every week but that in which it became late
    before = calendar.day_of(due_at).isocalendar()[:2]
    assert set(moments) >= {first for week, first in first_of.items() if week != before}
    # news goes up to the last level, and each message after that is a Monday's
    assert levels == sorted(levels)
    assert levels[2:] == [levels[-1]] * len(levels[2:]) == [2] * len(levels[2:])
    assert set(moments[3:]) <= set(first_of.values())
    if ladder.kind not in WAITING:
        assert moments[0] == working[0]
    if ladder.kind not in WAITING and (is_urgent or ladder.overdue is Pace.EACH_WORKING_DAY):
        assert moments[:2] == working[:2]


@given(calendar=calendars, due_at=instants, ladder=ladders, is_urgent=st.booleans())
def test_a_school_s_own_pace_wins(
    *, calendar: WorkingCalendar, due_at: datetime, ladder: Ladder, is_urgent: bool
) -> None:
    own = replace(ladder, is_own_pace=True)
    due = replace(deadline(due_at, due_at, kind=ladder.kind), is_urgent=is_urgent)
    moments = [one.remind_at for one in overdue_of(due, own, calendar)]
    working = mornings_between(calendar, due_at, moments[-1])

    match own.overdue:
        case Pace.EACH_WORKING_DAY:
            assert moments == working
        case Pace.EVERY_SECOND_WORKING_DAY:
            assert moments == working[1::2]
        case Pace.WEEKLY:
            assert min(moments) - due_at > timedelta(days=6)
            assert set(moments) <= set(working)


def test_acknowledgement_taking_charge_and_dates_of_others_are_told_daily_at_first() -> None:
    daily = {DeadlineKind.ACK, DeadlineKind.CHARGE, DeadlineKind.EXTERNAL}

    paces = {CAPSECURITE.ladder(kind).overdue for kind in daily}

    assert paces == {Pace.EACH_WORKING_DAY}


@given(
    calendar=calendars,
    now=instants,
    left=st.timedeltas(timedelta(days=-5), timedelta(days=10)),
    choice=st.sampled_from(Snooze),
)
def test_a_snooze_ends_after_now_and_by_the_deadline(
    calendar: WorkingCalendar, now: datetime, left: timedelta, choice: Snooze
) -> None:
    due_at = now + left

    moment = snoozed(choice, now, due_at=due_at, calendar=calendar)

    assert moment > now
    assert moment <= due_at or due_at <= now
    assert is_open(calendar, moment) or moment == due_at
