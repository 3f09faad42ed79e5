"""Mails that nobody wrote: absences, lists, receipts of reading, loops, and letters come back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from tests.support.mail_corpus.words import SCHOOL, SCHOOL_NAME, SentLetter
from tests.support.mail_corpus.writing import (
    ENCODINGS,
    Encoding,
    encoded,
    mail,
    message_part,
    multipart,
    sender,
    text_part,
)

Heads = tuple[tuple[str, str], ...]
_ENGLISH = Encoding(label="us-ascii", codec="ascii", transfer="7bit")
_DAEMON = sender("Mail Delivery System", "mailer-daemon@example.net")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotOccasion:
    """When a robot wrote, on account of which letter, as which of how many."""

    letter: SentLetter
    at: datetime
    number: int

    @property
    def heads(self) -> Heads:
        """What every mail bears."""
        return (
            ("Message-ID", f"<robot-{self.number}@example.net>"),
            ("Date", format_datetime(self.at)),
            ("To", sender(SCHOOL_NAME, SCHOOL)),
        )

    @property
    def thread(self) -> Heads:
        """What cites the letter."""
        return (
            ("In-Reply-To", self.letter.message_id),
            ("References", self.letter.message_id),
        )


Robot = Callable[[RobotOccasion], bytes]


def _said(occasion: RobotOccasion, by: str, subject: str, heads: Heads, text: str) -> bytes:
    own = (("From", by), ("Subject", encoded(subject)), *occasion.heads, *heads)
    return mail(own, text_part(text, ENCODINGS[occasion.number % len(ENCODINGS)]))


def _absent(occasion: RobotOccasion) -> bytes:
    """A complainant's holidays (RFC 3834), which cite the letter and come from a known address."""
    letter = occasion.letter
    by, heads = sender(letter.name, letter.to), (("Auto-Submitted", "auto-replied"),)
    subject = f"Réponse automatique : {letter.subject}"
    text = f"Je suis absent jusqu'au 7 décembre. Concernant {letter.ref}, je répondrai ensuite."
    return _said(occasion, by, subject, (*heads, *occasion.thread), text)


def _exchange_absent(occasion: RobotOccasion) -> bytes:
    letter = occasion.letter
    heads = (("X-Auto-Response-Suppress", "All"), ("Auto-Submitted", "auto-generated"))
    text = "Actuellement en congé, je vous répondrai à mon retour.\n\nCamille"
    by, subject = sender(letter.name, letter.to), f"Absence du bureau : {letter.subject}"
    return _said(occasion, by, subject, (*heads, *occasion.thread), text)


def _old_absent(occasion: RobotOccasion) -> bytes:
    """An autoresponder of the older sort, which says so by its precedence alone."""
    heads = (("Precedence", "bulk"), *occasion.thread)
    by, text = sender(occasion.letter.name, occasion.letter.to), "Absente. Réclamation bien reçue."
    return _said(occasion, by, "Absence", heads, text)


def _list(occasion: RobotOccasion) -> bytes:
    heads = (
        ("List-Id", "<reseau.example.net>"),
        ("List-Unsubscribe", "<https://example.net/stop>"),
        ("Precedence", "list"),
    )
    text = "Bonjour à toutes et tous,\n\nUne réclamation d'un financeur : que répondez-vous ?"
    return _said(occasion, sender("Réseau OF", "reseau@example.net"), "[réseau] Avis", heads, text)


def _newsletter(occasion: RobotOccasion) -> bytes:
    heads = (("List-Unsubscribe", "<mailto:stop@example.net>"), ("Precedence", "bulk"))
    text = "Nos offres de novembre : 20 % sur les mannequins de secourisme."
    return _said(occasion, sender("Boutique", "info@example.net"), "Offres", heads, text)


def _reading_receipt(occasion: RobotOccasion) -> bytes:
    """Somebody opened a letter (RFC 8098)."""
    letter = occasion.letter
    heads = (("From", sender(letter.name, letter.to)), ("Subject", encoded(f"Lu : {letter.ref}")))
    noted = (
        f"Final-Recipient: rfc822;{letter.to}\r\nOriginal-Message-ID: {letter.message_id}\r\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\r\n"
    )
    parts = (
        text_part("Votre message a été lu.", ENCODINGS[0]),
        message_part(noted.encode(), subtype="disposition-notification"),
    )
    report = multipart("report; report-type=disposition-notification", parts, boundary="=mdn")
    return mail((*heads, *occasion.heads, *occasion.thread), report)


def _own_address(occasion: RobotOccasion) -> bytes:
    """A letter of ours that a rule sent back to the mailbox it came from."""
    letter = occasion.letter
    heads = (
        ("From", sender(SCHOOL_NAME, SCHOOL)),
        ("To", letter.to),
        ("Subject", encoded(letter.subject)),
        ("Message-ID", letter.message_id),
        ("Date", format_datetime(letter.at)),
    )
    return mail(heads, text_part(letter.text, ENCODINGS[1]))


def _empty_return_path(occasion: RobotOccasion) -> bytes:
    heads = (("Return-Path", "<>"),)
    text = "Votre message du 25 novembre est en attente de modération."
    return _said(occasion, sender("Modération", "robot@example.net"), "Attente", heads, text)


ROBOTS: tuple[Robot, ...] = (
    *(_absent, _exchange_absent, _old_absent, _list),
    *(_newsletter, _reading_receipt, _own_address, _empty_return_path),
)


def bounced(occasion: RobotOccasion, *, action: str = "failed", headers_only: bool = True) -> bytes:
    """A report (RFC 3464) that a letter could not be brought, or, `delayed`, not yet."""
    letter, status = occasion.letter, "4.4.1" if action == "delayed" else "5.1.1"
    original = (
        f"From: {SCHOOL}\r\nTo: {letter.to}\r\nMessage-ID: {letter.message_id}\r\n"
        f"Subject: {encoded(letter.subject)}\r\n"
    ).encode()
    whole = b"" if headers_only else b"\r\n" + letter.text.encode()
    noted = (
        f"Reporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; {letter.to}\r\n"
        f"Action: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} No such user\r\n"
    ).encode()
    kind = "rfc822-headers" if headers_only else "rfc822"
    original_part = (
        b"Content-Type: text/rfc822-headers\r\n\r\n" + original
        if headers_only
        else message_part(original + whole, subtype=kind)
    )
    parts = (
        text_part("This is the mail system. Your message could not be delivered.", _ENGLISH),
        message_part(noted, subtype="delivery-status"),
        original_part,
    )
    report = multipart("report; report-type=delivery-status", parts, boundary="=dsn")
    heads = (
        ("Return-Path", "<>"),
        ("From", _DAEMON),
        ("Subject", "Undelivered Mail Returned to Sender"),
        ("Auto-Submitted", "auto-replied"),
    )
    return mail((*heads, *occasion.heads), report)
