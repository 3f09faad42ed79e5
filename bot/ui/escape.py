"""Makes what people wrote harmless in Slack's markup, and cuts it to what Slack takes."""

import re

ELLIPSIS = "…"

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ESCAPE = str.maketrans(_ENTITIES)

# Control characters but line breaks and tabs, halves of a UTF-16 pair, and marks that
# reorder the text around them (Unicode TR9): with these a name could show a line of
# ours backwards. Letters of right-to-left scripts need none of them.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile("[^\\S\u00a0\u202f]+")
_ENTITY_BEGUN = re.compile(r"&[a-z]{0,3}$")


def mrkdwn(text: str) -> str:
    """The text for a mrkdwn object or a message's `text`: it mentions and links nothing."""
    return shown(text).translate(_ESCAPE)


def shown(text: str) -> str:
    """The text for a plain_text object: without control characters and reordering marks."""
    return _HIDDEN.sub("", text)


def as_typed(text: str) -> str:
    """What the person typed, from a command's or a message's text as Slack escapes it."""
    for character, entity in reversed(_ENTITIES.items()):
        text = text.replace(entity, character)
    return text


def cut(text: str, limit: int) -> str:
    """At most `limit` characters of an already escaped text, no entity cut in two."""
    if len(text) <= limit:
        return text
    kept = _ENTITY_BEGUN.sub("", text[: limit - len(ELLIPSIS)])
    return kept.rstrip().rstrip("\u200d") + ELLIPSIS


def one_line(text: str) -> str:
    """The text with its line breaks and runs of spaces each made one space."""
    return _SPACES.sub(" ", text).strip()
