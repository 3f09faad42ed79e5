"""The pictures of docs/guides, taken on the journeys that the tests walk.

Taken anew by `python -m tests.support.guide_pictures`, which needs a Chromium.
"""

import asyncio
from pathlib import Path

from playwright.async_api import Locator, async_playwright

from bot.demo.hosting import Demo, Story
from tests.support.browser import ARGUMENTS, CHROMIUM
from tests.support.journeys import (
    acknowledge,
    be_reminded,
    note_a_decision,
    read_the_summary,
    record_complaint,
    report_from_a_phone,
    take_charge,
)
from tests.support.times import RunningFrom, paris
from tests.support.windows import PHONE, Window, windows

PICTURES = Path(__file__).parents[2] / "docs" / "guides" / "images"
BEGINS = paris("2026-11-17 09:30")
TALL = {"width": 1000, "height": 1800}
SETTLES_IN_MS = 400
"""What a tap lights up fades meanwhile."""


async def show(name: str, what: Locator | Window) -> None:
    """Take a picture: of a window, of the modal that fills it, or of one message."""
    target: Locator | Window = what
    if isinstance(target, Window):
        await target.page.wait_for_timeout(SETTLES_IN_MS)
        is_wide = target.page.viewport_size != PHONE
        taken = target.dialog if is_wide else target.page
    else:
        await target.page.wait_for_timeout(SETTLES_IN_MS)
        taken = target
    await taken.screenshot(path=PICTURES / f"{name}.png")


async def take_pictures() -> None:
    """Walk through the school once, six months after it began."""
    demo = Demo(0, base=RunningFrom(BEGINS))
    await demo.start(Story.SIX_MONTHS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        async with windows(browser, demo.base_url) as open_window:
            phone, desk = await open_window(size=PHONE), await open_window(size=TALL)
            incident = await report_from_a_phone(phone, show=show)
            await take_charge(desk, incident, show=show)
            text = "Attestation SST toujours pas reçue cinq semaines après la formation."
            complaint = await record_complaint(desk, text)
            await acknowledge(desk, complaint, show=show)
            await be_reminded(desk, incident, show=show)
            await read_the_summary(desk, show=show)
            await note_a_decision(desk, "Relever chaque vendredi les attestations", show=show)
        await browser.close()
    await demo.stop()


if __name__ == "__main__":
    asyncio.run(take_pictures())
