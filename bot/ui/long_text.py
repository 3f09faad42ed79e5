"""Texts longer than a block or an input takes: cut into pieces and put together again."""

import json
from dataclasses import dataclass
from itertools import zip_longest

_BREAKS = ("\n", " ")


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
    """What `split` took apart; an emptied piece goes with what stood before it."""
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
