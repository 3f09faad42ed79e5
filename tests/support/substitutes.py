"""Substitutions for tests: who stands in for whom today."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from hypothesis import strategies as st

from bot.domain.school.substitutes import StandIns, Substitution

SOON, LATER = date(2026, 11, 2), date(2026, 11, 20)


def substitution(
    absent: str, substitute: str, *, begins_on: date = SOON, ends_on: date = LATER
) -> Substitution:
    """In the days around the tests' present, unless told otherwise."""
    return Substitution(
        id=uuid4(), absent=absent, substitute=substitute, begins_on=begins_on, ends_on=ends_on
    )


def standing_in(*pairs: tuple[str, str]) -> StandIns:
    """Of each pair, the second stands in for the first."""
    return StandIns(tuple(substitution(absent, other) for absent, other in pairs))


def any_stand_ins(people: Sequence[str]) -> st.SearchStrategy[StandIns]:
    """Some of these stand in for others, or nobody does."""
    person = st.sampled_from(people)
    pairs = st.lists(st.tuples(person, person), max_size=2)
    return pairs.map(lambda found: standing_in(*(pair for pair in found if pair[0] != pair[1])))
