"""What holds for every reminder, whatever the reception, the zone and the holidays."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendars import WorkingCalendar
from bot.domain.deadlines import initial_deadlines
from bot.domain.policies import CAPSECURITE, DeadlineKind
from bot.domain.reminders import (
    OpenDeadline,
    Reminder,
    next_overdue_reminder,
    plan,
)
from bot.domain.snoozes import Snooze, snoozed
from bot.domain.taxonomy import Kind
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
    due = initial_deadlines(kind, received_at, calendar=calendar, policy=CAPSECURITE)
    names = COMPLAINT_KINDS if kind is Kind.COMPLAINT else INCIDENT_KINDS
    recorded_at = received_at + recorded_in
    return [deadline(recorded_at, getattr(due, name), kind=names[name]) for name in names]


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
