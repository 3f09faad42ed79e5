"""The sandbox's journeys, as the tests walk them and as the guides show them.

Each is what somebody does on the real page with the real bot; `show` is called where a
guide has a picture.
"""

import re
from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, TimeoutError  # noqa: A004  # playwright's own

from bot.sandbox.cast import GENERAL, HELENE, LEA, QUALITY
from tests.support.windows import Window

_JUMPS = 6
_DRAWN_MS = 2_000
REFERENCE = re.compile(r"(REC|INC)-\d{4}-\d{4}")
Show = Callable[[str, Locator | Window], Awaitable[None]]


async def show_nothing(_name: str, _what: Locator | Window) -> None:
    """For those who only want to know that it works."""


async def report_from_a_phone(
    window: Window, text: str = "le projecteur est mort salle B", *, show: Show = show_nothing
) -> str:
    """A trainer files an incident: after the text, three taps. Answers the reference."""
    await window.see(LEA, channel=GENERAL)
    await window.write(f"/incident {text}")
    form = await window.form("Signaler un incident")
    await form.get_by_text("Technique", exact=True).tap()
    await form.get_by_text("En mode dégradé", exact=True).tap()
    await show("formateur-signaler", window)
    await form.get_by_role("button", name="Signaler", exact=True).tap()
    ref = await _noted(window)
    await show("formateur-recu", window)
    await window.close()
    return ref


async def keep_the_receipt(window: Window, ref: str, *, show: Show = show_nothing) -> None:
    """On a phone: what Vigie keeps for the reporter, with what they may still do."""
    await window.go_back()
    await window.go_to("Vigie")
    await window.page.get_by_role("tab", name="Messages").click()
    receipt = window.message(ref)
    await receipt.get_by_role("button", name="C'est réglé").wait_for()
    await show("formateur-en-main", receipt)


async def note_a_call(window: Window, text: str, *, show: Show = show_nothing) -> str:
    """A trainer notes a complaint by telephone: what they know, nothing to judge."""
    await window.see(LEA, channel=GENERAL)
    await window.write(f"/reclamation {text}")
    await window.form("Nouvelle réclamation")
    await choose(window, "Partie prenante", "Stagiaire")
    await choose(window, "Canal", "Téléphone")
    await window.dialog.get_by_label("Description").scroll_into_view_if_needed()
    await show("formateur-reclamation", window)
    await window.submit()
    ref = await _noted(window)
    await window.close()
    return ref


async def settle_on_the_spot(phone: Window, desk: Window, *, show: Show = show_nothing) -> None:
    """A trainer says what they did at once; one press of the office ends it."""
    await phone.see(LEA, channel=GENERAL)
    await phone.write("/incident l'écran de la salle C reste noir")
    form = await phone.form("Signaler un incident")
    await form.get_by_text("Technique", exact=True).tap()
    await form.get_by_text("Oui", exact=True).tap()
    done = form.get_by_label("Déjà réglé")
    await done.fill("Câble remplacé, l'écran marche de nouveau.")
    await done.scroll_into_view_if_needed()
    await show("formateur-deja-regle", phone)
    await form.get_by_role("button", name="Signaler", exact=True).tap()
    ref = await _noted(phone)
    await phone.close()
    await desk.see(HELENE, channel=QUALITY)
    card = desk.message(ref)
    await card.get_by_role("button", name="Valider et clore").wait_for()
    await show("qualite-regle-sur-place", card)
    await card.get_by_role("button", name="Valider et clore").click()
    await card.get_by_role("button", name="Rouvrir").wait_for()


async def take_charge(window: Window, ref: str, *, show: Show = show_nothing) -> None:
    """The quality manager finds an incident's card and takes it."""
    await window.see(HELENE, channel=QUALITY)
    card = window.message(ref)
    await card.wait_for()
    await show("qualite-fiche-incident", card)
    await card.get_by_role("button", name="Prendre en charge").click()
    await card.get_by_text("Pilote : @Hélène Vasseur").wait_for()


async def record_complaint(window: Window, text: str) -> str:
    """Somebody in charge writes down a complaint that came in by telephone."""
    await window.see(HELENE, channel=QUALITY)
    await window.write(f"/reclamation {text}")
    await window.form("Nouvelle réclamation")
    await choose(window, "Partie prenante", "Stagiaire")
    await choose(window, "Canal", "Téléphone")
    await choose(window, "Catégorie", "Attestation, diplôme")
    await choose(window, "Gravité", "Modérée")
    await window.submit()
    ref = await _noted(window)
    await window.close()
    await window.message(ref).wait_for()
    return ref


