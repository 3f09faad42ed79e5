"""Texts in small letters without accents, for comparing and finding what people type."""

import unicodedata

_LIGATURES = {"œ": "oe", "æ": "ae"}


class _BareLetters(dict[int, str]):
    """What each character comes down to, worked out when it is first met."""

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
