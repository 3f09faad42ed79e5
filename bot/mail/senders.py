"""Who a mail says that it is from, when, what it answers, and whether our provider vouches."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.mail.charsets import clean_line, decoded, decoded_header
from bot.mail.mime import Headers
from bot.mail.vouching import vouching_in

_CITED_MAX = 100
_IN_BRACKETS = re.compile(rb"<\s*([^<>\s]{3,320})\s*>")
_BARE = re.compile(rb"[^\s<>()\[\],;:\"]{1,250}@[^\s<>()\[\],;:\"]{1,250}")
_ID = re.compile(r"<[^<>\s]{3,990}>")


def sender(headers: Headers) -> tuple[str, str]:
    """The first address of the first `From`, in small letters, and the name beside it."""
    return _address_and_name(headers.first("from"))


def reply_address(headers: Headers) -> str:
    """Where an answer is wanted, which is shown and never followed; empty as a rule."""
    return _address_and_name(headers.first("reply-to"))[0]


def message_id(headers: Headers) -> str | None:
    """The mail's own id, with its brackets."""
    return _first_id(headers.text("message-id"))


def cited_ids(headers: Headers) -> tuple[str, ...]:
    """The ids of mails that it answers: of the one answered first, then from new to old."""
    answered = _ID.findall(headers.text("in-reply-to"))
    earlier = reversed(_ID.findall(headers.text("references")))
    return tuple(dict.fromkeys([*answered, *earlier]))[:_CITED_MAX]


def dated_at(headers: Headers) -> datetime | None:
    """When the sender says that it was written; None without a date, or with one that is none."""
    try:
        told = parsedate_to_datetime(headers.text("date"))
        return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def is_vouched_for(headers: Headers, authserv: str | None) -> bool:
    """Whether our provider says that the sender's domain stands behind the mail (RFC 8601).

    Only the topmost result counts, and only if it is by that provider: others may be the
    sender's own. Two senders are vouched for by nobody.
    """
    if authserv is None or headers.count("from") != 1:
        return False
    told = vouching_in(headers.text("authentication-results"))
    if told is None or told.by != authserv.lower() or told.dmarc != "pass":
        return False
    domain = sender(headers)[0].rpartition("@")[2]
    return told.domain in {"", domain}


def _address_and_name(value: bytes) -> tuple[str, str]:
    """What stands in brackets is the address, else the first word with an @.

    The name is decoded after it was taken apart, so that none can hold another address in disguise.
    """
    found = _IN_BRACKETS.search(value)
    if found is not None and b"@" in found[1]:
        name = decoded_header(value[: found.start()].strip().strip(b'"'))
        return _address(found[1]), clean_line(name.replace('\\"', '"').strip('" '))
    bare = _BARE.search(value)
    return (_address(bare[0]), "") if bare is not None else ("", decoded_header(value))


def _address(written: bytes) -> str:
    return clean_line(decoded(written)).lower()


def _first_id(value: str) -> str | None:
    found = _ID.search(value)
    return found[0] if found is not None else None
