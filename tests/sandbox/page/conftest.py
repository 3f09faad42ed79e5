"""A real Chromium on the sandbox's page; without one these tests say so and are skipped."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, ConsoleMessage, Error, Page, async_playwright

from tests.sandbox.page.school import LEA, Json, school
from tests.sandbox.page.stand_in import StandIn, copied

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("the page is tested in Chromium, which this machine lacks")
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


@pytest_asyncio.fixture(loop_scope="session")
async def open_screen(browser: Browser) -> AsyncIterator[Open]:
    """Opens the page on a school of the test's own; its console must stay silent."""
    screens: list[Screen] = []
    runners: list[web.AppRunner] = []

    async def open_one(
        *conversations: Json,
        size: dict[str, int] = DESKTOP,
        dark: bool = False,
        expected: tuple[str, ...] = (),
        **state: object,
    ) -> Screen:
        sandbox = StandIn(copied(school(*conversations, **state)))
        runner = web.AppRunner(sandbox.app, shutdown_timeout=0.1)
        await runner.setup()
        runners.append(runner)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        is_phone = size is PHONE
        context = await browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme="dark" if dark else "light",
            is_mobile=is_phone,
            has_touch=is_phone,
        )
        page = await context.new_page()
        page.set_default_timeout(5000)
        screen = Screen(page=page, sandbox=sandbox, address=f"http://127.0.0.1:{port}")
        watch(page, screen.problems, expected)
        screens.append(screen)
        return screen

    yield open_one
    problems = [problem for screen in screens for problem in screen.problems]
    for screen in screens:
        await screen.page.context.close()
    for runner in runners:
        await runner.cleanup()

    assert problems == []


def watch(page: Page, problems: list[str], expected: tuple[str, ...]) -> None:
    """Notes what the console says, but for what a test expects to provoke."""

    def note(text: str) -> None:
        if not any(part in text for part in expected):
            problems.append(text)

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            note(message.text)

    def on_error(error: Error) -> None:
        note(str(error))

    page.on("console", on_console)
    page.on("pageerror", on_error)
