"""The cases that a mail may belong to, and by what: offered to who attaches it, never chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.cases.searching import folded
from bot.domain.cases.similarity import Sketch, share_of_words
from bot.domain.mail.arrivals import Mail

LIKELY_MAX = 5
_ALIKE = 0.25
"""Share of the words of mail and case that both have, from which they may be about one thing."""
_NAMED_FROM = 4
"""Letters below which a session's name in a mail is chance."""


class Pointer(StrEnum):
    """By what a mail points to a case."""

    CITED = "cited"
    ADDRESS = "address"
    SESSION = "session"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyCase:
    """A case that a mail may belong to."""

    case: Case
    by: Pointer


def alike(mail: Mail, others: Iterable[Sketch]) -> dict[UUID, Pointer]:
    """Those of the others whose session the mail names or whose words it has, the closest first."""
    words = f"{mail.subject or ''}\n{mail.first_shown or mail.whole}"
    said = f" {folded(words)} "
    scored = [(_closeness(one, words, said), one) for one in others]
    scored.sort(key=lambda one: one[0], reverse=True)
    return {
        one.id: Pointer.SESSION if closeness >= 1 else Pointer.WORDS
        for closeness, one in scored
        if closeness >= _ALIKE
    }


def _closeness(other: Sketch, words: str, said: str) -> float:
    """From 0 to 2: the share of words in common, and one more for the session that is named."""
    session = folded(other.session or "")
    is_named = len(session) >= _NAMED_FROM and f" {session} " in said
    return share_of_words(words, other) + is_named
