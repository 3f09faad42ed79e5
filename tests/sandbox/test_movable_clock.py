"""The sandbox's clock runs with the system's and only goes forward."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bot.clock import MovableClock

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@time_machine.travel(NOON, tick=False)
def test_it_tells_the_systems_time_until_it_is_moved() -> None:
    clock = MovableClock()
    before = clock.now()
    clock.advance(timedelta(days=1, hours=2))

    assert before == NOON
    assert clock.now() == NOON + timedelta(hours=26)


def test_it_goes_on_running_after_it_was_moved() -> None:
    clock = MovableClock()
    with time_machine.travel(NOON, tick=False) as system:
        clock.advance(timedelta(hours=1))
        system.shift(timedelta(minutes=5))

        assert clock.now() == NOON + timedelta(hours=1, minutes=5)


def test_it_never_goes_back() -> None:
    with pytest.raises(ValueError, match="does not go back"):
        MovableClock().advance(timedelta(seconds=-1))
