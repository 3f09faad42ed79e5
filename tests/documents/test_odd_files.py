"""Files that are damaged, encrypted, packed as traps or by others: read, or one sentence."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.importing.import_mapping import ColumnMapping
from bot.documents.importing.register_survey import MissingColumnsError, survey
from bot.documents.importing.table_files import charset_of, sheets_in
from bot.domain.register.imported import UnreadableFileError
from tests.support.tables import HEADER, ROW, write_workbook

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rows_in(path: Path) -> list[list[object]]:
    return [list(cells) for sheet in sheets_in(path) for _, cells in sheet.rows()]


def workbook(folder: Path) -> Path:
    return write_workbook(folder / "r.xlsx", Registre=[HEADER, ROW])


def repacked(path: Path, parts: Mapping[str, bytes]) -> Path:
    """The workbook with some of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (held | dict(parts)).items():
            archive.writestr(name, content)
    return path


def part_of(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_what_openpyxl_reads_is_read_the_same(tmp_path: Path) -> None:
    cells = [HEADER, ROW, (1, 2.5, True, False, "a\nb", None, "<&>"), (None,) * 6 + ("far",)]
    path = write_workbook(tmp_path / "r.xlsx", Registre=cells)
    expected = openpyxl.load_workbook(path).active

    assert expected is not None
    for ours, theirs in zip(rows_in(path), expected.iter_rows(values_only=True), strict=True):
        assert ours == list(theirs)[: len(ours)]
        assert not any(list(theirs)[len(ours) :])


@pytest.mark.parametrize("content", [b" ", b"<v>0</v>"])
def test_a_part_packed_as_a_trap_is_not_unpacked(tmp_path: Path, content: bytes) -> None:
    path = repacked(workbook(tmp_path), {SHEET: content * 40_000_000})
    with pytest.raises(UnreadableFileError, match="unpacked"):
        rows_in(path)

    assert path.stat().st_size < 1_000_000


def test_a_part_that_is_too_large_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path)
    monkeypatch.setattr("bot.documents.importing.workbook_parts.PART_MAX", 1_000)
    with pytest.raises(UnreadableFileError, match="unpacked"):
        rows_in(path)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, doctype: str) -> None:
    path = workbook(tmp_path)
    sheet = part_of(path, SHEET)
    repacked(path, {SHEET: (doctype + sheet[sheet.index("<worksheet") :]).encode()})
    with pytest.raises(UnreadableFileError, match="damaged"):
        rows_in(path)


@pytest.mark.parametrize("place", ["ZZZZ2", "A0", "A9999999"])
def test_a_cell_beyond_any_sheet_is_one_sentence(tmp_path: Path, place: str) -> None:
    number = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = f'<row r="{number}"><c r="{place}"><v>1</v></c></row></sheetData>'
    path = workbook(tmp_path)
    repacked(path, {SHEET: part_of(path, SHEET).replace("</sheetData>", row).encode()})
    with pytest.raises(UnreadableFileError, match="Excel knows"):
        rows_in(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OLD_EXCEL + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLD_EXCEL + b"\0" * 600 + "Workbook".encode("utf-16-le"), "old Excel file"),
    ],
)
def test_an_encrypted_workbook_is_told_from_an_old_one(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    (tmp_path / "r.xlsx").write_bytes(content)
    with pytest.raises(UnreadableFileError, match=sentence):
        sheets_in(tmp_path / "r.xlsx")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("content.xml", "OpenDocument"), ("xl/workbook.bin", "binary"), ("readme.txt", "damaged")],
)
def test_another_program_s_archive_is_named(tmp_path: Path, name: str, sentence: str) -> None:
    path = tmp_path / "r.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(UnreadableFileError, match=sentence):
        sheets_in(path)


def encrypted(content: bytes) -> bytes:
    """The archive with every part marked as encrypted."""
    marked = bytearray(content)
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(header)
        while place >= 0:
            marked[place + offset] |= 1
            place = marked.find(header, place + 4)
    return bytes(marked)


def test_an_encrypted_archive_is_one_sentence(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    path.write_bytes(encrypted(path.read_bytes()))
    with pytest.raises(UnreadableFileError, match="password"):
        rows_in(path)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("sound"))


@settings(max_examples=60)
@given(
    changes=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=8),
    cut=st.none() | st.integers(1, 1 << 16),
)
def test_a_damaged_workbook_is_read_or_refused_in_one_sentence(
    sound: Path, changes: list[tuple[int, int]], cut: int | None
) -> None:
    content = bytearray(sound.read_bytes())
    for place, byte in changes:
        content[place % len(content)] = byte
    path = sound.with_name("damaged.xlsx")
    path.write_bytes(content[: cut and cut % len(content)])
    try:
        found = survey(path, ColumnMapping())
        read = [row for table in found.tables for row in table.rows()]
    except (UnreadableFileError, MissingColumnsError):
        read = []

    assert len(read) <= 1


def test_a_row_without_end_is_not_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("N°;Reçu le;Objet\n" + "x;" * 2_100_000, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="line 2: a row has more than"):
        rows_in(tmp_path / "r.csv")


def test_a_row_over_many_lines_is_not_kept_in_memory(tmp_path: Path) -> None:
    endless = '";"' + "\n" + "x" * 1_000
    (tmp_path / "r.csv").write_text('N°;Reçu le;Objet\n"' + endless * 4_100, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="a row has more than"):
        rows_in(tmp_path / "r.csv")


@pytest.mark.parametrize(
    "text",
    [
        "L\u2019élève a écrit « ça » \u2013 à 9 h… œuvre, 12 €, Noël, où, être, naïf, aigüe",
        "M. Šimek et Mme Žižková, Łódź exclue",
        "“Attention” \u2014 formation n° 2 … la suite",
    ],
)
def test_french_windows_is_taken_for_what_it_is(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.csv").write_bytes(text.encode("cp1252", "ignore"))

    assert charset_of(tmp_path / "r.csv") == "cp1252"


@pytest.mark.parametrize("charset", ["mac_roman", "cp850"])
@pytest.mark.parametrize(
    "text",
    ["Chaise cassée", "la salle était gelée", "élève gêné", "le contrôle a été reporté", "naïveté"],
)
def test_macintosh_and_dos_are_asked_about(tmp_path: Path, text: str, charset: str) -> None:
    (tmp_path / "r.csv").write_bytes(text.encode(charset))
    with pytest.raises(UnreadableFileError, match="--encoding") as raised:
        charset_of(tmp_path / "r.csv")

    assert f"{charset}: « {text[:20]}" in str(raised.value)


@pytest.mark.parametrize("name", ["rot13", "base64", "nonsense", "é", "\0"])
def test_a_charset_that_is_none_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "r.csv").write_bytes(b"x")
    with pytest.raises(UnreadableFileError, match="no charset"):
        charset_of(tmp_path / "r.csv", chosen=name)


def test_text_that_is_not_in_the_chosen_charset_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(b"N\xb0;Objet\n")
    (sheet, *_) = sheets_in(tmp_path / "r.csv", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="not text in utf-8"):
        list(sheet.rows())


def test_a_workbook_takes_no_charset(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="is for CSV"):
        sheets_in(workbook(tmp_path), encoding="cp1252")