async def acknowledge(window: Window, ref: str, *, show: Show = show_nothing) -> None:
    """The letter is written: read it, say how it goes."""
    card = window.message(ref)
    await card.get_by_role("button", name="Accuser réception").click()
    form = await window.form("Accuser réception")
    await show("qualite-accuser-reception", window)
    await form.get_by_text("Courriel", exact=True).click()
    await window.submit()
    await window.dialog.wait_for(state="hidden")
    await card.get_by_text("1 réponse").wait_for()


async def answer_and_settle(window: Window, ref: str, *, show: Show = show_nothing) -> None:
    """One form for an answer with all that it stands for, then its letter."""
    card = window.message(ref)
    await card.get_by_role("button", name="Répondre et régler").click()
    form = await window.form("Répondre et régler")
    await form.get_by_text("Fondée", exact=True).click()
    await form.get_by_label("Constats").fill("L'attestation attendait une signature.")
    await form.get_by_label("Solution proposée").fill("l'attestation signée, envoyée ce jour")
    await form.get_by_text("Faite aujourd'hui", exact=True).click()
    await show("qualite-repondre-et-regler", window)
    await window.submit()
    await form.get_by_label("Objet").wait_for()
    await show("qualite-lettre", window)
    await form.get_by_text("Courriel", exact=True).click()
    await window.submit()
    await window.dialog.wait_for(state="hidden")


async def classify_otherwise(window: Window, ref: str, *, show: Show = show_nothing) -> None:
    """What else a fresh complaint may be, each with what it means; nothing is chosen yet."""
    await window.see(HELENE, channel=QUALITY)
    await window.message(ref).get_by_role("button", name="Classer autrement").click()
    await window.form("Classer autrement")
    await show("qualite-classer-autrement", window)
    await window.close()


async def _noted(window: Window) -> str:
    """The reference that the receipt shows."""
    receipt = window.dialog.locator(".text", has_text=REFERENCE)
    found = REFERENCE.search(await receipt.first.inner_text())
    assert found is not None
    return found[0]


async def choose(window: Window, label: str, option: str) -> None:
    """Pick in a select or among buttons, by label, as the page draws them."""
    form = window.dialog
    group = form.get_by_role("group", name=label)
    if await group.count():
        await group.get_by_text(option, exact=True).click()
        return
    field = form.get_by_role("combobox", name=label)
    await field.click()
    await window.page.get_by_role("option", name=option).first.click()


async def be_reminded(window: Window, ref: str, *, show: Show = show_nothing) -> str:
    """Time moves to this case's next reminder; its owner reads it. Answers what the page told.

    Other cases of the school may be recalled first.
    """
    await window.see(HELENE, channel=QUALITY)
    await window.go_to("Vigie")
    await window.page.get_by_role("tab", name="Messages").click()
    reminder, told = window.message(ref), ""
    for _ in range(_JUMPS):
        told = await window.move_clock("Prochain rappel")
        if await _stands(reminder):
            break
    await reminder.wait_for()
    await show("equipe-rappel", reminder)
    return told


async def _stands(message: Locator) -> bool:
    try:
        await message.wait_for(timeout=_DRAWN_MS)
    except TimeoutError:
        return False
    return True


async def read_the_summary(window: Window, *, show: Show = show_nothing) -> Locator:
    """Time moves to the team meeting; the month's summary was posted on the way."""
    await window.see(HELENE, channel=QUALITY)
    await window.move_clock("Prochaine réunion")
    summary = window.message("Bilan d")
    await summary.wait_for()
    await show("equipe-bilan", summary)
    return summary


async def note_a_decision(window: Window, text: str, *, show: Show = show_nothing) -> None:
    """What the meeting decides, noted under the summary: an action with an owner and a day."""
    await window.message("Bilan d").get_by_role("button", name="réponse").click()
    thread = window.page.locator(".thread")
    await thread.get_by_role("button", name="Noter une décision").click()
    await window.form("Noter une décision")
    await window.dialog.get_by_label("Décision").fill(text)
    await choose(window, "Pilote", "Thomas Guérin")
    await show("equipe-decision", window)
    await window.submit()
    await window.dialog.wait_for(state="hidden")
    await thread.get_by_text(text).first.wait_for()
