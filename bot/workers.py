"""The threads in which database work runs, so that the event loop never waits for a disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

THREADS = 4
"""Enough to overlap PostgreSQL's commits; SQLite writes one at a time anyway, and each thread
keeps memory of its own."""


class Workers:
    """A small pool of threads: one hop for each unit of work."""

    def __init__(self, threads: int = THREADS) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="vigie")

    async def run(
        self, work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Do the work in a thread and wait for it without holding up the loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, partial(work, *args, **kwargs))

    def close(self) -> None:
        """Let what was begun finish."""
        self._pool.shutdown(wait=True)
