from base64 import b64encode
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.scanning.needles import Needles
from bot.scanning.places import found_beneath, looked_through


def test_words_are_found_however_they_are_written(tmp_path: Path) -> None:
    word = "Élodie Zwirgn"
    ways = {
        "plain": word.encode(),
        "wide": word.encode("utf-16"),
        "json": b'"\\u00c9lodie Zwirgn"',
        "folded": b"elodie zwirgn",
        "shouted": "ÉLODIE ZWIRGN".encode("latin-1"),
        "none": b"elodie",
    }
    for name, content in ways.items():
        (tmp_path / name).write_bytes(content)
    with ZipFile(tmp_path / "zip", "w") as archive:
        archive.writestr("inside", word * 9, ZIP_DEFLATED)
    needles = Needles(("zzz", word))

    found = {path.name: held for path, held in found_beneath(needles, [tmp_path]).items()}
    assert found == dict.fromkeys({*ways, "zip"} - {"none"}, frozenset({word}))
    assert [path.name for path, held in looked_through(needles, [tmp_path]) if not held] == ["none"]


@pytest.mark.parametrize("word", ["Zwirg", "Zwirgn", "Zwirgni", "Zwirgnie", "Élodie Zwirgn"])
def test_words_are_found_in_base64_wherever_they_stand_in_it(word: str) -> None:
    needles = Needles((word,))

    for before in range(7):
        coded = b64encode(b"\xff" * before + word.encode() + b"\xff" * 4)
        assert needles.found_in(coded) == {word}
