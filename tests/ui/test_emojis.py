"""Emojis that Slack writes as codes are read as what people saw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.blocks.answers import Answers
from bot.ui.blocks.escape import with_emojis
from bot.ui.blocks.modal import modal
from tests.support.forms import sent


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("alarme :fire:", "alarme \U0001f525"),
        (":fire::+1:", "\U0001f525\U0001f44d"),
        (":wave::skin-tone-3: merci", "\U0001f44b\U0001f3fc merci"),
        ("stage en :flag-fr:", "stage en \U0001f1eb\U0001f1f7"),
        (":warning:", "\N{WARNING SIGN}\ufe0f"),
        (":capsecurite:", ":capsecurite:"),
        ("de 9:30:45 à 10:x:12", "de 9:30:45 à 10:x:12"),
        ("https://a.example:on:80", "https://a.example:on:80"),
        ("note : oui : non", "note : oui : non"),
    ],
)
def test_a_code_becomes_its_character_and_nothing_else_changes(text: str, seen: str) -> None:
    assert with_emojis(text) == seen


@given(st.text(st.sampled_from(":fire_+-1 é")))
def test_what_was_read_once_reads_the_same_again(text: str) -> None:
    once = with_emojis(text)

    assert with_emojis(once) == once


def test_what_a_form_holds_is_read_so_too() -> None:
    form = modal("t", [], callback_id="c", close="c")
    view = sent(form, {"said": {"said": {"value": "alarme :rotating_light:"}}})

    assert Answers(view).text("said") == "alarme \U0001f6a8"
