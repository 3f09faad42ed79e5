"""Team meetings: the rule, its exceptions, and the summary two working days before."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.public_holidays import HolidayRegion
from bot.domain.reports.meetings import (
    InvalidLeadError,
    Meeting,
    MeetingRuleError,
    MeetingSchedule,
    MeetsTooOftenError,
    Move,
    NeverMeetsError,
    UnreadableRuleError,
    check_rule,
    is_on_day_off,
    meetings_between,
    next_meeting,
    summary_due,
)
from bot.domain.school.meeting_exceptions import AS_PLANNED
from bot.domain.school.office import DEFAULT_MEETING_RULE
from tests.support.builders import OFFICE
from tests.support.times import instants, paris, shown, zones

NOW = paris("2026-10-10 12:00")
CALENDAR = WorkingCalendar()
FIRST_TUESDAYS = MeetingSchedule()
NOVEMBER = date(2026, 11, 3)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def at(text: str) -> Meeting:
    return Meeting(starts_at=paris(text), planned_on=date.fromisoformat(text[:10]))


def dates(schedule: MeetingSchedule, *, until: str) -> list[str]:
    found = meetings_between(schedule, NOW, end_at=paris(f"{until} 00:00"))
    return [shown(meeting.starts_at) for meeting in found]


def test_the_team_meets_on_first_tuesdays_at_nine_local_time_summer_and_winter() -> None:
    assert dates(FIRST_TUESDAYS, until="2027-05-01") == [
        "Tue 2026-11-03 09:00",
        "Tue 2026-12-01 09:00",
        "Tue 2027-01-05 09:00",
        "Tue 2027-02-02 09:00",
        "Tue 2027-03-02 09:00",
        "Tue 2027-04-06 09:00",
    ]


def test_the_next_meeting_is_later_than_the_one_that_begins() -> None:
    meeting = next_meeting(FIRST_TUESDAYS, paris("2026-11-03 09:00"))

    assert meeting == at("2026-12-01 09:00")


def test_a_cancelled_meeting_is_not_held() -> None:
    schedule = MeetingSchedule(cancelled=frozenset({NOVEMBER}))

    assert dates(schedule, until="2027-01-01") == ["Tue 2026-12-01 09:00"]


def test_a_moved_meeting_keeps_the_day_it_was_planned_on() -> None:
    schedule = MeetingSchedule(moved=(Move(planned_on=NOVEMBER, to=wall("2026-11-05 14:00")),))

    meeting = next_meeting(schedule, NOW)

    assert meeting == Meeting(starts_at=paris("2026-11-05 14:00"), planned_on=NOVEMBER)
    assert dates(schedule, until="2027-01-01") == ["Thu 2026-11-05 14:00", "Tue 2026-12-01 09:00"]


def test_a_meeting_moved_and_then_cancelled_is_not_held() -> None:
    schedule = MeetingSchedule(
        cancelled=frozenset({NOVEMBER}),
        moved=(Move(planned_on=NOVEMBER, to=wall("2026-11-05 14:00")),),
    )

    assert dates(schedule, until="2027-01-01") == ["Tue 2026-12-01 09:00"]


def test_a_meeting_moved_onto_another_s_time_is_held_with_it() -> None:
    december = date(2026, 12, 1)
    schedule = MeetingSchedule(moved=(Move(planned_on=NOVEMBER, to=wall("2026-12-01 09:00")),))

    found = meetings_between(schedule, NOW, end_at=paris("2027-01-01 00:00"))

    assert [one.planned_on for one in found] == [NOVEMBER, december]
    assert {shown(one.starts_at) for one in found} == {"Tue 2026-12-01 09:00"}


def test_exceptions_to_another_rule_s_meetings_are_none_to_this_one() -> None:
    tenth = wall("2026-11-10 09:00")
    made = AS_PLANNED.with_move(NOVEMBER, tenth).with_cancelled(date(2026, 12, 1)).with_extra(tenth)
    office = replace(OFFICE, meeting_exceptions=made)
    wednesdays = replace(office, meeting_rule="FREQ=MONTHLY;BYDAY=1WE;BYHOUR=9;BYMINUTE=0")

    kept, dropped = MeetingSchedule.of(office), MeetingSchedule.of(wednesdays)

    assert (kept.cancelled, kept.moved) == (frozenset(made.cancelled), made.moved)
    assert (dropped.cancelled, dropped.moved, dropped.extra) == (frozenset(), (), made.extra)


def test_an_extra_meeting_is_held_beside_the_rule() -> None:
    schedule = MeetingSchedule(extra=(wall("2026-10-20 11:00"),))

    assert next_meeting(schedule, NOW) == Meeting(
        starts_at=paris("2026-10-20 11:00"), planned_on=None
    )
    assert dates(schedule, until="2026-12-01") == ["Tue 2026-10-20 11:00", "Tue 2026-11-03 09:00"]


def test_a_rule_that_has_ended_leaves_no_meeting() -> None:
    schedule = MeetingSchedule(rule="FREQ=MONTHLY;BYDAY=1TU;UNTIL=20260701T000000Z")

    assert next_meeting(schedule, NOW) is None
    assert meetings_between(schedule, NOW, end_at=NOW + timedelta(days=365)) == ()


def test_the_summary_comes_two_working_days_before_at_nine() -> None:
    """Friday 30 October, for Tuesday 3 November: the week-end lies between."""
    due_at = summary_due(at("2026-11-03 09:00"), lead_days=2, calendar=CALENDAR)

    assert shown(due_at) == "Fri 2026-10-30 09:00"


@pytest.mark.fault(24)
def test_a_holiday_brings_the_summary_forward() -> None:
    """Tuesday 7 April 2026 follows Easter Monday."""
    due_at = summary_due(at("2026-04-07 09:00"), lead_days=2, calendar=CALENDAR)

    assert shown(due_at) == "Thu 2026-04-02 09:00"


def test_without_a_lead_the_summary_still_precedes_the_meeting() -> None:
    same_day = summary_due(at("2026-11-03 14:00"), lead_days=0, calendar=CALENDAR)
    early = summary_due(at("2026-11-03 08:30"), lead_days=0, calendar=CALENDAR)

    assert shown(same_day) == "Tue 2026-11-03 09:00"
    assert shown(early) == "Tue 2026-11-03 08:30"


@pytest.mark.parametrize("lead_days", [-1, 21])
def test_a_lead_without_sense_is_refused(lead_days: int) -> None:
    with pytest.raises(InvalidLeadError):
        summary_due(at("2026-11-03 09:00"), lead_days=lead_days, calendar=CALENDAR)


def test_a_meeting_on_a_holiday_is_pointed_out() -> None:
    assert is_on_day_off(at("2026-07-14 09:00"), CALENDAR)
    assert not is_on_day_off(at("2026-11-03 09:00"), CALENDAR)
    assert not is_on_day_off(at("2026-07-14 09:00"), WorkingCalendar(region=HolidayRegion.NONE))


@pytest.mark.parametrize(
    "rule",
    [
        DEFAULT_MEETING_RULE,
        "RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=14;BYMINUTE=30",
        "freq=weekly;byday=mo;byhour=9;byminute=0",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
        "DTSTART:20260106T090000 RRULE:FREQ=WEEKLY;INTERVAL=2",
        "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270701T000000Z",
        "FREQ=YEARLY;BYMONTH=1,4,9;BYDAY=2WE",
    ],
)
def test_a_sensible_rule_passes(rule: str) -> None:
    check_rule(rule, NOW)

    assert next_meeting(MeetingSchedule(rule=rule), NOW) is not None


@pytest.mark.parametrize(
    ("rule", "refusal"),
    [
        ("", UnreadableRuleError),
        ("chaque premier mardi", UnreadableRuleError),
        ("BYDAY=1TU", UnreadableRuleError),
        ("FREQ=MONTHLY;BYDAY=1XX", UnreadableRuleError),
        ("FREQ=MONTHLY;BYHOUR=25", UnreadableRuleError),
        ("FREQ=MONTHLY;INTERVAL=0", UnreadableRuleError),
        ("FREQ=MONTHLY;INTERVAL=-1", UnreadableRuleError),
        ("FREQ=MONTHLY;INTERVAL=999999999999", UnreadableRuleError),
        ("FREQ=MONTHLY;UNTIL=99999999999999999999", UnreadableRuleError),
        ("DTSTART;TZID=Europe/Paris:20260106T090000\nRRULE:FREQ=MONTHLY", UnreadableRuleError),
        ("RRULE:FREQ=MONTHLY\nRRULE:FREQ=WEEKLY", UnreadableRuleError),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", NeverMeetsError),
        ("FREQ=MONTHLY;BYDAY=1TU;UNTIL=20250101T000000Z", NeverMeetsError),
        ("FREQ=MONTHLY;COUNT=2", NeverMeetsError),
        ("FREQ=DAILY", MeetsTooOftenError),
        ("FREQ=SECONDLY", MeetsTooOftenError),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", MeetsTooOftenError),
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9,10,11,12", MeetsTooOftenError),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=MO,TU,WE,TH,FR", MeetsTooOftenError),
    ],
)
def test_a_rule_without_sense_is_refused_by_name(
    rule: str, refusal: type[MeetingRuleError]
) -> None:
    with pytest.raises(refusal):
        check_rule(rule, NOW)


@given(
    rule=st.lists(
        st.sampled_from(
            [
                "FREQ=MONTHLY",
                "FREQ=",
                "RRULE:",
                "BYDAY=",
                "1TU",
                "=",
                ";",
                ":",
                " ",
                "DTSTART:",
                "-0",
            ]
        ),
        max_size=8,
    ).map("".join)
)
def test_no_text_makes_the_check_stumble(rule: str) -> None:
    try:
        check_rule(rule, NOW)
    except MeetingRuleError:
        return

    assert next_meeting(MeetingSchedule(rule=rule), NOW) is not None


@given(after=instants, zone=zones)
def test_the_next_meeting_is_the_first_tuesday_at_nine_anywhere(
    after: datetime, zone: ZoneInfo
) -> None:
    meeting = next_meeting(MeetingSchedule(zone=zone), after)

    assert meeting is not None
    assert after < meeting.starts_at <= after + timedelta(days=36)
    local = meeting.starts_at.astimezone(zone)
    assert (local.weekday(), local.hour, local.minute) == (1, 9, 0)
    assert local.day <= 7
