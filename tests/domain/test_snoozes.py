"""How long « Me le rappeler » lasts."""

import pytest

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.deadlines.reminders import Snooze, snoozed
from tests.support.times import paris, shown

OFFICE = WorkingCalendar()
FAR = paris("2026-12-24 12:00")


@pytest.mark.parametrize(
    ("choice", "now", "again"),
    [
        (Snooze.TWO_HOURS, "2026-11-17 10:00", "Tue 2026-11-17 12:00"),
        (Snooze.TWO_HOURS, "2026-11-17 17:00", "Wed 2026-11-18 08:00"),
        (Snooze.TOMORROW_MORNING, "2026-11-17 10:00", "Wed 2026-11-18 08:00"),
        (Snooze.TOMORROW_MORNING, "2026-11-13 10:00", "Mon 2026-11-16 08:00"),
        (Snooze.TOMORROW_MORNING, "2026-11-10 10:00", "Thu 2026-11-12 08:00"),
        (Snooze.MONDAY, "2026-11-17 10:00", "Mon 2026-11-23 08:00"),
        (Snooze.MONDAY, "2026-11-16 07:00", "Mon 2026-11-23 08:00"),
        (Snooze.MONDAY, "2026-04-02 10:00", "Tue 2026-04-07 08:00"),
    ],
)
def test_a_snooze_ends_in_people_s_hours(choice: Snooze, now: str, again: str) -> None:
    assert shown(snoozed(choice, paris(now), due_at=FAR, calendar=OFFICE)) == again


def test_a_snooze_past_the_deadline_ends_at_the_last_open_moment_before_it() -> None:
    """Friday noon, due on Sunday: « lundi » would be too late."""
    moment = snoozed(
        Snooze.MONDAY,
        paris("2026-11-13 12:00"),
        due_at=paris("2026-11-15 17:50"),
        calendar=OFFICE,
    )

    assert shown(moment) == "Fri 2026-11-13 18:25"


def test_with_no_open_moment_left_a_snooze_ends_with_the_deadline() -> None:
    due_at = paris("2026-11-15 17:50")

    moment = snoozed(Snooze.MONDAY, paris("2026-11-14 12:00"), due_at=due_at, calendar=OFFICE)

    assert moment == due_at


def test_what_is_already_late_may_still_wait() -> None:
    now = paris("2026-11-17 10:00")

    moment = snoozed(Snooze.TWO_HOURS, now, due_at=paris("2026-11-16 10:00"), calendar=OFFICE)

    assert shown(moment) == "Tue 2026-11-17 12:00"
