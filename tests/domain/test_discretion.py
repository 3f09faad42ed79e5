"""What is posted names nobody, as far as names are written in the usual ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.confidentiality import HIDDEN, discreet


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Cordialement\nMme Lavandine", f"Cordialement\nMme {HIDDEN}"),
        ("M. Jean-Pierre de Mirabelle", f"M. {HIDDEN} de Mirabelle"),
        ("Monsieur L'Hermite a dit", f"Monsieur {HIDDEN} a dit"),
        ("joignable au 06 39 98 00 17 après 18 h", f"joignable au {HIDDEN} après 18 h"),
        ("tél. +33 6 39 98 00 17", f"tél. {HIDDEN}"),
        ("tél. 0639980017.", f"tél. {HIDDEN}."),
        ("à candidat.mirabelle@example.org.", f"à {HIDDEN}."),
        ("Madame, Monsieur,", "Madame, Monsieur,"),
        ("la facture F-2026-118 du 14/10/2026", "la facture F-2026-118 du 14/10/2026"),
        ("de 14 h 05 à 14 h 40, 11/11 présents", "de 14 h 05 à 14 h 40, 11/11 présents"),
        ("Dossier 2026-XX-0417", "Dossier 2026-XX-0417"),
    ],
)
def test_addresses_numbers_and_named_people_are_hidden(text: str, shown: str) -> None:
    assert discreet(text) == shown


def test_the_names_that_are_known_are_hidden_however_they_are_written() -> None:
    said = "églantine DURAND a appelé, Mme Durand insiste"

    assert discreet(said, ["Mme Églantine Durand"]) == (
        f"{HIDDEN} {HIDDEN} a appelé, Mme {HIDDEN} insiste"
    )


def test_a_name_inside_a_word_is_no_name() -> None:
    assert discreet("la roseraie", ["Rose"]) == "la roseraie"


@given(st.text(), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_and_any_names_are_taken(text: str, names: list[str]) -> None:
    once = discreet(text, names)

    assert isinstance(once, str)
    assert "@example.org" not in discreet(f"{text} a@example.org", names)


@given(st.text(alphabet="0123456789 .-+()", max_size=200))
def test_digits_in_masses_take_no_time(text: str) -> None:
    assert len(discreet(text)) <= max(len(text), 1) * len(HIDDEN)
