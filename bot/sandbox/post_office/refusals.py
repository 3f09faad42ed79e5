"""What servers refuse of a letter's text: a sender learns of it here first."""

import re
from email import message_from_bytes, policy
from email.errors import MessageError

from bot.sandbox.post_office.mails import header

LONGEST_LINE = 998
"""Characters of a line without its end (RFC 5322 §2.1.1)."""
_BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_ONCE = ("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References")
_NEEDED = ("From", "To", "Date", "Message-ID")


def refusal_of(raw: bytes) -> str | None:
    """The server's answer to a text it does not take, or None."""
    if _BARE.search(raw):
        return "550 5.6.11 Bare CR or LF in the message"
    if any(len(line) > LONGEST_LINE for line in raw.split(b"\r\n")):
        return "550 5.6.0 A line is longer than RFC 5322 allows"
    try:
        parsed = message_from_bytes(raw, policy=policy.default)
        doubled = [name for name in _ONCE if len(parsed.get_all(name, [])) > 1]
        missing = [name for name in _NEEDED if not header(parsed, name)]
    except (MessageError, ValueError):
        return "550 5.6.0 The headers cannot be read"
    if doubled:
        return f"550 5.6.0 {doubled[0]} is there more than once"
    if missing:
        return f"550 5.6.0 {missing[0]} is missing"
    return None
