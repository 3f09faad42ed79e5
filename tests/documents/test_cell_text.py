"""What people wrote, made fit for a cell: whole, harmless, and back again."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.register.columns import (
    CELL_MAX,
    cell_text,
    guarded,
    unguarded,
)
from bot.domain.register.texts import CUT

FORMULAS = (
    "=1+1",
    "+33 6 12",
    "-2 stagiaires",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "'=1",
    "\uff1d1",
    "\u200b=1",
    "\ufeff+1",
    "\u2060 \u200d-1",
    "\u202e@SUM(A1)",
    "\xad=1",
    "'\u200b=1",
    "\x00=1",
    "\U000e0020=1",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_run_as_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "l'attestation", "'cité'", "2 - 1", "a=b"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.text())
def test_the_guard_can_be_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text() | st.sampled_from(FORMULAS))
def test_no_guarded_text_begins_like_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text(st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\xad \u3164"), max_size=8))
def test_what_nobody_sees_before_a_formula_hides_it_from_no_spreadsheet(before: str) -> None:
    for sign in "=+-@":
        text = f"{before}{sign}1"

        assert guarded(text) == f"'{text}"


def test_every_character_that_unicode_lets_vanish_is_seen_through() -> None:
    vanishing = [
        chr(point)
        for point in range(0x110000)
        if unicodedata.category(chr(point)) in {"Cc", "Cf", "Zs", "Zl", "Zp"}
        and not 0x600 <= point <= 0x8FF  # signs of Arabic and Syriac numbers are drawn
        and point not in {0x110BD, 0x110CD, *range(0x13430, 0x13460)}  # so are these
    ]

    assert [one for one in vanishing if guarded(f"{one}=1") == f"{one}=1"] == []


@pytest.mark.parametrize("character", ["a", "\N{GRINNING FACE}"])
def test_a_text_ends_where_a_cell_does_and_says_so(character: str) -> None:
    text = cell_text(character * 40_000)

    assert len(text.encode("utf-16-le")) // 2 in {CELL_MAX, CELL_MAX - 1}
    assert text.endswith(CUT)


def test_a_text_that_just_fits_is_whole() -> None:
    assert cell_text("a" * CELL_MAX) == "a" * CELL_MAX


@given(st.text())
def test_nothing_is_left_that_xml_cannot_hold(text: str) -> None:
    kept = cell_text(text)

    assert all(character >= " " or character in "\t\n" for character in kept)
    assert not any(character in kept for character in "\ufffe\uffff")
