"""Jobs are called whatever becomes of the wall clock, one at a time, whatever becomes of them."""

import asyncio
import time
from datetime import datetime, timedelta, tzinfo

import pytest

from bot.jobs import Jobs

PAUSE = timedelta(milliseconds=20)


class Counter:
    """A job that counts its calls, and may fail or dawdle."""

    def __init__(self, *, fails: bool = False, dawdles: bool = False) -> None:
        self.calls = 0
        self.at_once = 0
        self.most_at_once = 0
        self._fails = fails
        self._dawdles = dawdles

    async def __call__(self) -> None:
        self.calls += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        if self._dawdles:
            await asyncio.sleep(3 * PAUSE.total_seconds())
        self.at_once -= 1
        if self._fails:
            raise LookupError

    async def called(self, times: int) -> None:
        """Wait until it was called so often."""
        async with asyncio.timeout(30):
            while self.calls < times:
                await asyncio.sleep(0.005)


async def test_a_job_that_fails_is_called_again() -> None:
    jobs, job = Jobs(), Counter(fails=True)
    jobs.every(PAUSE, job)
    jobs.start()
    await job.called(3)
    await jobs.stop()

    assert job.calls >= 3


async def test_a_slow_job_holds_up_no_other_and_is_not_begun_twice() -> None:
    jobs, slow, quick = Jobs(), Counter(dawdles=True), Counter()
    jobs.every(PAUSE, slow, at_once=True)
    jobs.every(PAUSE, quick)
    jobs.start()
    await slow.called(3)
    await jobs.stop()

    assert slow.most_at_once == 1
    assert quick.calls >= 3


async def test_what_was_begun_is_finished_and_nothing_more_begun() -> None:
    jobs, job = Jobs(), Counter(dawdles=True)
    jobs.every(PAUSE, job, at_once=True)
    jobs.start()
    await job.called(1)
    await jobs.stop()
    calls = job.calls
    await asyncio.sleep(4 * PAUSE.total_seconds())

    assert (job.at_once, job.calls) == (0, calls)


async def test_catching_up_calls_what_comes_often() -> None:
    jobs, often, seldom = Jobs(), Counter(), Counter()
    jobs.every(PAUSE, often)
    jobs.every(timedelta(hours=1), seldom)
    await jobs.catch_up(timedelta(seconds=1))

    assert (often.calls, seldom.calls) == (1, 0)


@pytest.mark.parametrize("leap", [-timedelta(days=30), timedelta(days=30)])
async def test_a_wall_clock_that_leaps_stops_nothing(
    leap: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs, job = Jobs(), Counter()
    jobs.every(timedelta(milliseconds=200), job)
    jobs.start()
    await job.called(1)
    set_wall_clock(monkeypatch, by=leap)
    before = job.calls
    await job.called(before + 3)
    set_wall_clock(monkeypatch, by=timedelta())
    await job.called(before + 6)
    await jobs.stop()

    assert job.calls >= before + 6


def set_wall_clock(monkeypatch: pytest.MonkeyPatch, *, by: timedelta) -> None:
    """Have the scheduler and ourselves read another time; the event loop's own seconds go on."""

    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Moved":
            return cls.fromtimestamp(time.time() + by.total_seconds(), tz)

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Moved)
    monkeypatch.setattr("bot.clock.datetime", Moved)
