"""One demo for each module of journeys: the real bot in the sandbox, from a day that stays."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from bot.demo.hosting import Demo
from tests.support.times import RunningFrom, paris
from tests.support.windows import OpenWindow, windows

BEGINS = paris("2026-11-17 09:30")
"""A Tuesday morning."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def demo() -> AsyncIterator[Demo]:
    running = Demo(0, base=RunningFrom(BEGINS))
    await running.start()
    yield running
    await running.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def open_window(browser: Browser, demo: Demo) -> AsyncIterator[OpenWindow]:
    """Opens somebody's window; the console of each must stay silent."""
    async with windows(browser, demo.base_url) as open_one:
        yield open_one
