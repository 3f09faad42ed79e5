"""The pictures and PDFs of docs/reports.md can be made again, and stay small."""

from pathlib import Path

from tests.support.half_year import FOLDER, write

LARGEST = 300_000
"""Bytes of a picture that a guide may load."""


def test_every_file_of_the_guide_is_made_again_and_is_small(tmp_path: Path) -> None:
    write(tmp_path)
    made = {path.name: path.stat().st_size for path in tmp_path.iterdir()}

    assert made.keys() == {path.name for path in FOLDER.iterdir()}
    assert max(made.values()) < LARGEST
