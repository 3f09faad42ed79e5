"""« Du courriel à la clôture » on the page, with the real bot and the sandbox's post office."""

import pytest
from playwright.async_api import expect

from tests.support.mail_journey import ACCEPTED, from_mail_to_closing
from tests.support.windows import OpenWindow

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_complaint_by_mail_is_filed_told_of_twice_and_closed(
    open_window: OpenWindow,
) -> None:
    desk = await open_window()
    ref = await from_mail_to_closing(desk)
    await desk.message(f"Réclamation {ref}").get_by_role("button", name="Voir le dossier").click()
    case = await desk.form(ref)

    await expect(case.get_by_text(f"Accusé de réception · {ACCEPTED}")).to_be_visible()
    await expect(case.get_by_text(f"Réponse · {ACCEPTED}")).to_be_visible()
    await expect(case.get_by_text("Réclamant : Claire Martin")).to_be_visible()
