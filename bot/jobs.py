"""What the clock does: ticks without logic of their own."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Job = Callable[[], Awaitable[None]]

DIRECTORY_EVERY = timedelta(hours=6)
"""Events keep the directory fresh; this mends what was missed while Vigie was away."""


class Jobs:
    """APScheduler, told once what to call and how often; the database remembers the rest."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            # a tick that was late or missed is made up for once, never dropped
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )

    def every(self, pause: timedelta, job: Job, *, at_once: bool = False) -> None:
        """Call `job` again and again, `pause` after pause, the first time now or after one."""
        self._scheduler.add_job(job, "interval", seconds=pause.total_seconds())
        if at_once:
            self._scheduler.add_job(job)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
