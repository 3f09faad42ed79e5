"""Mails that come to the school: what people write and what machines answer."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from bot.sandbox.post_office.mails import Mail, header

AUTHSERV = "mx.ecole.example"
"""Under this name the school's provider says whose mails are vouched for (RFC 8601)."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_REPLY = re.compile(r"re\s*:", re.IGNORECASE)
_WITH_WHOLE_IDS = SMTP.clone(max_line_length=500)
"""Python encodes an id that is longer than a line; nobody would find it."""

_BOUNCE = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@{authserv}>
To: {sender}
Subject: Undelivered Mail Returned to Sender
Date: {at}
Message-ID: {message_id}
Auto-Submitted: auto-replied
X-Failed-Recipients: {recipient}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="bounced"

--bounced
Content-Type: text/plain; charset=utf-8

Your message to {recipient} could not be delivered: no such user here.

--bounced
Content-Type: message/delivery-status

Reporting-MTA: dns; {authserv}
Arrival-Date: {took_at}

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: no such user here
Last-Attempt-Date: {at}

--bounced
Content-Type: text/rfc822-headers

"""


class UnwritableError(ValueError):
    """Nobody could write such a mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What somebody writes; `sender` is one address."""

    sender: str
    subject: str
    text: str


def written(words: Words, *, to: str, at: datetime, message_id: str) -> bytes:
    """A mail written anew. Raises UnwritableError where the sender is not one address."""
    return _from_person(words, to=to, at=at, message_id=message_id).as_bytes(policy=_WITH_WHOLE_IDS)


def answer_to(mail: Mail, text: str, *, at: datetime, message_id: str) -> bytes:
    """What who got a letter answers, the letter quoted under it."""
    page, parsed = mail.as_page(), mail.parsed
    quoted = "\n".join(f"> {line}".rstrip() for line in str(page["text"]).strip().splitlines())
    wrote = f"Le {at:%d/%m/%Y} à {at:%H:%M}, {parseaddr(header(parsed, 'From'))[1]} a écrit :"
    words = Words(
        sender=mail.recipient,
        subject=_answering(str(page["subject"])),
        text=f"{text.strip()}\n\n{wrote}\n{quoted}\n",
    )
    answer = _from_person(words, to=mail.sender, at=at, message_id=message_id)
    _cite(answer, mail)
    return answer.as_bytes(policy=_WITH_WHOLE_IDS)


def away_notice(mail: Mail, *, at: datetime, message_id: str) -> bytes:
    """What a mailbox on holiday answers by itself (RFC 3834 §3)."""
    words = Words(
        sender=mail.recipient,
        subject=f"Absence : {header(mail.parsed, 'Subject')}",
        text="Bonjour,\n\nJe suis en congé et lirai votre message à mon retour.\n",
    )
    notice = _from_person(words, to=mail.sender, at=at, message_id=message_id)
    notice["Auto-Submitted"] = "auto-replied"
    _cite(notice, mail)
    return b"Return-Path: <>\r\n" + notice.as_bytes(policy=_WITH_WHOLE_IDS)


def bounce_of(mail: Mail, *, at: datetime, message_id: str) -> bytes:
    """The report that a letter could not be delivered (RFC 3464), with its headers."""
    report = _BOUNCE.format(
        authserv=AUTHSERV,
        sender=mail.sender,
        recipient=mail.recipient,
        at=format_datetime(at),
        took_at=format_datetime(mail.at),
        message_id=message_id,
    )
    headers, _, _ = mail.raw.partition(b"\r\n\r\n")
    return report.replace("\n", "\r\n").encode() + headers + b"\r\n\r\n--bounced--\r\n"


def _from_person(words: Words, *, to: str, at: datetime, message_id: str) -> EmailMessage:
    if not _ADDRESS.fullmatch(words.sender):
        raise UnwritableError("the sender is not one address")
    if not words.text.strip():
        raise UnwritableError("there is no text")
    mail = EmailMessage(policy=SMTP)
    domain = words.sender.rpartition("@")[2]
    mail["Authentication-Results"] = f"{AUTHSERV}; dmarc=pass header.from={domain}"
    mail["From"] = words.sender
    mail["To"] = to
    mail["Subject"] = " ".join(words.subject.split())
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id
    mail.set_content(words.text, cte="quoted-printable")
    return mail


def _answering(subject: str) -> str:
    return subject if _REPLY.match(subject) else f"Re: {subject}"


def _cite(answer: EmailMessage, mail: Mail) -> None:
    answer["In-Reply-To"] = mail.message_id
    before = header(mail.parsed, "References")
    answer["References"] = f"{before} {mail.message_id}".strip()
