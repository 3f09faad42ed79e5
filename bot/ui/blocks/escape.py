"""What people wrote, for Slack: made harmless, its emojis as characters, cut or in pieces."""

import json
import re
from dataclasses import dataclass
from itertools import zip_longest

ELLIPSIS = "…"

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ESCAPE = str.maketrans(_ENTITIES)

# Control characters but line breaks and tabs, halves of a UTF-16 pair, and marks that
# reorder the text around them (Unicode TR9): with these a name could show a line of
# ours backwards. Letters of right-to-left scripts need none of them.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile("[^\\S\u00a0\u202f]+")
_ENTITY_BEGUN = re.compile(r"&[a-z]{0,3}$")

# The tones are those of Fitzpatrick, of which Slack numbers two to six.
_CODE = re.compile(r"(?<!\w):([a-z0-9_+\-]{1,60}):(?::skin-tone-([2-6]):)?(?!\w)")
_FIRST_TONE = 0x1F3FB
_FLAG = re.compile("flag-([a-z])([a-z])")
_FIRST_FLAG_LETTER = 0x1F1E6
_BREAKS = ("\n", " ")


def mrkdwn(text: str) -> str:
    """The text for a mrkdwn object or a message's `text`: it mentions and links nothing."""
    return shown(text).translate(_ESCAPE)


def shown(text: str) -> str:
    """The text for a plain_text object: without control characters and reordering marks."""
    return _HIDDEN.sub("", text)


def as_typed(text: str) -> str:
    """The typed text, from a command's or a message's as Slack escapes it."""
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


def with_emojis(text: str) -> str:
    """The text with characters for the codes of emojis; a workspace's own keep their code."""
    return _CODE.sub(_character, text) if ":" in text else text


def _character(found: re.Match[str]) -> str:
    name, tone = found.groups()
    character = _flag(name) or _named(name)
    if not character:
        return found.group()
    return character + chr(_FIRST_TONE + int(tone) - 2) if tone else character


def _flag(name: str) -> str:
    """A country's flag: two letters of the alphabet made for them."""
    country = _FLAG.fullmatch(name)
    letters = country.groups() if country else ()
    return "".join(chr(_FIRST_FLAG_LETTER + ord(letter) - ord("a")) for letter in letters)


def _named(name: str) -> str:
    import emoji  # noqa: PLC0415  # reads its tables of names: only once a code comes

    code = f":{name}:"
    character = emoji.emojize(code, language="alias")
    return "" if character == code else character


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text in pieces, and what stood between them (a line break, a space or nothing)."""

    pieces: tuple[str, ...]
    joins: tuple[str, ...]


def split(text: str, size: int) -> Pieces:
    """Pieces of at most `size` characters, cut at a line break or a space if there is one."""
    pieces, joins = [], []
    while len(text) > size:
        end, join = _end(text, size)
        pieces.append(text[:end])
        joins.append(join)
        text = text[end + len(join) :]
    return Pieces(pieces=(*pieces, text), joins=tuple(joins))


def put_together(pieces: tuple[str, ...], joins: tuple[str, ...]) -> str:
    """Join the pieces of `split`; an emptied piece goes with what stood before it."""
    text = ""
    for piece, join in zip_longest(pieces, ("", *joins), fillvalue=""):
        if piece:
            text = text + join + piece if text else piece
    return text


def fitting(text: str, *, size: int) -> str:
    """The beginning of the text whose JSON takes at most `size` bytes, as the SDK writes it."""
    if len(json.dumps(text)) <= size:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(json.dumps(text[:middle])) <= size else (low, middle - 1)
    return text[:low]


def _end(text: str, size: int) -> tuple[int, str]:
    last = min(size + 1, len(text) - 1)  # a break at the very end separates nothing
    for join in _BREAKS:
        end = text.rfind(join, size // 2, last)
        if end > 0:
            return end, join
    return size, ""
