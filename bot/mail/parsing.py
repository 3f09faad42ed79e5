"""A mail as it arrived, read: from whom, about what, its text and its files."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.mail.charsets import clean_text, decoded
from bot.mail.delivery_reports import DeliveryReport, delivery_report
from bot.mail.mail_files import MailFile, files_of
from bot.mail.mime import Headers, MailPart, Structure, split_headers, structure_of
from bot.mail.senders import (
    cited_ids,
    dated_at,
    is_vouched_for,
    message_id,
    reply_address,
    sender,
)

TEXT_MAX = 200_000
"""Characters of text that are kept beside the mail, whose bytes hold the rest."""
_READ_MAX = 1024 * 1024
"""Bytes of text that are read, of all parts together."""
_MAILS = frozenset({"message/rfc822", "message/global"})
_ATTACHED_MAX = 3
_ATTACHED_DEEP = 2
_ATTACHED_READ = 64 * 1024
"""Mails within a mail that are read, how deep in one another, and bytes of each."""
_KEPT_HEADERS = (
    *("auto-submitted", "content-type", "feedback-id", "importance", "list-help", "list-id"),
    *("list-unsubscribe", "precedence", "return-path", "x-auto-response-suppress", "x-autoreply"),
    *("x-autorespond", "x-failed-recipients", "x-loop", "x-mailer", "x-spam-flag"),
    *("x-spam-status", "x-vigie-letter"),
)
"""By which automatic mail is told from a person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMail:
    """What a mail says; addresses in small letters, everything without control characters.

    `cites` are the ids of mails that it answers. `headers` are some of its headers by lower-case
    name, for rules. `attached` is what mails say that came as files. `is_vouched_for`: our provider
    says that the sender's domain stands behind it. One that is unreadable has what could be read;
    its bytes are kept all the same.
    """

    message_id: str | None
    cites: tuple[str, ...]
    from_address: str
    from_name: str
    reply_to: str
    subject: str
    dated_at: datetime | None
    text: str = field(repr=False)
    attached: str = field(default="", repr=False)
    files: tuple[MailFile, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    report: DeliveryReport | None = None
    is_vouched_for: bool = False
    is_unreadable: bool = False
    fingerprint: str = ""


def parse_mail(raw: bytes, *, is_whole: bool = True, authserv: str | None = None) -> ParsedMail:
    """Read a mail's bytes; whatever they hold, there is an answer and it does not take long.

    Of one that is not whole the files that begin in what is there are named, without content.
    """
    try:
        return _read(raw, is_whole=is_whole, authserv=authserv)
    except (Exception, RecursionError):  # noqa: BLE001  # a mail that breaks us is shown as such
        return _unreadable(raw)


def _read(raw: bytes, *, is_whole: bool, authserv: str | None) -> ParsedMail:
    structure = structure_of(raw)
    headers = structure.headers
    text, files = _text_and_files(structure)
    address, name = sender(headers)
    report = delivery_report(structure, text)
    return ParsedMail(
        message_id=message_id(headers),
        cites=cited_ids(headers),
        from_address=address,
        from_name=name,
        reply_to=reply_address(headers),
        subject=headers.text("subject"),
        dated_at=dated_at(headers),
        text=text,
        attached="" if report else _attached(files),
        files=files_of(files, is_whole=is_whole),
        headers=_kept(headers),
        report=report,
        is_vouched_for=is_vouched_for(headers, authserv),
        is_unreadable=not structure.is_complete or not headers.written,
        fingerprint=_fingerprint(headers, text, raw),
    )


def _unreadable(raw: bytes) -> ParsedMail:
    """What its headers say, if not even they are the trouble."""
    try:
        headers = split_headers(memoryview(raw))[0]
        (address, name), subject = sender(headers), headers.text("subject")
        own_id, cites = message_id(headers), cited_ids(headers)
    except (Exception, RecursionError):  # noqa: BLE001
        headers, address, name, subject, own_id, cites = Headers({}), "", "", "", None, ()
    return ParsedMail(
        message_id=own_id,
        cites=cites,
        from_address=address,
        from_name=name,
        reply_to="",
        subject=subject,
        dated_at=None,
        text="",
        headers=_kept(headers),
        is_unreadable=True,
        fingerprint=hashlib.sha256(raw).hexdigest(),
    )


def _text_and_files(mail: Structure) -> tuple[str, list[MailPart]]:
    """The text, of each alternative the plain one; and the parts that are files."""
    texts = [part for part in mail.parts if _is_text(part)]
    left = _READ_MAX
    said: list[tuple[MailPart, str]] = []
    # plain parts first: what of HTML there is beside them is not even read
    for part in sorted(texts, key=lambda part: not _is_plain(part)):
        plain = (other for other, text in said if text and _is_plain(other))
        if part.group and not _is_plain(part) and part.group in {one.group for one in plain}:
            continue
        said.append((part, _text(part, at_most=left)))
        left = max(0, left - len(part.content))
    order = {id(part): place for place, part in enumerate(texts)}
    said.sort(key=lambda one: order[id(one[0])])
    files = [
        part
        for part in mail.parts
        if not _is_text(part) and "delivery-status" not in part.headers.media_type
    ]
    return "\n\n".join(text for _, text in said if text)[:TEXT_MAX], files


def _attached(files: list[MailPart], *, depth: int = 1) -> str:
    """What the mails among these files say, each with its subject and its sender above it."""
    mails = [part for part in files if part.headers.media_type in _MAILS][:_ATTACHED_MAX]
    return "\n\n".join(_said_in(part, depth=depth) for part in mails)[:TEXT_MAX]


def _said_in(part: MailPart, *, depth: int) -> str:
    mail = structure_of(part.bytes(_ATTACHED_READ))
    text, files = _text_and_files(mail)
    address, name = sender(mail.headers)
    inside = _attached(files, depth=depth + 1) if depth < _ATTACHED_DEEP else ""
    head = f"{mail.headers.text('subject')}\n{name} <{address}>".strip()
    return "\n\n".join(filter(None, (head, text, inside)))


def _is_text(part: MailPart) -> bool:
    if part.headers.media_type not in {"text/plain", "text/html", "text/enriched"}:
        # what claims to hold parts and holds none is read as what it is
        return part.headers.media_type.startswith("multipart/")
    is_named = part.headers.parameter("content-disposition", "filename") or part.headers.parameter(
        "content-type", "name"
    )
    return part.headers.disposition != "attachment" and not is_named


def _is_plain(part: MailPart) -> bool:
    return part.headers.media_type != "text/html"


def _text(part: MailPart, *, at_most: int) -> str:
    charset = part.headers.parameter("content-type", "charset")
    text = decoded(part.bytes(at_most), charset)
    if not _is_plain(part):
        from bot.mail.html import text_of_html  # noqa: PLC0415  # a library for HTML bodies only

        text = text_of_html(text)
    said = clean_text(text).strip("\n")
    return said if not said.isspace() else ""


def _kept(headers: Headers) -> dict[str, str]:
    return {name: headers.text(name) for name in _KEPT_HEADERS if headers.count(name)}


def _fingerprint(headers: Headers, text: str, raw: bytes) -> str:
    """The same for a mail that is fetched again; without an id, of all its bytes."""
    if message_id(headers) is None:
        return hashlib.sha256(raw).hexdigest()
    names = ("message-id", "from", "date", "subject")
    seen = [*(headers.text(name) for name in names), text]
    return hashlib.sha256("\x00".join(seen).encode("utf-8")).hexdigest()
