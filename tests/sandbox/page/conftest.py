"""A real Chromium on the sandbox's page; without one these tests say so and are skipped."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.sandbox.page.school import LEA, Json, school
from tests.sandbox.page.stand_in import StandIn, copied
from tests.support.browser import ARGUMENTS, CHROMIUM
from tests.support.windows import DESKTOP as DESKTOP  # noqa: PLC0414  # for the tests beside
from tests.support.windows import PHONE as PHONE  # noqa: PLC0414
from tests.support.windows import watch


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("the page is tested in Chromium, which this machine lacks")
    expect.set_options(timeout=30_000)
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        await opened.close()


@dataclass
class Screen:
    """One person's window, the sandbox behind it, and what its console complained about."""

    page: Page
    sandbox: StandIn
    address: str
    problems: list[str] = field(default_factory=list)

    async def see(self, person: str = LEA, *, channel: str = "", **place: str) -> None:
        query = "".join(f"&{name}={value}" for name, value in place.items() if value)
        at = f"&channel={channel}" if channel else ""
        await self.page.goto(f"{self.address}/?as={person}{at}{query}")
        await self.page.locator(".sidebar .conversation-link").first.wait_for(state="attached")

    async def has_sideways_scroll(self) -> bool:
        width: int = await self.page.evaluate("document.documentElement.scrollWidth")
        seen: int = await self.page.evaluate("innerWidth")
        return width > seen


Open = Callable[..., Awaitable[Screen]]


@dataclass
class Workshop:
    """What tests have one after another, as it takes long to make: contexts and servers."""

    browser: Browser
    contexts: dict[tuple[bool, bool], BrowserContext] = field(default_factory=dict)
    servers: list[tuple[StandIn, str]] = field(default_factory=list)
    runners: list[web.AppRunner] = field(default_factory=list)

    async def page(self, *, is_phone: bool, dark: bool, size: dict[str, int]) -> Page:
        key = (is_phone, dark)
        if key not in self.contexts:
            self.contexts[key] = await self.browser.new_context(
                color_scheme="dark" if dark else "light", is_mobile=is_phone, has_touch=is_phone
            )
        page = await self.contexts[key].new_page()
        await page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.set_default_timeout(30_000)
        return page

    async def server(self, number: int) -> tuple[StandIn, str]:
        """The stand-in of a test's first, second … screen, and its address."""
        if number == len(self.servers):
            sandbox = StandIn()
            runner = web.AppRunner(sandbox.app, shutdown_timeout=0.1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self.runners.append(runner)
            self.servers.append((sandbox, f"http://127.0.0.1:{runner.addresses[0][1]}"))
        return self.servers[number]

    async def tidy(self) -> None:
        """Close every page, those that pages opened too."""
        for context in self.contexts.values():
            for page in context.pages:
                await page.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def workshop(browser: Browser) -> AsyncIterator[Workshop]:
    made = Workshop(browser)
    yield made
    for context in made.contexts.values():
        await context.close()
    for runner in made.runners:
        await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="session")
async def open_screen(workshop: Workshop) -> AsyncIterator[Open]:
    """Opens the page on a school of the test's own; its console must stay silent."""
    screens: list[Screen] = []

    async def open_one(
        *conversations: Json,
        size: dict[str, int] = DESKTOP,
        dark: bool = False,
        expected: tuple[str, ...] = (),
        **state: Any,
    ) -> Screen:
        sandbox, address = await workshop.server(len(screens))
        sandbox.begin(copied(school(*conversations, **state)))
        page = await workshop.page(is_phone=size is PHONE, dark=dark, size=size)
        screen = Screen(page=page, sandbox=sandbox, address=address)
        watch(page, screen.problems, expected)
        screens.append(screen)
        return screen

    yield open_one
    problems = [problem for screen in screens for problem in screen.problems]
    await workshop.tidy()

    assert problems == []
