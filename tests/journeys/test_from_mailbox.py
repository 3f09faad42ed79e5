"""From the school's mailbox to a case: a card without a word of the mail, read by those who may."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.delivery import mailbox_reading
from bot.domain.cases.taxonomy import Channel
from storage.cases import cases
from storage.mail import mails
from storage.tables import mailboxes
from tests.support.dovecot import PASSWORD, Dovecot
from tests.support.filing import LAVANDINE, file_complaint, receipt
from tests.support.people import PATIENCE, Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School, running_school

REF = "REC-2026-0001"
SAID = "Je n'ai toujours pas reçu mon attestation SST du 3 novembre."
QUOTED = "Le lun. 9 nov. 2026 à 10:12, École <contact@example.org> a écrit :\n\n> Bonjour"
OTHER = "Ou un autre, par sa référence"
WORDS = ("attestation", "Claire", "claire@example.net", "SST")


class Post:
    """The school at work, and what arrives in its mailbox."""

    def __init__(self, school: School, dovecot: Dovecot, user: str) -> None:
        self.school, self._dovecot, self._user = school, dovecot, user
        self._sent = 0

    def arrives(self, text: str, *, subject: str = "Mon attestation", headers: str = "") -> None:
        """A mail of Claire's, an hour ago by the server's clock."""
        self._sent += 1
        head = (
            f"From: Claire Exemple <claire@example.net>\r\nTo: {self._user}\r\n"
            f"Subject: {subject}\r\nMessage-ID: <{self._sent}@example.net>\r\n{headers}"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        )
        raw = f"{head}{text}\r\n".replace("\r\n", "\n").replace("\n", "\r\n").encode()
        at = self.school.clock.now() - timedelta(hours=1)
        self._dovecot.deliver(self._user, raw, at=at)

    async def lands_in_junk(self) -> None:
        """A mail that the provider takes for advertisement, until it was counted."""
        at = self.school.clock.now() + timedelta(hours=1)
        with self._dovecot.entered(self._user) as client:
            client.create("Pourriel")
        self._dovecot.deliver(self._user, b"Subject: x\r\n\r\nx\r\n", at=at, folder="Pourriel")
        async with asyncio.timeout(PATIENCE):
            while not self._is_counted():
                await asyncio.sleep(0.02)

    def _is_counted(self) -> bool:
        with self.school.database.reading() as connection:
            return connection.execute(select(mailboxes.c.in_junk)).scalar() == 1

    async def card(self, manager: Person, words: str = "Courriel reçu") -> Seen:
        card = await manager.wait_for_message("qualite", words)
        assert not [word for word in WORDS if word in card.text]
        return card


@pytest.fixture
async def post(tmp_path: Path, dovecot: Dovecot) -> AsyncIterator[Post]:
    user = dovecot.new_user()
    async with running_school(
        tmp_path,
        mail_from=f"École <{user}>",
        imap_url=f"imap://127.0.0.1:{dovecot.port}/INBOX",
        mail_user=user,
        mail_password=SecretStr(PASSWORD),
        mail_poll_seconds=1,
    ) as school:
        await read_once(school)
        yield Post(school, dovecot, user)


async def read_once(school: School) -> None:
    """Wait for the first pass: it begins at what arrives from then on."""
    async with asyncio.timeout(PATIENCE):
        while not _is_read(school):
            await asyncio.sleep(0.02)


def _is_read(school: School) -> bool:
    with school.database.reading() as connection:
        query = select(mailboxes.c.id).where(mailboxes.c.polled_at.is_not(None))
        return connection.execute(query).first() is not None


async def test_a_complaint_in_the_mailbox_becomes_a_case(post: Post) -> None:
    manager = await post.school.person("quality_manager")
    post.arrives(f"{SAID}\n\n{QUOTED}")
    card = await post.card(manager)
    assert "Semble être une réclamation" in card.text

    await manager.press("Lire", in_=card)
    shown = await manager.open_view("Courriel")
    assert (SAID in shown.text, "> Bonjour" in shown.text) == (True, False)
    await manager.press("Voir tout le message", in_=shown)
    whole = await manager.open_view("Courriel", other_than=shown)
    assert "> Bonjour" in whole.text
    await manager.press("Réclamation", in_=whole)
    form = await manager.open_view("Nouvelle réclamation")
    assert SAID in form.value("Description")
    assert form.value("Contact du réclamant") == "claire@example.net"
    filed = receipt(
        await manager.submit(
            form,
            {
                "Partie prenante": "trainee",
                "Catégorie": "certificates_documents",
                "Gravité": "minor",
            },
        )
    )
    await post.school.settled()
    beneath = Seen(manager.window.state["views"][0])
    assert (REF in beneath.text, "Réclamation" in beneath.buttons) == (True, False)
    case = post.school.case(REF)

    with post.school.database.reading() as connection:
        complainant = cases.complainant_of(connection, case.id)
        (mail,) = mails.of_case(connection, case.id)
    assert REF in filed.text
    assert (case.channel, case.received_at) == (Channel.EMAIL, mail.received_at)
    assert mail.received_at < post.school.clock.now() - timedelta(minutes=50)
    assert complainant is not None
    assert (complainant.contact, mail.from_address) == ("claire@example.net",) * 2
    assert REF in (await post.card(manager, "Enregistré")).text


async def test_not_a_complaint_with_one_press_undone_then_attached(post: Post) -> None:
    manager = await post.school.person("quality_manager")
    filed = await file_complaint(manager, LAVANDINE)
    await manager.close(filed, everything=True)
    post.arrives(f"Au sujet du dossier {REF} : merci.", subject="Votre lettre")
    card = await post.card(manager)
    assert f"Cite {REF}" in card.text

    await manager.press("Pas une réclamation", in_=card)
    card = await post.card(manager, "Écarté")
    await manager.press("Annuler ce choix", in_=card)
    await post.school.settled()
    (card,) = [one for one in manager.messages("qualite") if one.ts == card.ts]
    await manager.press("Rattacher à un dossier", in_=card)
    form = await manager.open_view("Rattacher le courriel")
    assert form.value("Dossiers possibles") == REF
    refused = await manager.submit(form, {OTHER: "REC-2026-0999"})
    assert refused.view is not None
    assert "Aucun dossier" in refused.view.text
    done = await manager.submit(refused.view, {OTHER: REF.lower()})
    await post.school.settled()

    assert done.view is not None
    assert f"Rattaché à {REF}" in done.view.text
    line = await manager.wait_for_message("qualite", "rattaché à ce dossier")
    assert line.buttons == ["Lire"]
    assert "merci" not in line.text


async def test_words_of_violence_are_read_in_confidence_only(post: Post) -> None:
    manager, trainer = (
        await post.school.person("quality_manager"),
        await post.school.person("trainer"),
    )
    post.arrives("Le formateur m'a touché les fesses.", subject="Harcèlement")
    card = await post.card(manager, "Courriel à lire en confidence")

    assert "arcèlement" not in card.text
    assert "Semble" not in card.text
    await manager.press("Lire", in_=card)
    shown = await manager.open_view("Courriel")
    assert "Harcèlement" in shown.text
    await manager.press("Réclamation", in_=shown)
    form = await manager.open_view("Nouvelle réclamation")
    assert form.element("Confidentiel").element["initial_options"]
    assert [one for one in trainer.messages("dm") if "ourriel" in one.text] == []


async def test_an_automatic_mail_has_no_card(post: Post) -> None:
    manager = await post.school.person("quality_manager")
    post.arrives("Je suis absent.", headers="Auto-Submitted: auto-replied\r\n")
    post.arrives(SAID)
    await post.card(manager)

    cards = [one for one in manager.messages("qualite") if "Courriel" in one.text]
    assert len(cards) == 1


async def test_what_lands_in_junk_is_said_once_to_a_manager(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox_reading, "JUNK_LOOKED_AT_EVERY_SECONDS", 0)
    await post.lands_in_junk()
    for _ in range(2):
        await post.school.vigie.look_around()
        await post.school.settled()
    manager = await post.school.person("quality_manager")
    told = [one.text for one in manager.messages("dm")]
    _, health = await post.school.get("/healthz")

    assert sum("indésirables" in text for text in told) == 1
    assert health["warnings"] == ["mails lie in the mailbox's junk folder, which is not read"]
