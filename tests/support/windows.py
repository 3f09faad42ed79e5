"""People's browser windows on the demo: what they type, press and read on the real page."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, ConsoleMessage, Error, Locator, Page

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
PATIENCE_MS = 60_000


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


@dataclass(frozen=True, slots=True)
class Window:
    """One person's window."""

    page: Page
    base_url: str
    problems: list[str] = field(default_factory=list)

    async def see(self, user: str, *, channel: str = "", tab: str = "") -> None:
        """Open the page as somebody, at a conversation if one is named."""
        place = "".join(
            f"&{name}={value}" for name, value in (("channel", channel), ("tab", tab)) if value
        )
        await self.page.goto(f"{self.base_url}/?as={user}{place}")
        await self.page.locator(".sidebar .conversation-link").first.wait_for(state="attached")

    async def go_to(self, name: str) -> None:
        """Press a conversation in the list."""
        await self.page.locator(".conversation-link", has_text=name).click()

    async def go_back(self) -> None:
        """On a phone: from a conversation to the list."""
        await self.page.locator("#conversation").get_by_role("button", name="Retour").click()

    async def go_home(self) -> None:
        """The app's Home tab, once it is drawn."""
        if not await self.page.locator(".sidebar").is_visible():
            await self.go_back()
        await self.go_to("Vigie")
        await self.page.get_by_role("tab", name="Accueil").click()
        await self.page.get_by_role("button", name="Vos dossiers").wait_for()

    @property
    def composer(self) -> Locator:
        return self.page.locator("#conversation .composer-field")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog.modal[open]")

    async def write(self, text: str) -> None:
        """Type into the open conversation and send."""
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def form(self, title: str) -> Locator:
        """The modal of that title, once it is open."""
        await self.dialog.get_by_role("heading", name=title, exact=True).wait_for()
        return self.dialog

    async def submit(self) -> None:
        """Press the modal's own button."""
        await self.dialog.locator("button[type=submit]").click()

    async def close(self) -> None:
        """Close every modal, and wait until they are gone."""
        await self.page.keyboard.press("Escape")
        await self.dialog.wait_for(state="hidden")

    def message(self, text: str) -> Locator:
        """The latest message that says this."""
        return self.page.locator("#conversation article", has_text=text).last

    async def move_clock(self, entry: str) -> str:
        """Choose where to move the clock; answers what the page says of the way."""
        await self.page.get_by_role("button", name="Avancer", exact=True).click()
        await self.page.get_by_role("menuitem", name=entry).click()
        said = self.page.locator(".toast.info", has_text="Il est maintenant").last
        await said.wait_for(timeout=60_000)
        told = await said.inner_text()
        await said.get_by_role("button").click()
        return told


OpenWindow = Callable[..., Awaitable[Window]]


@asynccontextmanager
async def windows(browser: Browser, base_url: str) -> AsyncIterator[OpenWindow]:
    """Opens windows that are closed at the end; their console must have stayed silent."""
    opened: list[Window] = []

    async def open_one(
        *,
        size: dict[str, int] = DESKTOP,
        dark: bool = False,
        scale: float = 1,
        locale: str = "fr-FR",
        expected: tuple[str, ...] = (),
    ) -> Window:
        is_phone = size is PHONE
        context = await browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            is_mobile=is_phone,
            has_touch=is_phone,
            device_scale_factor=scale,
            locale=locale,
        )
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        window = Window(page, base_url)
        watch(page, window.problems, expected)
        opened.append(window)
        return window

    yield open_one
    problems = [problem for window in opened for problem in window.problems]
    for window in opened:
        await window.page.context.close()

    assert problems == []
