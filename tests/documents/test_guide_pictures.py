"""The guides' pictures are of today; those of docs/reports.md can be made again and are small."""

import json
from pathlib import Path

from bot.domain.school.office import Locale
from bot.ui.texts.catalogue import texts_for
from tests.support.guide_pictures import PICTURES, SENTENCES
from tests.support.half_year import FOLDER, write
from tests.support.said import leaves

LARGEST = 300_000
"""Bytes of a picture that a guide may load."""


def test_every_file_of_the_guide_is_made_again_and_is_small(tmp_path: Path) -> None:
    write(tmp_path)
    made = {path.name: path.stat().st_size for path in tmp_path.iterdir()}

    assert made.keys() == {path.name for path in FOLDER.iterdir()}
    assert max(made.values()) < LARGEST


def test_no_picture_of_a_guide_shows_a_sentence_that_is_gone() -> None:
    """`python -m tests.support.guide_pictures` takes them anew."""
    ours = {text for _, text in leaves(texts_for(Locale.FRENCH))}
    shown = json.loads(SENTENCES.read_text(encoding="utf-8"))

    assert shown.keys() == {path.stem for path in PICTURES.glob("*.png")}
    assert all(shown.values())
    assert {name: gone for name, said in shown.items() if (gone := sorted({*said} - ours))} == {}
