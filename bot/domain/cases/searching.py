"""Words to look for: accents, case, ligatures and plurals count for nothing."""

import re
import unicodedata
from dataclasses import dataclass

from bot.domain.cases.cases import Case
from bot.domain.school.office import Office

FOUND_MAX = 10
"""Cases shown for a search; a further word says more than a further page."""
EXCERPT_MAX = 160

_TERMS_MAX = 10
_SHORTEST = 3
"""Letters below which a word (« de », « la ») is left out, unless there is no other."""
_PLURAL_FROM = 5
_LEAD = 50
"""Characters of an excerpt before the first word found."""
_WORD = re.compile(r"[^\W_]+")
_ENDS_OPEN = re.compile(r"(?<![\s.!?…:;,])\s*\n\s*")
"""Where a line ends in the midst of what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A case found, and the place in its texts that says why."""

    case: Case
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The closest cases to some words; `is_cut` when there are others."""

    words: str
    hits: tuple[Hit, ...]
    is_cut: bool
    office: Office


def folded(text: str) -> str:
    """The text in small letters without accents, its words separated by single spaces."""
    return " ".join(bare_words(text))


def terms_of(words: str) -> tuple[str, ...]:
    """The beginnings of words to look for, each once: « Certificats SST » → certificat, sst."""
    found = dict.fromkeys(map(_singular, folded(words).split()))
    telling = [term for term in found if len(term) >= _SHORTEST or term.isdigit()]
    return tuple((telling or list(found))[:_TERMS_MAX])


def telling_words(text: str) -> frozenset[str]:
    """All words of a text that say something, without accents, case and plurals."""
    return frozenset(
        word for word in map(_singular, folded(text).split()) if len(word) >= _SHORTEST
    )


def excerpt_of(text: str, terms: tuple[str, ...]) -> str:
    """The text around the first word found; its beginning when there is none.

    It comes on one line, with « · » where a line or a field ended without a full stop.
    """
    line = _ENDS_OPEN.sub("\u00a0· ", text.strip())
    line = " ".join(line.split())
    words = _WORD.finditer(line)
    first = next((word.start() for word in words if folded(word[0]).startswith(terms)), 0)
    begin = 0 if first <= _LEAD else line.rfind(" ", 0, first - _LEAD // 2) + 1
    part = line[begin : begin + EXCERPT_MAX]
    before = "…" if begin else ""
    after = "…" if begin + EXCERPT_MAX < len(line) else ""
    return f"{before}{part}{after}"


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _PLURAL_FROM and word[-1] in "sx" else word


_LIGATURES = {"\N{LATIN SMALL LIGATURE OE}": "oe", "\N{LATIN SMALL LETTER AE}": "ae"}


class _BareLetters(dict[int, str]):
    """Each character's folding, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _bare(chr(code)))


class _BareWords(dict[int, str]):
    """The same, with a space for whatever stands between words."""

    def __missing__(self, code: int) -> str:
        bare = "".join(part if part.isalnum() else " " for part in _bare(chr(code)))
        return self.setdefault(code, bare)


_BARE_LETTERS, _BARE_WORDS = _BareLetters(), _BareWords()


def in_bare_letters(text: str) -> str:
    """The text in small letters without accents, ligatures spelt out."""
    return text.lower() if text.isascii() else text.translate(_BARE_LETTERS)


def bare_words(text: str) -> list[str]:
    """The words of a text, in such letters."""
    return text.translate(_BARE_WORDS).split()


def _bare(character: str) -> str:
    small = "".join(_LIGATURES.get(letter, letter) for letter in character.casefold())
    parts = unicodedata.normalize("NFKD", small).casefold()
    return "".join(part for part in parts if not unicodedata.combining(part))
