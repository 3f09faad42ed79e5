"""The pictures of docs/guides, taken on the journeys that the tests walk.

Taken anew by `python -m tests.support.guide_pictures`, which needs a Chromium.
"""

import asyncio
import json
from pathlib import Path

from playwright.async_api import Locator, async_playwright

from bot.demo.hosting import Demo, Story
from bot.domain.school.office import Locale
from bot.ui.texts.catalogue import texts_for
from tests.support.browser import ARGUMENTS, CHROMIUM
from tests.support.journeys import (
    acknowledge,
    answer_and_settle,
    be_reminded,
    classify_otherwise,
    keep_the_receipt,
    note_a_call,
    note_a_decision,
    read_the_summary,
    record_complaint,
    report_from_a_phone,
    settle_on_the_spot,
    take_charge,
)
from tests.support.mail_journey import from_mail_to_closing
from tests.support.shown import sentences_in
from tests.support.times import RunningFrom, paris
from tests.support.windows import PHONE, Window, windows

PICTURES = Path(__file__).parents[2] / "docs" / "guides" / "images"
SENTENCES = Path(__file__).parents[1] / "data" / "guide_pictures.json"
"""Which of our sentences each picture shows: when one is changed, a test asks for new pictures."""
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
    words = await (taken if isinstance(taken, Locator) else taken.locator("body")).inner_text()
    known = json.loads(SENTENCES.read_text()) if SENTENCES.exists() else {}
    known[name] = sentences_in(texts_for(Locale.FRENCH), words)
    SENTENCES.write_text(f"{json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)}\n")


async def take_pictures() -> None:
    """Walk through the school once, six months after it began."""
    demo = Demo(0, base=RunningFrom(BEGINS))
    await demo.start(Story.SIX_MONTHS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        async with windows(browser, demo.base_url) as open_window:
            phone, desk = await open_window(size=PHONE), await open_window(size=TALL)
            incident = await report_from_a_phone(phone, show=show)
            await keep_the_receipt(phone, incident, show=show)
            await settle_on_the_spot(phone, desk, show=show)
            await take_charge(desk, incident, show=show)
            text = "Attestation SST toujours pas reçue cinq semaines après la formation."
            complaint = await record_complaint(desk, text)
            await acknowledge(desk, complaint, show=show)
            await answer_and_settle(desk, complaint, show=show)
            await be_reminded(desk, incident, show=show)
            await read_the_summary(desk, show=show)
            await note_a_decision(desk, "Relever chaque vendredi les attestations", show=show)
            call = await note_a_call(
                phone, "Trois semaines sans réponse à mon courriel.", show=show
            )
            await classify_otherwise(desk, call, show=show)
            await from_mail_to_closing(desk, show=show)
        await browser.close()
    await demo.stop()


if __name__ == "__main__":
    asyncio.run(take_pictures())
