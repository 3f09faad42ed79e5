"""What the clock does: ticks without logic of their own."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Job = Callable[[], Coroutine[object, object, None]]

DIRECTORY_EVERY = timedelta(hours=6)
"""Events keep the directory fresh; this mends what was missed while Vigie was away."""
FINISH_SECONDS = 3


class Jobs:
    """APScheduler, told once what to call and how often; the database remembers the rest."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[object]] = set()
        self._known: list[tuple[timedelta, Job]] = []
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            # a tick that was late or missed is made up for once, never dropped
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )

    def every(self, pause: timedelta, job: Job, *, at_once: bool = False) -> None:
        """Call `job` again and again, `pause` after pause, the first time now or after one."""
        tracked = self._tracked(job)
        self._known.append((pause, tracked))
        self._scheduler.add_job(tracked, "interval", seconds=pause.total_seconds())
        if at_once:
            self._scheduler.add_job(tracked)

    async def catch_up(self, within: timedelta) -> None:
        """Call now, one after another, the jobs whose pause is `within` or shorter."""
        for pause, job in self._known:
            if pause <= within:
                await job()

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin nothing more, and let what was begun finish."""
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=FINISH_SECONDS)
        self._scheduler.shutdown(wait=False)

    def _tracked(self, job: Job) -> Job:
        async def run() -> None:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101  # a coroutine always runs in one
            self._running.add(task)
            task.add_done_callback(self._running.discard)
            await job()

        return run
