"""From a mail to a case that is closed, on the real page: what the tests walk and a guide shows."""

from bot.sandbox.cast import HELENE, QUALITY
from tests.support.journeys import REFERENCE, Show, choose, show_nothing
from tests.support.windows import Window

SUBJECT = "Attestation SST toujours pas reçue"
TEXT = (
    "Bonjour,\n\nJ'ai suivi la formation SST du 3 novembre et je n'ai toujours pas reçu mon "
    "attestation. Mon employeur me la réclame.\n\nCordialement,\nClaire Martin"
)
THANKS = "Bonjour,\n\nBien reçue, merci.\n\nClaire Martin"
LATER = "Bonjour,\n\nLe nom de notre salariée est mal écrit sur l'attestation.\n\nPaul Petit"
EMPLOYER = "paul.petit@example.org"
ACCEPTED = "Accepté par le serveur"


async def from_mail_to_closing(window: Window, *, show: Show = show_nothing) -> str:
    """A complaint by mail is filed, acknowledged, answered and closed. Answers its reference."""
    await window.see(HELENE, channel=QUALITY)
    await write_to_the_school(window, SUBJECT, TEXT)
    await read_it(window, show=show)
    ref = await file_it(window, show=show)
    await acknowledge_by_mail(window, ref, show=show)
    await answer_by_mail(window, ref, show=show)
    await hear_that_it_is_well(window, ref, show=show)
    await close_it(window, ref)
    await attach_what_comes_after(window, ref, show=show)
    return ref


async def write_to_the_school(window: Window, subject: str, text: str, sender: str = "") -> None:
    """Somebody writes from their own mailbox, in the sandbox's post office."""
    await window.page.get_by_role("button", name="Courrier").click()
    await window.page.get_by_role("button", name="Écrire à l'école").click()
    office = window.page.locator("#post")
    if sender:
        await office.get_by_label("De", exact=True).fill(sender)
    await office.get_by_label("Objet").fill(subject)
    await office.get_by_label("Message").fill(text)
    await office.get_by_role("button", name="Envoyer", exact=True).click()
    await office.get_by_role("button", name=subject).first.wait_for()
    await window.go_to("qualite")


async def read_it(window: Window, *, show: Show = show_nothing) -> None:
    """The card has no word of the mail; who may reads it."""
    card = window.message("Courriel reçu")
    await card.get_by_role("button", name="Lire").wait_for()
    await show("courrier-fiche", card)
    await card.get_by_role("button", name="Lire").click()
    await window.form("Courriel")
    await show("courrier-lire", window)


async def file_it(window: Window, *, show: Show = show_nothing) -> str:
    """The form is filled in from the mail; three choices are left."""
    await window.dialog.get_by_role("button", name="Réclamation", exact=True).click()
    await window.form("Nouvelle réclamation")
    await choose(window, "Partie prenante", "Stagiaire")
    await choose(window, "Catégorie", "Attestation, diplôme")
    await choose(window, "Gravité", "Modérée")
    await window.dialog.get_by_label("Description").scroll_into_view_if_needed()
    await show("courrier-reclamation", window)
    await window.submit()
    receipt = window.dialog.locator(".text", has_text=REFERENCE)
    found = REFERENCE.search(await receipt.first.inner_text())
    assert found is not None
    await _leave(window)
    return found[0]


async def acknowledge_by_mail(window: Window, ref: str, *, show: Show = show_nothing) -> None:
    """One press sends the letter; its card says when a server has taken it."""
    card = window.message(f"Réclamation {ref}")
    await card.get_by_role("button", name="Accuser réception").click()
    form = await window.form("Accuser réception")
    await form.get_by_label("Envoyé ou dit le").scroll_into_view_if_needed()
    await show("courrier-envoyer", window)
    await window.submit()
    await window.dialog.wait_for(state="hidden")
    await card.get_by_text("1 réponse").wait_for()


async def answer_by_mail(window: Window, ref: str, *, show: Show = show_nothing) -> None:
    """The answer leaves in the same way; the case says what became of both letters."""
    card = window.message(f"Réclamation {ref}")
    await card.get_by_role("button", name="Répondre et régler").click()
    form = await window.form("Répondre et régler")
    await form.get_by_text("Fondée", exact=True).click()
    await form.get_by_label("Constats").fill("L'attestation attendait une signature.")
    await form.get_by_label("Solution proposée").fill("l'attestation signée, envoyée ce jour")
    await form.get_by_text("Faite aujourd'hui", exact=True).click()
    await window.submit()
    await form.get_by_label("Objet").wait_for()
    await window.submit()
    await window.dialog.wait_for(state="hidden")
    await card.get_by_role("button", name="Suivi de satisfaction").wait_for()
    await card.get_by_role("button", name="Voir le dossier").click()
    dossier = await window.form(ref)
    await dossier.get_by_text(ACCEPTED).first.scroll_into_view_if_needed()
    await show("courrier-lettres", window)
    await window.close()


async def hear_that_it_is_well(window: Window, ref: str, *, show: Show = show_nothing) -> None:
    """What the complainant answers stands in the case by itself, until a step is taken."""
    await answer_as_claire(window, THANKS)
    card = window.message(f"Réclamation {ref}")
    await card.get_by_text("Réponse reçue").wait_for()
    await show("courrier-reponse", card)


async def answer_as_claire(window: Window, text: str) -> None:
    """From the letter that the school sent last."""
    await window.page.get_by_role("button", name="Courrier").click()
    office = window.page.locator("#post")
    await office.get_by_role("button", name="Envoyé").first.click()
    await office.get_by_role("textbox", name="Réponse").fill(text)
    await office.get_by_role("button", name="Envoyer", exact=True).click()
    await window.go_to("qualite")


async def close_it(window: Window, ref: str) -> None:
    """The complainant is content: the follow-up closes the case, and takes up the answer."""
    card = window.message(f"Réclamation {ref}")
    await card.get_by_role("button", name="Suivi de satisfaction").click()
    form = await window.form("Suivi de satisfaction")
    await choose(window, "Le problème est-il réglé", "Oui")
    await form.get_by_text("Clore le dossier").click()
    await window.submit()
    await window.dialog.wait_for(state="hidden")
    await card.get_by_role("button", name="Rouvrir").wait_for()
    assert not await card.get_by_text("Réponse reçue").count()


async def attach_what_comes_after(window: Window, ref: str, *, show: Show = show_nothing) -> None:
    """A mail of somebody else's names the closed case: who attaches it is asked to reopen it."""
    await write_to_the_school(window, f"Dossier {ref}", LATER, EMPLOYER)
    card = window.message(f"Cite {ref}")
    await card.get_by_role("button", name="Rattacher à un dossier").click()
    await window.form("Rattacher le courriel")
    await show("courrier-rattacher", window)
    await window.submit()
    form = await window.form("Courriel")
    await form.get_by_text("Faut-il le rouvrir").wait_for()
    await form.get_by_role("button", name="Rouvrir").click()
    await window.form("Rouvrir")
    await _leave(window)


async def _leave(window: Window) -> None:
    """Close the form, and the mail beneath it."""
    await window.page.keyboard.press("Escape")
    await window.form("Courriel")
    await window.close()
