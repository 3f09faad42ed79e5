"""Cases are alike when they are about the same matter in the same place, or in like words."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.cases import Case
from bot.domain.cases.searching import telling_words
from bot.domain.cases.similarity import SHOWN_MAX, likeness, similar_to, sketch_of
from bot.domain.cases.taxonomy import Category
from tests.support.cases import complaint, incident

BROKEN = "Le vidéoprojecteur de la salle B ne s'allume plus"


def like(case: Case, *others: Case) -> list[str]:
    return [one.ref for one in similar_to(case, map(sketch_of, others))]


def one(ref: str, **given: Any) -> Case:
    usual: dict[str, Any] = {"id": uuid4(), "ref": ref, "description": BROKEN, "session": None}
    return incident(**usual | given)


@pytest.mark.parametrize(
    ("given", "is_similar"),
    [
        ({"description": "VIDEOPROJECTEURS de la salle B : ne s'allument plus !"}, True),
        ({"description": "Alarme incendie pendant l'examen SSIAP"}, False),
        ({"description": "panne"}, False),
    ],
)
def test_like_words_make_cases_similar(given: dict[str, Any], *, is_similar: bool) -> None:
    assert like(one("INC-1"), one("INC-2", **given)) == (["INC-2"] if is_similar else [])


@pytest.mark.parametrize(
    ("other", "is_similar"),
    [
        ({"category": Category.TRAINER, "session": "SSIAP 1, lyon"}, True),
        ({"category": Category.TRAINER, "session": "SSIAP 2, Lyon"}, False),
        ({"category": Category.TRAINER, "session": None}, False),
        ({"category": Category.EQUIPMENT_PPE, "session": "SSIAP 1, Lyon"}, False),
    ],
)
def test_the_same_matter_at_the_same_place_is_similar_in_any_words(
    other: dict[str, Any], *, is_similar: bool
) -> None:
    case = complaint(category=Category.TRAINER, session="SSIAP 1, Lyon", description="en retard")
    second = complaint(id=uuid4(), ref="REC-2", description="absent deux fois", **other)

    assert bool(like(case, second)) is is_similar


def test_the_most_alike_come_first_and_linked_cases_not_at_all() -> None:
    case = one("INC-1", related_refs=("INC-2",), duplicate_of="INC-3")
    linked = (one("INC-2"), one("INC-3"))
    nearly = one("INC-4", description=f"{BROKEN} depuis ce matin")
    same = [one(f"INC-{number}") for number in range(5, 5 + SHOWN_MAX)]

    assert like(case, *linked, nearly, *same) == [other.ref for other in same]
    assert like(case, nearly, same[0]) == [same[0].ref, nearly.ref]


@given(st.text(), st.text())
def test_likeness_goes_both_ways_and_stays_within_its_bounds(first: str, second: str) -> None:
    pair = [sketch_of(one("INC-1", description=text)) for text in (first, second)]
    there = likeness(*pair, words=telling_words(first))
    back = likeness(*reversed(pair), words=telling_words(second))

    assert there == back
    assert 0 <= there <= 2
