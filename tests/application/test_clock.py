"""The machine's clock is held against Slack's, and gives way to it while it is wrong."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import TOLERATED, CheckedClock, ahead_by

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIVE_WEEKS = timedelta(weeks=5)


class Wall:
    """A clock that people set, and seconds that they cannot."""

    def __init__(self) -> None:
        self.true = NOON
        self.off = timedelta()

    def now(self) -> datetime:
        return self.true + self.off

    def elapsed(self) -> float:
        return (self.true - NOON).total_seconds()

    def answer(self, clock: CheckedClock) -> None:
        clock.hear(header(self.true), asked_at=self.now())


def header(at: datetime) -> str:
    return format_datetime(at, usegmt=True)


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def clock(wall: Wall) -> CheckedClock:
    return CheckedClock(wall)


@given(
    off=st.timedeltas(-FIVE_WEEKS, FIVE_WEEKS),
    took=st.timedeltas(timedelta(), timedelta(seconds=30)),
)
def test_the_difference_is_never_more_than_it_is(off: timedelta, took: timedelta) -> None:
    asked_at, theirs = NOON, (NOON - off).replace(microsecond=0)
    found = ahead_by(header(theirs), asked_at=asked_at, answered_at=asked_at + took)

    assert found is not None
    assert abs(found) <= abs(asked_at - theirs)
    assert theirs + found in (asked_at, asked_at + took) or found == timedelta()


@pytest.mark.parametrize("said", ["", "yesterday", "2026-11-29T12:00:00Z"])
def test_what_is_no_date_is_not_compared(said: str) -> None:
    assert ahead_by(said, asked_at=NOON, answered_at=NOON) is None


def test_two_minutes_are_tolerated_and_more_are_not(wall: Wall, clock: CheckedClock) -> None:
    for off, is_wrong in ((TOLERATED, False), (TOLERATED + timedelta(seconds=1), True)):
        for sign in (1, -1):
            wall.off = sign * off
            wall.answer(clock)

            assert clock.is_wrong is is_wrong


@pytest.mark.parametrize("off", [FIVE_WEEKS, -FIVE_WEEKS, HOUR, -HOUR])
def test_while_it_is_wrong_slack_s_time_goes_on(
    off: timedelta, wall: Wall, clock: CheckedClock
) -> None:
    wall.off = off
    wall.answer(clock)
    wall.true += HOUR

    assert clock.now() == wall.true
    assert clock.ahead == off


def test_put_right_it_is_believed_at_once(wall: Wall, clock: CheckedClock) -> None:
    wall.off = FIVE_WEEKS
    wall.answer(clock)
    wall.true += HOUR
    wall.off = timedelta(seconds=1)

    assert clock.now() == wall.now()
    assert not clock.is_wrong


def test_a_machine_that_slept_uncounted_is_believed(wall: Wall, clock: CheckedClock) -> None:
    wall.answer(clock)
    wall.off = 8 * HOUR

    assert clock.now() == wall.now()
    assert clock.is_to_be_compared(every=24 * HOUR)


def test_a_clock_moved_while_an_answer_was_under_way_is_not_taken_for_wrong(
    wall: Wall, clock: CheckedClock
) -> None:
    asked_at = wall.now()
    wall.off = FIVE_WEEKS
    clock.hear(header(wall.true), asked_at=asked_at)

    assert not clock.is_wrong


def test_it_is_compared_each_hour_and_always_while_wrong(wall: Wall, clock: CheckedClock) -> None:
    never_heard = clock.is_to_be_compared(every=HOUR)
    wall.answer(clock)
    just_heard = clock.is_to_be_compared(every=HOUR)
    wall.true += HOUR
    an_hour_later = clock.is_to_be_compared(every=HOUR)
    wall.off = HOUR
    wall.answer(clock)

    assert (never_heard, just_heard, an_hour_later) == (True, False, True)
    assert clock.is_to_be_compared(every=HOUR)
