"""Texts made fit for paper: what none of its fonts has a shape for becomes a square.

A document that is to be heard as well as read (PDF/UA-1, ISO 14289-1) may hold no character
without a shape: one emoji in a name would end it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

SQUARE = "\N{WHITE SQUARE}"
"""Stands for a character, or an emoji made of several, that cannot be shown."""

_GLYPHS = Path(__file__).with_name("typst") / "glyphs.txt"
"""Code points and ranges of them: those of the font that documents are set in, upright and
bold, and below those that another font within Typst lends, accents and vowel signs left out."""
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FORMS: tuple[Literal["NFD", "NFKC"], ...] = ("NFD", "NFKC")
"""Unicode forms in which a character may be shown: accents apart, wide digits as digits."""

Node = TypeVar("Node")


def legible(text: str) -> str:
    """The text with a square for each character that cannot be shown, without invisible ones.

    An accent is kept on a letter of the document's own font only: no font has the others' both.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    shapes, emoji, accents, bare = _patterns()

    def kept(run: re.Match[str]) -> str:
        before = run.string[run.start() - 1 : run.start()] if run.start() else ""
        return run[0] if before and before not in bare else ""

    return accents.sub(kept, emoji.sub(SQUARE, composed.translate(shapes))).replace(_JOINER, "")


def all_legible(node: Node) -> Node:
    """A JSON value with each of its texts made legible."""
    said: object = node
    match node:
        case str():
            said = legible(node)
        case Mapping():
            said = {key: all_legible(value) for key, value in node.items()}
        case list() | tuple():
            said = [all_legible(item) for item in node]
    return said  # type: ignore[return-value]  # each branch gives back what it was given


class _Shapes(dict[int, str]):
    """The stand-in for each character on paper, worked out when it is first met."""

    def __init__(self, covered: frozenset[str]) -> None:
        super().__init__()
        self._covered = covered

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, self._shape(chr(code)))

    def _shape(self, character: str) -> str:
        if character in self._covered or character in {"\t", "\n", _JOINER}:
            return character
        for form in _FORMS:
            other = unicodedata.normalize(form, character)
            if self._covered.issuperset(other):
                return other
        kind = unicodedata.category(character)
        if kind[0] == "Z":
            return " "
        is_unseen = kind[0] == "M" or kind in {"Cc", "Cf"} or ord(character) in _SKIN_TONES
        return "" if is_unseen else SQUARE


@cache
def _patterns() -> tuple[_Shapes, re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Characters' shapes, emojis of several parts, accents, and what can bear none of them."""
    own, lent = (frozenset(_characters(part)) for part in _GLYPHS.read_text().split("\n\n"))
    accents = "".join(one for one in own if unicodedata.category(one)[0] == "M")
    return (
        _Shapes(own | lent),
        re.compile(f"{SQUARE}(?:{_JOINER}{SQUARE})+"),
        re.compile(f"[{accents}]+"),
        lent | {"\n", "\t", " ", _JOINER},
    )


def _characters(spans: str) -> Iterator[str]:
    for span in spans.split():
        first, _, last = span.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))
