"""What people do on the page, with the real bot behind it."""

import pytest
from playwright.async_api import expect

from bot.sandbox.cast import GENERAL, HELENE, KARIM, LEA, OWEN, QUALITY
from tests.support.journeys import (
    acknowledge,
    be_reminded,
    note_a_decision,
    read_the_summary,
    record_complaint,
    report_from_a_phone,
    take_charge,
)
from tests.support.windows import PHONE, OpenWindow

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_few_weeks_from_a_phone_to_the_meetings_decision(open_window: OpenWindow) -> None:
    """Reported, taken, acknowledged, recalled, summed up, decided: each on the same page."""
    phone, desk = await open_window(size=PHONE), await open_window()
    incident = await report_from_a_phone(phone)
    await take_charge(desk, incident)
    complaint = await record_complaint(desk, "Attestation SST toujours pas reçue.")
    await acknowledge(desk, complaint)
    told = await be_reminded(desk, incident)
    await read_the_summary(desk)
    await note_a_decision(desk, "Relever chaque vendredi les attestations non envoyées")

    assert "Vigie a écrit\u00a0: Hélène Vasseur" in told


async def test_who_reads_english_is_answered_in_english(open_window: OpenWindow) -> None:
    window = await open_window(locale="en-GB")
    await window.see(OWEN, channel=GENERAL)
    await window.write("/incident the badge printer is down")
    form = await window.form("Report an incident")
    await form.get_by_text("Technical", exact=True).click()
    await form.get_by_text("Yes", exact=True).click()
    await window.submit()

    await form.get_by_text("INC-2026-").first.wait_for()
    await expect(form.get_by_role("button", name="Close").first).to_be_visible()


async def test_the_keyboard_alone_is_enough(open_window: OpenWindow) -> None:
    """From the list of conversations to the receipt, without a pointer."""
    window = await open_window()
    await window.see(LEA)
    keyboard = window.page.keyboard
    await window.page.locator(".conversation-link", has_text="general").focus()
    await keyboard.press("Enter")
    await window.composer.focus()
    await keyboard.type("/inc")
    await window.page.get_by_role("option", name="/incident").wait_for()
    await keyboard.press("Enter")
    await keyboard.type("plus de réseau")
    await keyboard.press("Enter")
    form = await window.form("Signaler un incident")
    for _ in ("Type", "La session peut-elle continuer"):
        await keyboard.press("Tab")
        await keyboard.press("Space")
    await keyboard.press("Control+Enter")
    await form.get_by_text("INC-2026-").first.wait_for()
    await keyboard.press("Escape")
    await window.dialog.wait_for(state="hidden")

    await expect(window.composer).to_be_focused()


async def test_two_people_work_side_by_side(open_window: OpenWindow) -> None:
    """What one does the other sees at once, and nothing of what is not theirs."""
    lea, karim = await open_window(size=PHONE), await open_window()
    await karim.see(KARIM, channel=QUALITY)
    ref = await report_from_a_phone(lea, "alarme incendie, évacuation en cours")
    card = karim.message(ref)
    await card.get_by_role("button", name="Prendre en charge").click()
    await lea.go_back()
    await lea.go_to("Vigie")
    await lea.page.get_by_role("tab", name="Messages").click()

    await lea.message(ref).get_by_role("button", name="réponse").click()
    news = lea.page.get_by_role("complementary", name="Fil de discussion")
    await news.get_by_text("pris en charge par").wait_for()
    await expect(lea.page.locator(".conversation-link", has_text="qualite")).to_have_count(0)


async def test_a_new_school_begins_at_the_same_address(open_window: OpenWindow) -> None:
    lost = ("ERR_CONNECTION_REFUSED", "WebSocket", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET")
    window = await open_window(expected=lost)
    await window.see(HELENE, channel=QUALITY)
    await record_complaint(window, "Facture comptée deux fois.")
    await window.page.get_by_role("button", name="École", exact=True).click()
    await window.page.get_by_role("menuitem", name="Nouvelle école").click()
    await window.page.get_by_role("button", name="Continuer").click()
    await window.page.get_by_text("L'école ouvre…").wait_for()
    await window.page.locator("dialog.waiting").wait_for(state="detached", timeout=20_000)
    await window.go_to("qualite")

    await window.page.get_by_text("Aucun message pour l'instant.").wait_for()
