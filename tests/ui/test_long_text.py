"""A long text is cut into pieces and comes back whole."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.blocks.escape import fitting, put_together, split

WRITTEN = st.text(alphabet="ab \n\té👩", max_size=200)


@given(WRITTEN, st.integers(2, 40))
def test_what_was_split_comes_back_whole(text: str, size: int) -> None:
    parts = split(text, size)

    assert put_together(parts.pieces, parts.joins) == text
    assert len(parts.joins) == len(parts.pieces) - 1
    assert all(len(piece) <= size for piece in parts.pieces)


def test_a_text_is_split_at_a_line_break_rather_than_a_space() -> None:
    parts = split("un deux\ntrois quatre", 12)

    assert (parts.pieces, parts.joins) == (("un deux", "trois quatre"), ("\n",))


def test_an_emptied_piece_leaves_no_break_behind() -> None:
    assert put_together(("un", "", "trois"), ("\n", " ")) == "un trois"
    assert put_together(("", "deux"), ("\n",)) == "deux"


@given(WRITTEN, st.integers(2, 100))
def test_the_beginning_that_fits_is_as_long_as_can_be(text: str, size: int) -> None:
    taken = fitting(text, size=size)

    assert text.startswith(taken)
    assert len(json.dumps(taken)) <= size
    assert taken == text or len(json.dumps(text[: len(taken) + 1])) > size
