"""What a clock on the wall shows, on the nights it changes and on the others."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.wall_time import (
    WallTime,
    add_days,
    add_months,
    classify_wall_time,
    instant_of,
    wall_clock,
)
from tests.support.times import PARIS, instants, paris, shown, zones


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("2026-03-29 01:59", WallTime.PLAIN),
        ("2026-03-29 02:30", WallTime.SKIPPED),
        ("2026-03-29 03:00", WallTime.PLAIN),
        ("2026-10-25 01:59", WallTime.PLAIN),
        ("2026-10-25 02:30", WallTime.REPEATED),
        ("2026-10-25 03:00", WallTime.PLAIN),
    ],
)
def test_a_typed_time_may_not_exist_or_come_twice(typed: str, kind: WallTime) -> None:
    assert classify_wall_time(datetime.fromisoformat(typed), PARIS) is kind


def test_a_time_skipped_in_spring_moves_forward() -> None:
    assert shown(paris("2026-03-29 02:30")) == "Sun 2026-03-29 03:30"


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    assert paris("2026-10-25 02:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31 18:00", 1, "2026-02-28 18:00"),
        ("2028-01-31 18:00", 1, "2028-02-29 18:00"),
        ("2028-02-29 18:00", 12, "2029-02-28 18:00"),
        ("2026-08-31 18:00", 1, "2026-09-30 18:00"),
        ("2026-02-28 18:00", 1, "2026-03-28 18:00"),
        ("2026-12-15 18:00", 1, "2027-01-15 18:00"),
        ("2026-10-10 18:00", 1, "2026-11-10 18:00"),
    ],
)
def test_a_month_ends_on_the_like_numbered_day_or_the_last(
    start: str, months: int, end: str
) -> None:
    assert add_months(paris(start), months, PARIS) == paris(end)


@given(instant=instants, zone=zones)
def test_every_instant_shows_a_time_that_exists(instant: datetime, zone: ZoneInfo) -> None:
    assert classify_wall_time(wall_clock(instant, zone), zone) is not WallTime.SKIPPED


@given(instant=instants, zone=zones)
def test_a_wall_time_leads_back_to_its_instant_or_an_hour_before(
    instant: datetime, zone: ZoneInfo
) -> None:
    back = instant_of(wall_clock(instant, zone), zone)

    assert instant - back in {timedelta(), timedelta(hours=1)}


@given(instant=instants, zone=zones, days=st.integers(min_value=-40, max_value=40))
def test_days_keep_the_time_on_the_wall_but_for_the_skipped_hour(
    instant: datetime, zone: ZoneInfo, days: int
) -> None:
    expected = wall_clock(instant, zone) + timedelta(days=days)

    moved = wall_clock(add_days(instant, days, zone), zone)

    assert moved - expected in {timedelta(), timedelta(hours=1)}
