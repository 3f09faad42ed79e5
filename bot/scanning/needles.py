"""Words to be looked for, as bytes: in every form in which a program may have left them."""

import base64
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

SHORTEST = 4
"""Characters; a shorter word stands everywhere by chance."""
_TELLING = 6
"""Characters of base64 that stand for little else."""
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


@dataclass(frozen=True)
class Needles:
    """Words, each found in any case and with or without its accents."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Needles":
        """The words that are long enough to be told from chance, each once."""
        kept = (word.strip() for word in words)
        return cls(tuple(dict.fromkeys(word for word in kept if len(word) >= SHORTEST)))

    def __bool__(self) -> bool:
        return bool(self.words)

    def found_in(self, content: bytes) -> frozenset[str]:
        """Which of the words are there."""
        lowered = content.lower()
        return frozenset(
            word
            for word, (folded, exact) in self._forms.items()
            if any(form in lowered for form in folded) or any(form in content for form in exact)
        )

    def said_in(self, text: str) -> frozenset[str]:
        """Which of the words a text says."""
        plain = without_accents(text)
        return frozenset(word for word in self.words if without_accents(word) in plain)

    @cached_property
    def longest_form(self) -> int:
        """Bytes of the longest form: what a piece of a file must share with the next."""
        forms = (form for pair in self._forms.values() for some in pair for form in some)
        return max(map(len, forms), default=0)

    @cached_property
    def _forms(self) -> Mapping[str, tuple[tuple[bytes, ...], tuple[bytes, ...]]]:
        return {word: (tuple(_lowered(word)), tuple(_base64(word))) for word in self.words}


def without_accents(text: str) -> str:
    """In small letters without accents, as the search index folds them."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _lowered(word: str) -> Iterator[bytes]:
    """As `bytes.lower` leaves it; it knows no letters but those of ASCII."""
    plain = without_accents(word)
    for said in {word, word.casefold(), plain, unicodedata.normalize("NFD", word), word.upper()}:
        for encoding in _ENCODINGS:
            with suppress(UnicodeEncodeError):  # nobody can have written it so
                yield said.encode(encoding).lower()
        yield json.dumps(said)[1:-1].encode().lower()


def _base64(word: str) -> Iterator[bytes]:
    """What of its base64 stays the same whatever stands around it, at each of three offsets."""
    for said in {word, word.casefold(), without_accents(word), unicodedata.normalize("NFD", word)}:
        raw = said.encode(errors="replace")
        for offset, begin in enumerate((0, 2, 3)):
            coded = base64.b64encode(bytes(offset) + raw)
            stable = coded[begin : (offset + len(raw)) * 8 // 6]
            if len(stable) >= _TELLING:
                yield stable
