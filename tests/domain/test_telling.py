"""When each month is told: at the first meeting that discusses it, or on a day of its own."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.periods import Month
from bot.domain.calendar.wall_time import ALWAYS
from bot.domain.reports.telling import Beginnings, Telling, asked_at, own_day_of, telling_of
from bot.domain.school.meeting_exceptions import MeetingExceptions
from bot.domain.school.office import Office
from tests.support.builders import OFFICE
from tests.support.times import paris, shown

OCTOBER = Month(year=2026, month=10)
LONG_AT_WORK = Beginnings(began_at=ALWAYS, rule_since=ALWAYS)
USUAL = MeetingExceptions()


def office(exceptions: MeetingExceptions = USUAL, **given: Any) -> Office:
    return replace(OFFICE, meeting_exceptions=exceptions, **given)


def told(month: Month, school: Office, since: Beginnings = LONG_AT_WORK) -> tuple[str, str | None]:
    """When a month is told, and when the meeting is that it is told for."""
    found = telling_of(month, school, since)
    return shown(found.due_at), shown(found.meeting.starts_at) if found.meeting else None


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_month_is_told_before_the_meeting_that_discusses_it() -> None:
    assert told(OCTOBER, office()) == ("Fri 2026-10-30 09:00", "Tue 2026-11-03 09:00")


def test_without_its_meeting_a_month_is_told_with_the_next_one() -> None:
    cancelled = office(USUAL.with_cancelled(date(2026, 11, 3)))
    next_one = ("Fri 2026-11-27 09:00", "Tue 2026-12-01 09:00")

    assert told(OCTOBER, cancelled) == told(OCTOBER.next, cancelled) == next_one


def test_a_meeting_moved_onto_another_s_time_hides_neither_month() -> None:
    november, december = OCTOBER.next, OCTOBER.shifted(2)
    moved = office(USUAL.with_move(date(2026, 12, 1), wall("2027-01-05 09:00")))

    assert told(november, moved) == told(december, moved)
    assert told(december, moved) == ("Thu 2026-12-31 09:00", "Tue 2027-01-05 09:00")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=1,5,9;BYDAY=1TU;BYHOUR=9;BYMINUTE=0",
        "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20260901T000000",
    ],
)
def test_without_a_meeting_in_time_each_month_is_told_as_the_next_one_ends(rule: str) -> None:
    months = [OCTOBER.previous, OCTOBER, OCTOBER.shifted(3)]
    days = ["Mon 2026-11-02 09:00", "Mon 2026-11-30 09:00", "Mon 2027-03-01 09:00"]

    assert [told(month, office(meeting_rule=rule)) for month in months] == [
        (day, None) for day in days
    ]


def test_a_month_without_a_working_day_is_no_way_to_tell_one_before_it_is_over() -> None:
    august = frozenset(date(2026, 8, day) for day in range(1, 32))
    closed = office(closed_on=august)

    assert shown(own_day_of(Month(year=2026, month=7), closed)) == "Tue 2026-09-01 09:00"


def test_a_meeting_of_before_the_rule_was_never_held() -> None:
    saved = Beginnings(began_at=ALWAYS, rule_since=paris("2026-11-10 10:00"))

    assert told(OCTOBER, office(), saved) == ("Fri 2026-11-27 09:00", "Tue 2026-12-01 09:00")


def test_a_school_is_not_told_for_a_meeting_whose_summary_was_due_before_it_began() -> None:
    begun = Beginnings(began_at=paris("2026-10-30 10:00"), rule_since=ALWAYS)

    assert told(OCTOBER, office(), begun) == ("Fri 2026-11-27 09:00", "Tue 2026-12-01 09:00")


def test_a_meeting_held_before_the_month_discusses_another_one() -> None:
    early = office(USUAL.with_move(date(2026, 11, 3), wall("2026-09-29 14:00")))

    assert told(OCTOBER, early) == ("Fri 2026-11-27 09:00", "Tue 2026-12-01 09:00")


def test_activity_is_asked_for_on_the_working_day_before_the_fifth_day_before() -> None:
    january = telling_of(Month(year=2026, month=12), office(), LONG_AT_WORK)

    assert shown(january.due_at) == "Thu 2026-12-31 09:00"
    assert shown(asked_at(january, OFFICE)) == "Thu 2026-12-24 09:00"


DAYS = st.dates(date(2026, 9, 1), date(2027, 6, 30))
MOMENTS = st.builds(datetime.combine, DAYS, st.times())


@given(
    rule=st.sampled_from(
        [
            OFFICE.meeting_rule,
            "FREQ=WEEKLY;BYDAY=TU;BYHOUR=9;BYMINUTE=0",
            "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=14;BYMINUTE=30",
            "FREQ=YEARLY;BYMONTH=1,4,9;BYDAY=2WE",
        ]
    ),
    cancelled=st.lists(DAYS, max_size=20),
    moved=st.lists(st.tuples(DAYS, MOMENTS), max_size=5),
    lead=st.integers(0, 20),
    since=MOMENTS,
)
def test_whatever_becomes_of_meetings_a_month_is_told_between_its_begin_and_its_own_day(
    *,
    rule: str,
    cancelled: list[date],
    moved: list[tuple[date, datetime]],
    lead: int,
    since: datetime,
) -> None:
    made = USUAL
    for day in cancelled:
        made = made.with_cancelled(day)
    for day, to in moved:
        made = made.with_move(day, to)
    school = office(made, meeting_rule=rule, summary_lead_days=lead)
    begun = Beginnings(began_at=ALWAYS, rule_since=since.replace(tzinfo=UTC))
    found = [telling_of(month, school, begun) for month in OCTOBER.through(OCTOBER.shifted(5))]

    assert all(in_time(one, school) for one in found)


def in_time(one: Telling, school: Office) -> bool:
    begins_at = one.month.interval(school.zone).start_at
    return begins_at <= one.due_at <= own_day_of(one.month, school)
