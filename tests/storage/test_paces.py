"""Processes on one database share the pace of each channel."""

import itertools

import pytest

from storage.database import Database
from storage.messages.processes import SendingRate, take_turn
from tests.support.all_at_once import all_at_once

PAUSE = 20.0
"""Seconds, more than asking takes on any machine."""
RATE = SendingRate(pause=PAUSE, burst=3)


def taken(database: Database, channel: str = "C1", *, patience: float = 60 * PAUSE) -> float | None:
    with database.writing() as connection:
        return take_turn(connection, channel, RATE, patience=patience)


def test_after_the_burst_one_a_pause_whoever_asks(database: Database) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    waits = sorted(wait or 0.0 for wait in all_at_once(taken, [database, other] * 10, threads=4))
    other.close()

    # what the twenty took to ask counts: a turn is at an instant, not after a wait
    assert waits[:2] == [0.0, 0.0]
    assert waits[-1] > 10 * PAUSE
    assert all(later - sooner <= PAUSE for sooner, later in itertools.pairwise(waits))


def test_channels_do_not_wait_for_one_another(database: Database) -> None:
    for _ in range(10):
        taken(database, "C1")

    assert taken(database, "C2") == 0.0


def test_too_long_a_wait_takes_no_place(database: Database) -> None:
    waits = [taken(database, patience=2 * PAUSE) for _ in range(12)]
    later = taken(database)

    assert waits[:3] == [0.0, 0.0, 0.0]
    assert waits[-1] is None
    assert later == pytest.approx(2.5 * PAUSE, abs=PAUSE)


def test_a_place_taken_by_a_clock_far_ahead_is_not_waited_for(database: Database) -> None:
    with database.writing() as connection:
        take_turn(connection, "C1", SendingRate(pause=3_000_000, burst=1), patience=60)

    assert taken(database) == 0.0
