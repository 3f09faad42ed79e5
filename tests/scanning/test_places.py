"""Words are found however they are written, wherever in a file they lie."""

import io
from base64 import b64encode
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from bot.scanning import places
from bot.scanning.needles import Needles
from bot.scanning.places import found_beneath, looked_through

WORD = "Élodie Zwirgn"


def test_words_are_found_however_they_are_written(tmp_path: Path) -> None:
    ways = {
        "plain": WORD.encode(),
        "loud": WORD.upper().encode(),
        "wide": WORD.encode("utf-16"),
        "old": WORD.encode("latin-1"),
        "json": b'"\\u00c9lodie Zwirgn"',
        "folded": b"elodie zwirgn",
        "base64": b64encode(b"x" + WORD.encode() + b"yz"),
        "folded in base64": b64encode(b"elodie zwirgn"),
        "zip": _zip("inside", (WORD * 9).encode()),
        "zip in zip": _zip("outside", _zip("inside", (WORD * 9).encode())),
        "cut zip": _zip("a", WORD.encode(), packed=ZIP_STORED)[:-9],
    }
    for name, content in {**ways, "none": b"elodie"}.items():
        (tmp_path / name).write_bytes(content)
    found = found_beneath(Needles(("zz", WORD)), [tmp_path])
    read = [path.name for path, _ in looked_through(Needles((WORD,)), [tmp_path])]

    assert {path.name: held for path, held in found.items()} == {name: {WORD} for name in ways}
    assert sorted(read) == sorted([*ways, "none"])


def test_a_word_is_found_across_pieces_and_far_within_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_PIECE", 64)
    monkeypatch.setattr(places, "_UNPACKED_MAX", 256)
    filled = b"." * 500 + WORD.encode() + b"." * 500
    for shift in range(64):
        (tmp_path / "plain").write_bytes(filled[shift:])
        (tmp_path / "zip").write_bytes(_zip("inside", filled[shift:]))

        assert len(found_beneath(Needles((WORD,)), [tmp_path])) == 2


def test_short_words_and_those_of_other_scripts_are_looked_for_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("… Li 王小明王 …", encoding="utf-8")
    (tmp_path / "two").write_bytes(b"???? \xff")
    needles = Needles(("li", "王小明王"))
    found = found_beneath(needles, [tmp_path])

    assert found == {tmp_path / "one": frozenset(needles.words)}
    assert Needles.of(["li", " 王小明王 "]).words == ("王小明王",)


@pytest.mark.parametrize("word", ["Zwirg", "Zwirgn", "Zwirgni", "Zwirgnie", "Élodie Zwirgn"])
def test_words_are_found_in_base64_wherever_they_stand_in_it(word: str) -> None:
    needles = Needles((word,))

    for before in range(7):
        coded = b64encode(b"\xff" * before + word.encode() + b"\xff" * 4)
        assert needles.found_in(coded) == {word}


def _zip(name: str, content: bytes, *, packed: int = ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with ZipFile(whole, "w", packed) as archive:
        archive.writestr(name, content)
    return whole.getvalue()
