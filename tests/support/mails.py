"""Mails that arrived at the school, for tests."""

from typing import Any
from uuid import UUID, uuid4

from bot.domain.mail.arrivals import KeptMailFile, Mail, MailGuess, MailPlace, MailState
from storage.database import Database
from storage.mail import mails
from storage.tables import mailboxes
from storage.types import insert_into
from tests.support.builders import NOW

MAILBOX = UUID(int=1)
FILE = KeptMailFile(id=UUID(int=5), name="photo.jpg", size=9, media_type="image/jpeg", sha256="ab")


def mail(**given: Any) -> Mail:
    """A first mail of somebody, just arrived."""
    usual: dict[str, Any] = {
        "id": uuid4(),
        "received_at": NOW,
        "seen_at": NOW,
        "fingerprint": uuid4().hex,
        "size": 900,
        "guess": MailGuess.COMPLAINT,
        "state": MailState.NEW,
        "message_id": "<a@example.net>",
        "cites": ("<b@example.org>",),
        "from_address": "claire@example.net",
        "from_name": "Claire Exemple",
        "subject": "Attestation",
        "text": "Toujours rien reçu.\n\n> Bonjour",
        "shown": "Toujours rien reçu.",
        "raw": "cd",
    }
    return Mail(**usual | given)


def place(uid: int) -> MailPlace:
    """Where the server keeps it, in the school's one mailbox."""
    return MailPlace(mailbox_id=MAILBOX, uidvalidity=3, uid=uid)


def keep_mails(database: Database, *arrived: Mail) -> None:
    """Keep mails that came one after another."""
    with database.writing() as connection:
        given = {"id": MAILBOX, "account": "contact@example.org", "folder": "INBOX"}
        known = insert_into(connection, mailboxes).values(given).on_conflict_do_nothing()
        connection.execute(known)
        for one in arrived:
            assert mails.add(connection, one, place(one.id.int % 2**31))
