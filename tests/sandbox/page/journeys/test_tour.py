"""The guided tour: its six steps lead through the real thing."""

import pytest
from playwright.async_api import expect

from bot.sandbox.cast import LEA
from tests.support.journeys import choose
from tests.support.windows import OpenWindow

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_each_step_does_what_it_says(open_window: OpenWindow) -> None:
    window = await open_window()
    page = window.page
    tour = page.locator(".tour")
    await window.see(LEA)
    await page.get_by_role("button", name="Visite guidée").click()

    await tour.get_by_role("button", name="Me montrer").click()
    await window.composer.press("Enter")
    form = await window.form("Signaler un incident")
    await form.get_by_text("Technique", exact=True).click()
    await form.get_by_text("Non", exact=True).click()
    await window.submit()
    await form.get_by_text("INC-2026-").first.wait_for()
    await window.close()

    await tour.get_by_role("button", name="Suivant").click()
    await tour.get_by_role("button", name="Me montrer").click()
    card = window.message("le projecteur est mort salle B")
    await card.get_by_role("button", name="Prendre en charge").click()
    await card.get_by_text("Pilote : @Hélène Vasseur").wait_for()

    await tour.get_by_role("button", name="Suivant").click()
    await tour.get_by_role("button", name="Me montrer").click()
    await window.composer.press("Enter")
    await window.form("Nouvelle réclamation")
    await choose(window, "Partie prenante", "Entreprise")
    await choose(window, "Canal", "Email")
    await choose(window, "Catégorie", "Attestation")
    await choose(window, "Gravité", "Modérée")
    await window.submit()
    await window.dialog.get_by_text("REC-2026-").first.wait_for()
    await window.close()
    await (
        window.message("attestation SST").get_by_role("button", name="Accuser réception").wait_for()
    )

    await tour.get_by_role("button", name="Suivant").click()
    await tour.get_by_role("button", name="Me montrer").click()
    await window.move_clock("Prochain rappel")
    await window.message("attendu").wait_for()

    await tour.get_by_role("button", name="Suivant").click()
    await tour.get_by_role("button", name="Me montrer").click()
    await page.get_by_label("Message", exact=True).fill("Toujours pas d'attestation.")
    await page.get_by_role("button", name="Envoyer", exact=True).click()
    await window.go_to("qualite")
    await window.message("Courriel reçu").get_by_role("button", name="Lire").wait_for()

    await tour.get_by_role("button", name="Suivant").click()
    await tour.get_by_role("button", name="Me montrer").click()
    await window.composer.press("Enter")
    await window.message("1 réclamation et 1 incident").wait_for()
    await tour.get_by_role("button", name="Terminer").click()

    await expect(tour).to_be_hidden()
