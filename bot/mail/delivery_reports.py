"""What a server reports of a letter that it could not deliver, or not yet (RFC 3464)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from bot.mail.charsets import clean_line
from bot.mail.mime import Headers, Structure, split_headers

_READ = 64 * 1024
_RECIPIENTS_MAX = 20
_ID = re.compile(r"<[^<>\s]{3,990}>")
_ID_LINE = re.compile(r"^[> \t]*message-id:\s*(<[^<>\s]{3,990}>)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_DIAGNOSTIC_MAX = 500
_FROM_A_SERVER = re.compile(rb"\b(?:mailer-daemon|postmaster)@?|mail delivery", re.IGNORECASE)


class DeliveryAction(StrEnum):
    """What became of a letter; `DELAYED` is no bounce."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """One letter's fate; `original_ids` are the Message-IDs that the report gives for it.

    `status` is an enhanced code (RFC 3463) or empty, `diagnostic` the server's words, cut short.
    """

    action: DeliveryAction
    status: str
    diagnostic: str
    recipient: str
    original_ids: tuple[str, ...]
    envelope_id: str
    letter: str
    """What the letter's own `X-Vigie-Letter` says, if its headers came back."""


def delivery_report(mail: Structure, text: str) -> DeliveryReport | None:
    """The report that a mail is, or None; `text` is what it says to people."""
    status = next((p for p in mail.parts if "delivery-status" in p.headers.media_type), None)
    returned = _returned(mail)
    if status is None:
        return _unwritten_report(mail, text, returned)
    # fields of the message, then of each recipient, in blocks
    blocks: list[Headers] = []
    left = memoryview(status.bytes(_READ))
    while left and len(blocks) < _RECIPIENTS_MAX:
        block, left = split_headers(left)
        blocks.append(block)
    of_recipients = [block for block in blocks if block.count("action")]
    worst = min(of_recipients, key=_rank, default=Headers({}))
    return DeliveryReport(
        action=_action(worst),
        status=(_STATUS.search(worst.text("status")) or [""])[0],
        diagnostic=_told(worst.text("diagnostic-code")),
        recipient=_told(worst.text("original-recipient") or worst.text("final-recipient")),
        original_ids=_ids(returned, ""),
        envelope_id=blocks[0].text("original-envelope-id") if blocks else "",
        letter=returned.text("x-vigie-letter"),
    )


def _unwritten_report(mail: Structure, text: str, returned: Headers) -> DeliveryReport | None:
    """A bounce in words only, as some providers write: it comes from a server and names a mail."""
    headers = mail.headers
    is_of_server = _FROM_A_SERVER.search(headers.first("from")) or headers.first(
        "x-failed-recipients"
    )
    ids = _ids(returned, text[:_READ])
    if not is_of_server or not (ids or returned.first("x-vigie-letter")):
        return None
    status = _STATUS.search(text[:_READ])
    is_delayed = status is not None and status[1].startswith("4")
    return DeliveryReport(
        action=DeliveryAction.DELAYED if is_delayed else DeliveryAction.FAILED,
        status=status[1] if status else "",
        diagnostic="",
        recipient=headers.text("x-failed-recipients"),
        original_ids=ids,
        envelope_id="",
        letter=returned.text("x-vigie-letter"),
    )


def _returned(mail: Structure) -> Headers:
    """The headers of the letter that came back, whole or headers only."""
    for part in mail.parts:
        if part.headers.media_type in {"message/rfc822", "text/rfc822-headers", "message/global"}:
            return split_headers(memoryview(part.bytes(_READ)))[0]
    return Headers({})


def _ids(returned: Headers, text: str) -> tuple[str, ...]:
    names = ("message-id", "x-microsoft-original-message-id")
    told = [found for name in names for found in _ID.findall(returned.text(name))]
    written = [found[1] for found in islice(_ID_LINE.finditer(text), _RECIPIENTS_MAX)]
    return tuple(dict.fromkeys([*told, *written]))


def _rank(block: Headers) -> int:
    """The worst first: a letter that one recipient did not get failed."""
    return list(DeliveryAction).index(_action(block))


def _action(block: Headers) -> DeliveryAction:
    try:
        return DeliveryAction(block.text("action").lower())
    except ValueError:
        return (
            DeliveryAction.FAILED
            if block.text("status").startswith("5")
            else DeliveryAction.DELAYED
        )


def _told(value: str) -> str:
    """A value without the type before it (`smtp; 550 …`)."""
    return clean_line(value.partition(";")[2] or value)[:_DIAGNOSTIC_MAX]
