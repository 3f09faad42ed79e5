"""Makes what people wrote harmless in Slack's markup, and cuts it to what Slack takes."""

import re
import unicodedata

ELLIPSIS = "…"

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ESCAPE = str.maketrans(_ENTITIES)
_NEWLINE, _TAB = "\n", "\t"

# Marks that reorder the text around them (Unicode TR9): with them a name could show
# a line of ours backwards. Letters of right-to-left scripts need none of them.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile("[^\\S\u00a0\u202f]+")
_ENTITY_BEGUN = re.compile(r"&[a-z]{0,3}$")


def mrkdwn(text: str) -> str:
    """The text for a mrkdwn object or a message's `text`: it mentions and links nothing."""
    return shown(text).translate(_ESCAPE)


def shown(text: str) -> str:
    """The text for a plain_text object: without control characters and reordering marks."""
    return "".join(
        character
        for character in _REORDERING.sub("", text)
        if character in {_NEWLINE, _TAB} or unicodedata.category(character) not in {"Cc", "Cs"}
    )


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
