"""What is written of a session, or in a complaint, means one by its words and its days."""

from dataclasses import replace

import pytest

from bot.domain.sessions.naming import is_named_in, may_be
from tests.support.sessions import SST

UNDATED = replace(SST, first_on=None, last_on=None)


@pytest.mark.parametrize(
    "written",
    [
        "SST",
        "formation SST du 12 novembre",
        "Sauveteur secouriste, Lyon, 13/11/2026",
        "SST Lyon Dupont du 12 au 13 nov. 2026",
        "la session du 13 novembre",
        "sst-26-041",
        "SST 2026-11-12",
    ],
)
def test_a_session_is_meant_by_half_of_the_words_or_by_one_and_its_day(written: str) -> None:
    assert may_be(SST, written)


@pytest.mark.parametrize(
    "written",
    [
        "formation SST du 3 novembre",
        "SST 13/11/2025",
        "formation",
        "SSIAP du 12 novembre",
        "SST 31 février",
        "salle B, SSIAP 1, Lyon",
    ],
)
def test_it_is_not_by_another_day_nor_by_words_that_go_for_all(written: str) -> None:
    assert not may_be(SST, written)


def test_of_a_session_without_days_the_words_alone_count() -> None:
    assert may_be(UNDATED, "formation SST du 3 novembre")
    assert not is_named_in(UNDATED, "Ma formation SST du 12 novembre a mal fini.")


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Mon attestation de la formation SST du 12 novembre n'arrive pas.", True),
        ("Le 12/11, formation de secouriste : pas de chauffage.", True),
        ("Dossier SST 26 041 : pas de convocation.", True),
        ("Le 12 novembre, le projecteur est tombé.", False),
        ("SST : le formateur était absent le 3 novembre.", False),
        ("", False),
    ],
)
def test_a_text_names_it_by_its_code_or_by_its_title_and_day(text: str, *, is_named: bool) -> None:
    assert is_named_in(SST, text) is is_named
