"""Months and half-years: their names, their neighbours and the instants that bound them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.periods import Month, Period, Semester, UnreadablePeriodError, parse_period
from tests.support.times import PARIS, instants, zones

OCTOBER = Month(year=2026, month=10)
FIRST_HALF = Semester(year=2026, half=1)
NOUMEA = ZoneInfo("Pacific/Noumea")

periods = st.one_of(
    st.builds(Month, year=st.integers(2001, 2998), month=st.integers(1, 12)),
    st.builds(Semester, year=st.integers(2001, 2998), half=st.integers(1, 2)),
)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-10", OCTOBER),
        (" 2026-01 ", Month(year=2026, month=1)),
        ("2026-S1", FIRST_HALF),
        ("2026-s2", Semester(year=2026, half=2)),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-0", "2026-13", "2026-00", "2026-S3", "0000-01", "10-2026", "٢٠٢٦-10"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePeriodError):
        parse_period(text)


@pytest.mark.parametrize(("year", "month"), [(1999, 12), (3000, 1), (2026, 0), (2026, 13)])
def test_no_month_lies_outside_the_calendar(year: int, month: int) -> None:
    with pytest.raises(UnreadablePeriodError):
        Month(year=year, month=month)


@given(period=periods)
def test_a_period_s_name_reads_as_itself(period: Period) -> None:
    assert parse_period(str(period)) == period


@given(period=periods)
def test_the_next_period_s_previous_is_the_period(period: Period) -> None:
    assert period.next.previous == period
    assert period.previous.next == period


@given(period=periods, zone=zones)
def test_periods_follow_without_a_gap_or_an_overlap(period: Period, zone: ZoneInfo) -> None:
    assert period.interval(zone).end_at == period.next.interval(zone).start_at


@given(instant=instants, zone=zones)
def test_an_instant_lies_in_its_own_month_and_half_year(instant: datetime, zone: ZoneInfo) -> None:
    month, semester = Month.of(instant, zone), Semester.of(instant, zone)

    assert instant in month.interval(zone)
    assert instant in semester.interval(zone)
    assert month in semester.months


def test_a_month_begins_and_ends_at_local_midnight() -> None:
    """October 2026 begins in summer time and ends in winter time."""
    october = OCTOBER.interval(PARIS)

    assert october.start_at == datetime(2026, 9, 30, 22, tzinfo=UTC)
    assert october.end_at == datetime(2026, 10, 31, 23, tzinfo=UTC)
    assert october.start_at in october
    assert october.end_at not in october


def test_one_instant_lies_in_other_months_elsewhere() -> None:
    instant = datetime(2026, 9, 30, 20, tzinfo=UTC)

    assert Month.of(instant, PARIS) == Month(year=2026, month=9)
    assert Month.of(instant, NOUMEA) == OCTOBER


def test_a_month_is_compared_with_the_one_before_and_a_year_before() -> None:
    january = Month(year=2026, month=1)

    assert january.previous == Month(year=2025, month=12)
    assert january.last_year == Month(year=2025, month=1)


def test_twelve_rolling_months_end_with_this_one() -> None:
    months = OCTOBER.rolling_twelve

    assert len(months) == 12
    assert str(months[0]) == "2025-11"
    assert months[-1] == OCTOBER
    assert list(months) == sorted(months)


def test_a_half_year_has_six_months_and_a_like_one_a_year_before() -> None:
    second = FIRST_HALF.next

    assert [str(month) for month in second.months] == [f"2026-{n:02}" for n in range(7, 13)]
    assert str(second.first_day) == "2026-07-01"
    assert second.last_year == Semester(year=2025, half=2)
