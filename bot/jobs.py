"""The scheduler: ticks without logic of their own, whatever becomes of the wall clock."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import SystemClock
from bot.logs import described

log = structlog.get_logger()

Job = Callable[[], Coroutine[object, object, None]]

FINISH_SECONDS = 3
LOOK_SECONDS = 1.0
"""How often, by seconds that nobody can set, the jobs are looked at."""


class _Pause(BaseTrigger):  # type: ignore[misc]  # the library ships no types
    """One call a pause after the other, counted from now.

    Its own interval would go through every call that a clock set forward a month left out.
    """

    def __init__(self, pause: timedelta) -> None:
        self.pause = pause

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self.pause


class Jobs:
    """APScheduler, told once what to call and how often; the database remembers the rest.

    It asks the wall clock when to wake, so a clock set back a month would stop every tick for a
    month: a job that is further off than its pause is called at once, and goes on from there. A
    job is never begun while it still runs.
    """

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self._known: list[tuple[timedelta, Job]] = []
        self._watch: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # a tick that was late or missed is made up for once, never dropped
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )

    def every(self, pause: timedelta, job: Job, *, at_once: bool = False) -> None:
        """Call `job` again and again, `pause` after pause, the first time now or after one."""
        self._known.append((pause, job))
        first = {"next_run_time": _wall()} if at_once else {}
        self._scheduler.add_job(self._call, _Pause(pause), [job], **first)

    async def catch_up(self, within: timedelta) -> None:
        """Call now, one after another, the jobs whose pause is `within` or shorter."""
        for pause, job in self._known:
            if pause <= within:
                await job()

    def start(self) -> None:
        self._scheduler.start()
        self._watch = asyncio.create_task(self._bring_near())

    async def stop(self) -> None:
        """Begin nothing more, and let what was begun finish."""
        if self._watch is not None:
            self._watch.cancel()
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=FINISH_SECONDS)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._scheduler.shutdown(wait=False)

    async def _bring_near(self) -> None:
        """Call at once what the wall clock, set back, has moved further off than its pause."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = _wall()
            for job in self._scheduler.get_jobs():
                if job.next_run_time > now + job.trigger.pause:
                    job.modify(next_run_time=now)

    async def _call(self, job: Job) -> None:
        """Have it done, whatever becomes of it: the next time it is called all the same."""
        task = asyncio.create_task(job())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.wait({task})
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("job failed", **described(error))


def _wall() -> datetime:
    return SystemClock().now()
