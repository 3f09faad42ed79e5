"""What people write mentions nobody, links nowhere and fits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.blocks.answers import clean, is_blank
from bot.ui.blocks.escape import as_typed, cut, mrkdwn, one_line, shown

ENTITY = re.compile(r"&(?:amp|lt|gt);")


@pytest.mark.parametrize(
    ("written", "shown_as"),
    [
        ("<!channel> <!here>", "&lt;!channel&gt; &lt;!here&gt;"),
        ("<@U012AB3CD>", "&lt;@U012AB3CD&gt;"),
        ("<https://evil.example|Légifrance>", "&lt;https://evil.example|Légifrance&gt;"),
        ("R&D &lt;", "R&amp;D &amp;lt;"),
        ("a\0b\x07c", "abc"),
        ("un\r\ndeux\ttrois", "un\ndeux\ttrois"),
        ("abc\u202edef\u2066ghi", "abcdefghi"),  # marks that would turn our own words round
        ("مرحبا 👩\u200d🚒", "مرحبا 👩\u200d🚒"),  # letters and joined emoji need none of them
        ("\ud800", ""),  # half a pair, which no encoding takes
    ],
)
def test_markup_and_controls_are_made_harmless(written: str, shown_as: str) -> None:
    assert mrkdwn(written) == shown_as


@given(st.text())
def test_nothing_that_is_escaped_can_open_a_mention(written: str) -> None:
    escaped = mrkdwn(written)

    assert "<" not in escaped
    assert ">" not in escaped
    assert "&" not in ENTITY.sub("", escaped)


@given(st.text())
def test_reading_what_slack_escaped_gives_what_was_typed(typed: str) -> None:
    assert as_typed(mrkdwn(typed)) == shown(typed)


def test_a_text_of_2996_characters_that_escaping_makes_3310_is_cut_between_entities() -> None:
    written = "x" * 2_917 + "&" * 77 + "<>"
    escaped = mrkdwn(written)

    assert (len(written), len(escaped)) == (2_996, 3_310)
    for limit in range(2_900, 3_310):
        kept = cut(escaped, limit)
        assert len(kept) <= limit
        assert kept.endswith("…")
        assert "&" not in ENTITY.sub("", kept)


@given(st.text(alphabet="a&<> é👩\u200d🚒", max_size=60), st.integers(2, 60))
def test_a_cut_text_fits_and_keeps_its_entities_whole(written: str, limit: int) -> None:
    kept = cut(mrkdwn(written), limit)

    assert len(kept) <= limit
    assert "&" not in ENTITY.sub("", kept)


def test_a_text_that_fits_is_not_touched() -> None:
    assert cut("tout juste", 10) == "tout juste"


def test_one_line_keeps_no_break_spaces() -> None:
    assert one_line(" un\n\n deux\u00a0: \t trois ") == "un deux\u00a0: trois"


class TestClean:
    def test_composes_accents_and_drops_what_no_database_takes(self) -> None:
        assert clean("re\u0301cla\0mation \ud800") == "réclamation \ufffd"

    def test_keeps_zero_width_and_right_to_left_characters_as_typed(self) -> None:
        typed = "a\u200bb\u200fc\u202ed"

        assert clean(typed) == typed


@pytest.mark.parametrize("typed", ["", "  \n\t", "\u00a0", "\u200b\u200d", "\u202e", "\x00\x07"])
def test_what_nobody_can_see_is_blank(typed: str) -> None:
    assert is_blank(typed)


@pytest.mark.parametrize("typed", ["nul", ".", "👍", "م"])
def test_one_visible_character_is_enough(typed: str) -> None:
    assert not is_blank(typed)
