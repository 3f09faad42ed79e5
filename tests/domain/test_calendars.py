"""Working days, opening hours and holidays, from Lille to the Marquesas."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jours_feries_france import JoursFeries

from bot.domain.calendar.calendars import (
    MONDAY_TO_SATURDAY,
    WHOLE_DAY,
    InvalidHoursError,
    NoWorkingDayError,
    OpeningHours,
    WorkingCalendar,
)
from bot.domain.calendar.public_holidays import HolidayRegion, public_holidays
from bot.domain.calendar.wall_time import wall_clock
from tests.support.times import calendars, instants, paris, shown

OFFICE = WorkingCalendar()
WITH_LUNCH = (
    OpeningHours(opens=time(9), closes=time(12, 30)),
    OpeningHours(opens=time(14), closes=time(18)),
)


def days(*texts: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, texts))


@pytest.mark.parametrize(
    ("region", "own_days"),
    [
        (HolidayRegion.FRANCE, ()),
        (HolidayRegion.ALSACE_MOSELLE, ("2026-04-03", "2026-12-26")),
        (HolidayRegion.MAYOTTE, ("2026-04-27",)),
        (HolidayRegion.MARTINIQUE, ("2026-05-22",)),
        (HolidayRegion.GUADELOUPE, ("2026-05-27",)),
        (HolidayRegion.SAINT_MARTIN, ("2026-05-28",)),
        (HolidayRegion.GUYANE, ("2026-06-10",)),
        (HolidayRegion.SAINT_BARTHELEMY, ("2026-10-09",)),
        (HolidayRegion.REUNION, ("2026-12-20",)),
    ],
)
def test_a_region_adds_its_days_to_the_eleven_national_ones(
    region: HolidayRegion, own_days: Iterable[str]
) -> None:
    national = days(
        "2026-01-01",
        "2026-04-06",
        "2026-05-01",
        "2026-05-08",
        "2026-05-14",
        "2026-05-25",
        "2026-07-14",
        "2026-08-15",
        "2026-11-01",
        "2026-11-11",
        "2026-12-25",
    )

    assert public_holidays(region, 2026) == national | days(*own_days)


ELSEWHERE = {
    HolidayRegion.FRANCE: "Métropole",
    HolidayRegion.ALSACE_MOSELLE: "Alsace-Moselle",
    HolidayRegion.GUADELOUPE: "Guadeloupe",
    HolidayRegion.MARTINIQUE: "Martinique",
    HolidayRegion.GUYANE: "Guyane",
    HolidayRegion.REUNION: "La Réunion",
    HolidayRegion.MAYOTTE: "Mayotte",
    HolidayRegion.SAINT_MARTIN: "Saint-Martin",
    HolidayRegion.SAINT_BARTHELEMY: "Saint-Barthélémy",
}
"""By the names that the library of the field knows them by."""


@pytest.mark.parametrize("region", ELSEWHERE)
def test_holidays_are_those_that_others_reckon(region: HolidayRegion) -> None:
    """From 1982 on, since when 8 May is one without a break."""
    assert ELSEWHERE.keys() == set(HolidayRegion) - {HolidayRegion.NONE}
    for year in range(1982, 2600):
        theirs = JoursFeries.for_year(year, zone=ELSEWHERE[region]).values()

        assert public_holidays(region, year) == set(theirs), year


def test_without_a_region_there_are_no_holidays() -> None:
    assert WorkingCalendar(region=HolidayRegion.NONE).is_working_day(date(2026, 5, 1))


def test_a_school_has_its_own_days_off_and_days_worked() -> None:
    """Saint-Martin by the older text: 27 May off, 28 May worked."""
    calendar = WorkingCalendar(
        region=HolidayRegion.SAINT_MARTIN,
        closed_on=days("2026-05-27"),
        open_on=days("2026-05-28"),
    )

    assert not calendar.is_working_day(date(2026, 5, 27))
    assert calendar.is_working_day(date(2026, 5, 28))


def test_a_school_may_work_on_saturdays() -> None:
    calendar = WorkingCalendar(weekdays=MONDAY_TO_SATURDAY)

    assert calendar.is_working_day(date(2026, 11, 14))
    assert not calendar.is_working_day(date(2026, 11, 15))


def test_working_days_are_counted_over_a_bridge() -> None:
    """Ascension Thursday, the Friday taken off, and the week-end."""
    calendar = WorkingCalendar(closed_on=days("2026-05-15"))

    assert calendar.working_day_after(date(2026, 5, 13)) == date(2026, 5, 18)
    assert calendar.working_day_before(date(2026, 5, 18), 2) == date(2026, 5, 12)


def test_a_working_hour_runs_over_the_lunch_break_and_the_night() -> None:
    calendar = WorkingCalendar(office_hours=WITH_LUNCH)

    noon = calendar.add_working_time(paris("2026-11-13 12:10"), timedelta(hours=1))
    evening = calendar.add_working_time(paris("2026-11-13 17:40"), timedelta(hours=1))
    night = calendar.add_working_time(paris("2026-11-14 03:00"), timedelta(hours=1))

    assert shown(noon) == "Fri 2026-11-13 14:40"
    assert shown(evening) == "Mon 2026-11-16 09:40"
    assert shown(night) == "Mon 2026-11-16 10:00"


def test_a_delay_that_fills_a_span_ends_at_its_closing() -> None:
    end = OFFICE.add_working_time(paris("2026-11-13 17:30"), timedelta(hours=1))

    assert shown(end) == "Fri 2026-11-13 18:30"


def test_a_day_of_23_hours_holds_23_hours() -> None:
    calendar = WorkingCalendar(weekdays=frozenset(range(7)))
    start = paris("2026-03-29 00:00")

    end = calendar.add_working_time(start, timedelta(hours=24), hours=(WHOLE_DAY,))

    assert shown(end) == "Mon 2026-03-30 01:00"


@pytest.mark.parametrize(
    ("instant", "last_open"),
    [
        ("2026-11-13 17:50", "Fri 2026-11-13 17:50"),
        ("2026-11-13 18:30", "Fri 2026-11-13 18:25"),
        ("2026-11-15 17:50", "Fri 2026-11-13 18:25"),
        ("2026-11-16 07:59", "Fri 2026-11-13 18:25"),
        ("2026-11-16 08:00", "Mon 2026-11-16 08:00"),
        ("2026-04-07 06:00", "Fri 2026-04-03 18:25"),  # Easter Monday
        ("2026-05-09 12:00", "Thu 2026-05-07 18:25"),  # 8 May, a Friday
        ("2026-05-01 12:00", "Thu 2026-04-30 18:25"),
    ],
)
def test_the_last_open_moment_leaves_time_to_send(instant: str, last_open: str) -> None:
    assert shown(OFFICE.latest_open_moment_before(paris(instant))) == last_open


def test_the_next_open_moment_is_now_or_the_next_morning() -> None:
    assert shown(OFFICE.next_open_moment(paris("2026-11-13 10:00"))) == "Fri 2026-11-13 10:00"
    assert shown(OFFICE.next_open_moment(paris("2026-11-13 18:28"))) == "Mon 2026-11-16 08:00"


def test_hours_are_those_of_the_person_s_own_zone() -> None:
    away = ZoneInfo("Indian/Reunion")

    moment = OFFICE.in_zone(away).next_open_moment(paris("2026-11-13 17:50"))

    assert shown(moment, away) == "Mon 2026-11-16 08:00"


@pytest.mark.parametrize("ask", ["next_open_moment", "latest_open_moment_before"])
def test_a_calendar_without_working_days_says_so(ask: str) -> None:
    years = range(2024, 2030)
    every_day = frozenset(
        date(year, 1, 1) + timedelta(days=n) for year in years for n in range(366)
    )
    calendar = WorkingCalendar(closed_on=every_day)

    with pytest.raises(NoWorkingDayError):
        getattr(calendar, ask)(datetime(2026, 11, 13, tzinfo=UTC))

    with pytest.raises(NoWorkingDayError):
        calendar.add_working_time(datetime(2026, 11, 13, tzinfo=UTC), timedelta(hours=1))


def test_a_week_without_working_days_is_refused_at_once() -> None:
    with pytest.raises(NoWorkingDayError):
        WorkingCalendar(weekdays=frozenset())


def test_hours_that_close_before_they_open_are_refused() -> None:
    with pytest.raises(InvalidHoursError):
        OpeningHours(opens=time(18), closes=time(8))


@pytest.mark.parametrize("hours", [(), WITH_LUNCH[::-1], (WHOLE_DAY, *WITH_LUNCH)])
def test_office_hours_that_are_empty_or_overlap_are_refused(
    hours: tuple[OpeningHours, ...],
) -> None:
    with pytest.raises(InvalidHoursError):
        WorkingCalendar(office_hours=hours)


@given(calendar=calendars, instant=instants)
def test_people_are_only_disturbed_in_their_hours(
    calendar: WorkingCalendar, instant: datetime
) -> None:
    before = calendar.latest_open_moment_before(instant)
    after = calendar.next_open_moment(instant)

    assert before <= instant <= after
    for moment in (before, after):
        wall = wall_clock(moment, calendar.zone)
        assert calendar.is_working_day(wall.date())
        assert time(8) <= wall.time() <= time(18, 25)


@given(calendar=calendars, one=instants, other=instants)
def test_moving_to_an_open_moment_keeps_the_order(
    calendar: WorkingCalendar, one: datetime, other: datetime
) -> None:
    first, second = sorted((one, other))

    assert calendar.next_open_moment(first) <= calendar.next_open_moment(second)
    assert calendar.latest_open_moment_before(first) <= calendar.latest_open_moment_before(second)


@given(
    calendar=calendars,
    start=instants,
    one=st.timedeltas(timedelta(), timedelta(days=6)),
    other=st.timedeltas(timedelta(minutes=1), timedelta(days=6)),
)
def test_working_time_adds_up(
    calendar: WorkingCalendar, start: datetime, one: timedelta, other: timedelta
) -> None:
    at_once = calendar.add_working_time(start, one + other)

    in_two = calendar.add_working_time(calendar.add_working_time(start, one), other)

    assert at_once == in_two
    assert at_once >= start + one + other
