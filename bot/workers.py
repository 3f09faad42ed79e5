"""The threads in which database work runs, so that the event loop never waits for a disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from threading import Thread
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
        front: "Workers | None" = None,
    ) -> None:
        self._pool = pool or ThreadPoolExecutor(threads, thread_name_prefix="vigie")
        self._turns = turns
        self._front = front
        self._under_way = 0

    def behind(self) -> "Workers":
        """These threads, shared with ticks and delivery.

        With a database that is locked for long each of their units waits for seconds; were
        they to hold every thread, a submission would not be answered within Slack's three.
        """
        return Workers(pool=self._pool, turns=asyncio.Semaphore(BEHIND), front=self)

    @property
    def people_wait(self) -> bool:
        """Whether work is under way, or waits for a thread, that somebody waits for.

        Asked from any thread.
        """
        return self._under_way > 0 if self._front is None else self._front.people_wait

    async def run(
        self, work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Do the work in a thread and wait for it without holding up the loop."""
        async with self._turns or nullcontext():
            loop = asyncio.get_running_loop()
            self._under_way += 1
            try:
                return await loop.run_in_executor(self._pool, partial(work, *args, **kwargs))
            finally:
                self._under_way -= 1

    def close(self) -> None:
        """Let what was begun finish."""
        self._pool.shutdown(wait=True)


async def run_apart(work: Callable[[], Result]) -> Result:
    """Do the work in a thread of its own, for which neither a stop nor the program's end waits.

    For servers elsewhere, which may be silent for a minute.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(outcome: Callable[[], None]) -> None:
        if not done.done():  # nobody waits any more
            outcome()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001  # told where it is waited for
            told = partial(done.set_exception, error)
        else:
            told = partial(done.set_result, result)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, told)

    Thread(target=run, name="vigie apart", daemon=True).start()
    return await done
