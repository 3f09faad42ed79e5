"""The threads in which database work runs, so that the event loop never waits for a disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

THREADS = 4
"""Enough to overlap PostgreSQL's commits; SQLite writes one at a time anyway, and each thread
keeps memory of its own."""


BEHIND = 2
"""How many of them what nobody waits for may hold, so that people always find one free."""


class Workers:
    """A small pool of threads: one hop for each unit of work."""

    def __init__(
        self,
        threads: int = THREADS,
        *,
        pool: ThreadPoolExecutor | None = None,
        turns: asyncio.Semaphore | None = None,
    ) -> None:
        self._pool = pool or ThreadPoolExecutor(threads, thread_name_prefix="vigie")
        self._turns = turns

    def behind(self) -> "Workers":
        """The same threads for ticks and delivery.

        With a database that is locked for long each of their units waits for seconds; were
        they to hold every thread, a submission would not be answered within Slack's three.
        """
        return Workers(pool=self._pool, turns=asyncio.Semaphore(BEHIND))

    async def run(
        self, work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Do the work in a thread and wait for it without holding up the loop."""
        async with self._turns or nullcontext():
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, partial(work, *args, **kwargs))

    def close(self) -> None:
        """Let what was begun finish."""
        self._pool.shutdown(wait=True)
