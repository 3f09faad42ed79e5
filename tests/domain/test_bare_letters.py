"""Small letters without accents, whatever people type."""

import pytest

from bot.domain.cases.searching import bare_words, in_bare_letters


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("RÉCLAMATION reçue", "reclamation recue"),
        ("Re\u0301clamation", "reclamation"),
        ("Cœur, LÆTITIA", "coeur, laetitia"),
        ("Straße", "strasse"),
        ("\uff12\uff10\uff12\uff16", "2026"),
        ("", ""),
    ],
)
def test_accents_and_case_count_for_nothing(typed: str, bare: str) -> None:
    assert in_bare_letters(typed) == bare


def test_words_stand_apart_from_everything_else() -> None:
    assert bare_words("L'«\u00a0Été_indien\u00a0», n°3\N{EM DASH}fin\u202f!") == [
        "l",
        "ete",
        "indien",
        "n",
        "3",
        "fin",
    ]
