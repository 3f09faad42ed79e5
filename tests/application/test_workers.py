"""Threads for what waits: the loop goes on, and an error is told where it is waited for."""

import asyncio
from threading import Event, current_thread

import pytest

from bot.workers import Workers, run_apart


async def test_what_is_done_apart_is_answered_and_holds_up_no_end() -> None:
    thread = await run_apart(current_thread)

    assert thread.daemon


async def test_an_error_apart_is_raised_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await run_apart(fail)


async def test_what_nobody_waits_for_any_more_ends_by_itself() -> None:
    goes_on, ended = Event(), Event()

    def wait() -> None:
        goes_on.wait()
        ended.set()

    task = asyncio.create_task(run_apart(wait))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    goes_on.set()

    assert await asyncio.to_thread(ended.wait, 30)


async def test_people_wait_for_what_is_asked_in_front_and_not_for_what_is_done_behind() -> None:
    goes_on, workers = Event(), Workers(1)
    behind = workers.behind()

    async def seen_while(one: Workers) -> list[bool]:
        goes_on.clear()
        task = asyncio.create_task(one.run(goes_on.wait))
        await asyncio.sleep(0)
        seen = [workers.people_wait, behind.people_wait]
        goes_on.set()
        await task
        return seen

    assert await seen_while(workers) == [True, True]
    assert await seen_while(behind) == [False, False]
    assert not workers.people_wait
    workers.close()
