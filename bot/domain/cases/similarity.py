"""Cases that may be about the same thing: the same matter in the same place, or like words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.cases.searching import folded, telling_words
from bot.domain.cases.taxonomy import Category, IncidentType

NEAR = timedelta(days=90)
"""Between two receptions; what lies further apart is a recurrence, which the summary tells."""
SHOWN_MAX = 3
LOOKED_AT_MAX = 300
"""Cases compared, the latest first: more than a school has in ninety days."""
COMPARED_MAX = 4_000
"""Characters of a description that are compared: a pasted log says no more by its rest."""

_ALIKE = 0.4
"""Share of two texts' words that both have, from which they are alike."""
_FEWEST_WORDS = 3
"""Below this, like words are chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The fields by which cases are compared."""

    id: UUID
    ref: str
    description: str
    category: Category | None
    incident_type: IncidentType | None
    session: str | None


def sketch_of(case: Case) -> Sketch:
    """The compared fields of a case."""
    return Sketch(
        id=case.id,
        ref=case.ref,
        description=case.description,
        category=case.category,
        incident_type=case.incident_type,
        session=case.session,
    )


def similar_to(case: Case, others: Iterable[Sketch]) -> tuple[Sketch, ...]:
    """The closest of the others, the most alike first; those linked already are left out."""
    known = {case.ref, case.duplicate_of, *case.related_refs}
    mine, words = sketch_of(case), _words_of(case.description)
    scored = (
        (likeness(mine, other, words=words), other) for other in others if other.ref not in known
    )
    found = [(score, other) for score, other in scored if score >= _ALIKE]
    found.sort(key=lambda one: one[0], reverse=True)
    return tuple(other for _, other in found[:SHOWN_MAX])


def likeness(one: Sketch, other: Sketch, *, words: frozenset[str]) -> float:
    """From 0 to 2: the share of words in common, and one more for the same matter and place.

    `words` are those of the first, since it is compared with many.
    """
    return _share(words, other) + _is_same_matter(one, other)


def category_of_like(description: str, others: Iterable[Sketch]) -> Category | None:
    """The category of the other whose words are most like these; None where none is alike."""
    words = _words_of(description)
    scored = [(_share(words, other), other.category) for other in others]
    share, category = max(scored, key=lambda one: one[0], default=(0.0, None))
    return category if share >= _ALIKE else None


def share_of_words(text: str, other: Sketch) -> float:
    """From 0 to 1: of all the words of a text and a case, those that both have."""
    return _share(_words_of(text), other)


def _share(words: frozenset[str], other: Sketch) -> float:
    """From 0 to 1: of all the words of both, those that both have."""
    theirs = _words_of(other.description)
    if min(len(words), len(theirs)) < _FEWEST_WORDS:
        return 0.0
    return len(words & theirs) / len(words | theirs)


def _words_of(description: str) -> frozenset[str]:
    return telling_words(description[:COMPARED_MAX])


def _is_same_matter(one: Sketch, other: Sketch) -> bool:
    topic = one.category or one.incident_type
    place = folded(one.session or "")
    return bool(
        topic
        and topic == (other.category or other.incident_type)
        and place
        and place == folded(other.session or "")
    )
