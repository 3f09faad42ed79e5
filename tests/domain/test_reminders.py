"""When people are reminded of a deadline: the ladder, week-ends, lateness."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.cases.taxonomy import Continuity, Severity
from bot.domain.deadlines.open_deadlines import OpenDeadline, is_urgent
from bot.domain.deadlines.reminders import (
    Level,
    Reminder,
    Timing,
    last_overdue_reminder,
    next_overdue_reminder,
    next_weekly_digest,
    plan,
)
from bot.domain.school.policies import CAPSECURITE, DeadlineKind, Policy, ladders_in
from tests.support.times import deadline, paris, shown

OFFICE = WorkingCalendar()
MONTH = timedelta(days=31)


def complaint(received: str, *, recorded: str | None = None) -> OpenDeadline:
    """The acknowledgement of a complaint, due 48 hours after its reception."""
    return deadline(paris(recorded or received), paris(received) + timedelta(hours=48))


def planned(due: OpenDeadline, now: datetime | None = None) -> tuple[Reminder, ...]:
    return plan(due, CAPSECURITE.ladder(due.kind), calendar=OFFICE, now=now)


def told(reminders: tuple[Reminder, ...]) -> list[str]:
    return [f"{one.rule} {shown(one.remind_at)}" for one in reminders]


def overdue(due: OpenDeadline, count: int, *, policy: Policy = CAPSECURITE) -> list[Reminder]:
    ladder = policy.ladder(due.kind)
    found: list[Reminder] = []
    after = due.due_at
    while len(found) < count:
        found.append(next_overdue_reminder(due, ladder, calendar=OFFICE, after=after))
        after = found[-1].remind_at
    return found


def test_an_ordinary_acknowledgement_is_recalled_on_recording_then_24_h_4_h_and_at_the_end() -> (
    None
):
    assert told(planned(complaint("2026-11-17 15:00"))) == [
        "ack-new Tue 2026-11-17 15:00",
        "ack-24h Wed 2026-11-18 15:00",
        "ack-4h Thu 2026-11-19 11:00",
        "ack-due Thu 2026-11-19 15:00",
    ]


def test_a_friday_s_complaint_is_recalled_on_friday_evening_once() -> None:
    assert told(planned(complaint("2026-11-13 17:50"))) == [
        "ack-new Fri 2026-11-13 17:50",
        "ack-due Fri 2026-11-13 18:25",
    ]


def test_a_saturday_s_complaint_waits_for_monday_morning() -> None:
    """Nothing can move before the recording, and Monday 08:00 is still before the deadline."""
    assert told(planned(complaint("2026-11-14 10:00"))) == [
        "ack-4h Mon 2026-11-16 08:00",
        "ack-due Mon 2026-11-16 10:00",
    ]


def test_when_nothing_open_is_left_before_the_deadline_people_are_told_at_once() -> None:
    assert told(planned(complaint("2026-11-13 20:00"))) == ["ack-due Fri 2026-11-13 20:00"]


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        # Easter Monday: due Monday noon, so the last word is said on Friday.
        ("2026-04-04 07:00", ["ack-due Sat 2026-04-04 07:00"]),
        ("2026-04-03 17:00", ["ack-new Fri 2026-04-03 17:00", "ack-due Fri 2026-04-03 18:25"]),
        # 1 and 8 May 2026 are Fridays.
        ("2026-04-30 17:00", ["ack-new Thu 2026-04-30 17:00", "ack-due Thu 2026-04-30 18:25"]),
        ("2026-05-07 17:00", ["ack-new Thu 2026-05-07 17:00", "ack-due Thu 2026-05-07 18:25"]),
    ],
)
@pytest.mark.fault(18)
def test_holidays_are_no_time_to_be_reminded(received: str, expected: list[str]) -> None:
    assert told(planned(complaint(received))) == expected


def test_a_solution_is_recalled_ten_five_two_and_one_days_before() -> None:
    due = deadline(paris("2026-10-12 09:15"), paris("2026-11-12 09:15"), kind=DeadlineKind.SOLUTION)

    assert told(planned(due)) == [
        "solution-10d Mon 2026-11-02 09:15",
        "solution-5d Fri 2026-11-06 18:25",  # from Saturday the 7th
        "solution-2d Tue 2026-11-10 09:15",
        "solution-1d Tue 2026-11-10 18:25",  # from Wednesday 11 November, a holiday
        "solution-due Thu 2026-11-12 09:15",
    ]


def test_an_action_is_recalled_a_week_and_a_day_before() -> None:
    due = deadline(paris("2026-11-02 10:00"), paris("2026-11-20 17:00"), kind=DeadlineKind.ACTION)

    assert told(planned(due)) == [
        "action-7d Fri 2026-11-13 17:00",
        "action-1d Thu 2026-11-19 17:00",
        "action-due Fri 2026-11-20 17:00",
    ]


def test_a_critical_case_disturbs_at_any_hour() -> None:
    urgent = replace(complaint("2026-11-14 22:00"), is_urgent=True)

    assert told(planned(urgent)) == [
        "ack-new Sat 2026-11-14 22:00",
        "ack-24h Sun 2026-11-15 22:00",
        "ack-4h Mon 2026-11-16 18:00",
        "ack-due Mon 2026-11-16 22:00",
    ]


def test_only_a_critical_case_or_an_interrupted_session_is_urgent() -> None:
    assert is_urgent(Severity.CRITICAL)
    assert is_urgent(Severity.MAJOR, Continuity.NO)
    assert not is_urgent(Severity.MAJOR)
    assert not is_urgent(Severity.MODERATE, Continuity.DEGRADED)


def test_the_hours_are_those_of_the_person_reminded() -> None:
    """17:50 in Paris is 20:50 in La Réunion, when nobody there is disturbed."""
    away = ZoneInfo("Indian/Reunion")
    due = complaint("2026-11-17 17:50")

    reminders = plan(due, CAPSECURITE.ladder(due.kind), calendar=OFFICE.in_zone(away))

    assert [f"{one.rule} {shown(one.remind_at, away)}" for one in reminders] == [
        "ack-new Wed 2026-11-18 08:00",
        "ack-24h Wed 2026-11-18 18:25",
        "ack-4h Thu 2026-11-19 16:50",
        "ack-due Thu 2026-11-19 18:25",
    ]


def test_a_case_recorded_late_catches_up_with_one_reminder() -> None:
    due = complaint("2026-11-17 15:00", recorded="2026-11-19 12:00")

    assert told(planned(due)) == [
        "ack-4h Thu 2026-11-19 12:00",
        "ack-due Thu 2026-11-19 15:00",
    ]


def test_a_case_recorded_after_its_deadline_has_only_overdue_reminders() -> None:
    due = complaint("2026-11-09 15:00", recorded="2026-11-17 12:00")

    assert planned(due) == ()
    assert told(tuple(overdue(due, 1))) == ["ack-late-1 Wed 2026-11-18 08:00"]
    assert overdue(due, 1)[0].level is Level.OWNER


def test_a_deadline_that_moves_to_now_is_recalled_now() -> None:
    """The reception turned out to be a day and a half older than recorded."""
    now = paris("2026-11-17 16:00")
    due = complaint("2026-11-16 04:30", recorded="2026-11-17 15:00")

    assert told(planned(due, now)) == [
        "ack-24h Tue 2026-11-17 16:00",
        "ack-due Tue 2026-11-17 18:25",
    ]


def test_planning_again_later_keeps_what_is_still_to_come() -> None:
    """Somebody takes the case on Tuesday night, before the first reminder went out."""
    due = complaint("2026-11-17 20:00")
    at_first = planned(due)

    again = planned(due, paris("2026-11-17 22:00"))

    assert again == at_first
    assert told(at_first)[0] == "ack-new Wed 2026-11-18 08:00"


def test_planning_again_never_invents_a_key_for_what_was_already_said() -> None:
    due = complaint("2026-11-17 15:00")
    keys = [one.key for one in planned(due)]

    for hours in range(48):
        again = planned(due, due.recorded_at + timedelta(hours=hours))

        assert [one.key for one in again] == keys[-len(again) :]


def test_a_clock_that_runs_backwards_changes_nothing() -> None:
    due = complaint("2026-11-17 15:00")

    assert planned(due, due.recorded_at - timedelta(days=3)) == planned(due)


def test_without_an_owner_the_quality_managers_are_told() -> None:
    reminders = planned(replace(complaint("2026-11-17 15:00"), is_owned=False))

    assert {one.level for one in reminders} == {Level.QUALITY_MANAGERS}


def test_a_reminder_says_whether_it_comes_before_at_or_after() -> None:
    due = complaint("2026-11-17 15:00")

    timings = [one.timing for one in (*planned(due), *overdue(due, 1))]

    assert timings == [Timing.BEFORE, Timing.BEFORE, Timing.BEFORE, Timing.AT, Timing.AFTER]


def test_a_reminder_s_key_names_its_subject_rule_and_deadline() -> None:
    due = complaint("2026-11-17 15:00")

    assert planned(due)[0].key == (due.subject, "ack-new", due.due_at)


def test_a_late_acknowledgement_goes_up_a_level_each_working_morning_then_is_told_on_mondays() -> (
    None
):
    due = complaint("2026-11-17 15:00")

    assert [f"{shown(one.remind_at)} {one.level}" for one in overdue(due, 5)] == [
        "Fri 2026-11-20 08:00 owner",
        "Mon 2026-11-23 08:00 quality_managers",
        "Tue 2026-11-24 08:00 training_managers",
        "Mon 2026-11-30 08:00 training_managers",
        "Mon 2026-12-07 08:00 training_managers",
    ]


def test_what_has_been_said_twice_in_a_week_goes_up_in_the_next() -> None:
    due = complaint("2026-11-14 07:00")

    assert [f"{shown(one.remind_at)} {one.level}" for one in overdue(due, 4)] == [
        "Mon 2026-11-16 08:00 owner",
        "Tue 2026-11-17 08:00 quality_managers",
        "Mon 2026-11-23 08:00 training_managers",
        "Mon 2026-11-30 08:00 training_managers",
    ]


def test_what_is_told_later_is_known_by_its_day() -> None:
    """An older release said it on other days, and no key is said twice."""
    due = complaint("2026-11-17 15:00")

    assert [one.rule for one in overdue(due, 5)] == [
        "ack-late-1",
        "ack-late-2",
        "ack-late-20261124",
        "ack-late-20261130",
        "ack-late-20261207",
    ]


def test_a_week_without_a_monday_begins_on_its_first_working_day() -> None:
    due = deadline(paris("2026-03-01 09:00"), paris("2026-03-30 09:00"), kind=DeadlineKind.ACK)

    assert [shown(one.remind_at) for one in overdue(due, 3)][-1] == "Tue 2026-04-07 08:00"


def test_what_is_urgent_goes_up_as_soon_as_it_is_overdue() -> None:
    due = replace(complaint("2026-11-17 15:00"), is_urgent=True)

    assert {one.level for one in planned(due)} == {Level.OWNER}
    assert [one.level for one in overdue(due, 1)] == [Level.TRAINING_MANAGERS]


def test_a_late_case_without_an_owner_starts_one_level_higher() -> None:
    due = replace(complaint("2026-11-17 15:00"), is_owned=False)

    assert [one.level for one in overdue(due, 2)] == [
        Level.QUALITY_MANAGERS,
        Level.TRAINING_MANAGERS,
    ]


def test_a_late_solution_is_told_when_it_becomes_late_then_on_the_second_working_day() -> None:
    due = deadline(paris("2026-10-05 09:00"), paris("2026-11-09 09:00"), kind=DeadlineKind.SOLUTION)

    assert told(tuple(overdue(due, 4))) == [
        "solution-late-1 Tue 2026-11-10 08:00",
        "solution-late-2 Fri 2026-11-13 08:00",  # 11 November is a holiday
        "solution-late-20261116 Mon 2026-11-16 08:00",
        "solution-late-20261123 Mon 2026-11-23 08:00",
    ]


@pytest.mark.parametrize(
    ("words", "mornings"),
    [
        ("ack=24h/daily", ["Fri 20", "Mon 23", "Tue 24", "Wed 25", "Thu 26", "Fri 27", "Mon 30"]),
        ("ack=24h/second-day", ["Mon 23", "Wed 25", "Fri 27", "Tue 01", "Thu 03"]),
        ("ack=24h/weekly", ["Thu 26", "Thu 03", "Thu 10"]),
    ],
)
def test_a_pace_that_the_school_asked_for_holds_for_as_long_as_it_is_late(
    words: str, mornings: list[str]
) -> None:
    own = replace(CAPSECURITE, ladders=ladders_in(words))
    due = complaint("2026-11-17 15:00")

    found = overdue(due, len(mornings), policy=own)

    assert [f"{one.remind_at:%a %d}" for one in found] == mornings
    assert {one.level for one in found[2:]} == {Level.TRAINING_MANAGERS}


@pytest.mark.parametrize(
    ("kind", "mornings"),
    [
        (DeadlineKind.ACTION, ["Wed 18", "Mon 23", "Mon 30"]),
        (DeadlineKind.EFFECT, ["Wed 18", "Mon 23", "Mon 30"]),
        (DeadlineKind.FOLLOW_UP, ["Mon 23", "Mon 30", "Mon 07"]),
        (DeadlineKind.NEXT_STEP, ["Mon 23", "Mon 30", "Mon 07"]),
    ],
)
def test_what_has_time_is_told_when_it_becomes_late_then_on_mondays(
    kind: DeadlineKind, mornings: list[str]
) -> None:
    """What only waits for its next step is not late: it is told on Mondays alone."""
    due = deadline(paris("2026-11-03 10:00"), paris("2026-11-17 17:00"), kind=kind)

    assert [f"{one.remind_at:%a %d}" for one in overdue(due, 3)] == mornings


def test_what_is_told_weekly_is_told_once_after_a_closure() -> None:
    august = frozenset(datetime(2026, 8, day, tzinfo=UTC).date() for day in range(3, 24))
    calendar = WorkingCalendar(closed_on=august)
    due = deadline(paris("2026-07-01 10:00"), paris("2026-07-31 20:00"), kind=DeadlineKind.ACTION)
    ladder = CAPSECURITE.ladder(due.kind)

    first = next_overdue_reminder(due, ladder, calendar=calendar, after=due.due_at)
    second = next_overdue_reminder(due, ladder, calendar=calendar, after=first.remind_at)

    assert told((first, second)) == [
        "action-late-1 Mon 2026-08-24 08:00",
        "action-late-2 Mon 2026-08-31 08:00",
    ]


def test_after_three_days_down_one_reminder_has_the_right_level() -> None:
    due = complaint("2026-11-10 15:00")

    newest = last_overdue_reminder(
        due, CAPSECURITE.ladder(due.kind), calendar=OFFICE, now=paris("2026-11-17 12:00")
    )

    assert newest is not None
    assert told((newest,)) == ["ack-late-20261117 Tue 2026-11-17 08:00"]
    assert newest.level is Level.TRAINING_MANAGERS


def test_nothing_is_overdue_before_the_first_morning() -> None:
    due = complaint("2026-11-17 15:00")

    newest = last_overdue_reminder(
        due, CAPSECURITE.ladder(due.kind), calendar=OFFICE, now=paris("2026-11-20 07:59")
    )

    assert newest is None


def test_two_external_deadlines_of_one_instant_stay_two_by_their_own_ids() -> None:
    recorded_at = paris("2026-11-02 10:00")
    one = deadline(recorded_at, recorded_at + MONTH, kind=DeadlineKind.EXTERNAL)
    ladder = CAPSECURITE.ladder(DeadlineKind.EXTERNAL)

    keys = [
        reminder.key
        for each in (one, replace(one, subject=UUID(int=8)))
        for reminder in plan(each, ladder, calendar=OFFICE)
    ]

    assert len(keys) == len(set(keys)) == 2 * 5


@pytest.mark.parametrize(
    ("after", "digest"),
    [
        ("2026-11-13 12:00", "Mon 2026-11-16 08:30"),
        ("2026-11-16 08:29", "Mon 2026-11-16 08:30"),
        ("2026-11-16 08:30", "Mon 2026-11-23 08:30"),
        ("2026-04-04 12:00", "Tue 2026-04-07 08:30"),  # Easter Monday
        ("2026-04-06 12:00", "Tue 2026-04-07 08:30"),
    ],
)
def test_the_weekly_digest_opens_the_working_week(after: str, digest: str) -> None:
    assert shown(next_weekly_digest(paris(after), OFFICE)) == digest
