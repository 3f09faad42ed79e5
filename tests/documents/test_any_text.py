"""Whatever stands in the register, every file of it is made, and can be read back."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic_core import from_json

from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence.archive import Manifest, reading_archive, writing_archive
from bot.documents.evidence.evidence import INDEX, write_evidence
from bot.documents.register.columns import CELL_MAX, unguarded
from bot.documents.register.flat_files import DELIMITER, write_csv, write_json_lines
from bot.documents.register.workbook import write_workbook
from bot.services.register.register_lines import Line, Part, RegisterQuery
from bot.services.register.registers import Register, export
from storage.database import Database
from tests.support.builders import opened
from tests.support.lives import NOW, complaint
from tests.support.registers import keep

HARD = ("\x00", "\ud83c", "\ufffe", "\x1b", "\r", "\n", '"', ";", "=1+1", "<r></r>", "🌸", "]]>")
PIECES = st.one_of(st.sampled_from(HARD), st.text(st.characters(), max_size=5))
TEXTS = st.tuples(
    st.lists(PIECES, min_size=1, max_size=8).map("".join), st.sampled_from([1, 3_000])
)
"""A text, and how often it stands there."""


@pytest.fixture
def kept(sqlite_database: Database) -> Database:
    keep(sqlite_database, complaint())
    return sqlite_database


FEW = 20
"""Examples: each is a file or several."""
Text = tuple[str, int]


def whole(text: Text) -> str:
    piece, times = text
    return piece * times


def in_utf_8(text: Text) -> str:
    return whole(text).encode(errors="replace").decode()


@contextmanager
def saying(text: Text, database: Database) -> Iterator[Register]:
    """The register, of which every case says this."""
    said = whole(text)

    def reword(lines: Iterable[Line], _count: int) -> Iterator[Line]:
        for line in lines:
            case = replace(line.case, description=said, session=said, requested_remedy=said)
            yield replace(line, case=case)

    wanted = RegisterQuery(first_day=date(2026, 1, 1), last_day=date(2026, 12, 31), with_names=True)
    with export(opened(database, now=NOW), wanted, watch=reword) as register:
        yield register


@settings(max_examples=FEW)
@given(text=TEXTS)
def test_a_workbook_holds_what_a_cell_can(text: Text, kept: Database, tmp_path: Path) -> None:
    with saying(text, kept) as register:
        write_workbook(register, tmp_path / "r.xlsx")
    sheet = load_workbook(tmp_path / "r.xlsx").worksheets[0]
    _, cells = sheet.iter_rows(values_only=True)

    assert all(len(str(cell).encode("utf-16-le")) // 2 <= CELL_MAX for cell in cells)


@settings(max_examples=FEW)
@given(text=TEXTS)
def test_csv_holds_all_that_utf_8_can(text: Text, kept: Database, tmp_path: Path) -> None:
    with saying(text, kept) as register:
        write_csv(register, tmp_path / "r.csv", part=Part.COMPLAINTS)
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        csv.field_size_limit(1 << 20)
        _, cells = csv.reader(file, delimiter=DELIMITER)

    assert in_utf_8(text) in map(unguarded, cells)


@settings(max_examples=FEW)
@given(text=TEXTS)
def test_json_lines_hold_it_for_strict_readers_too(
    text: Text, kept: Database, tmp_path: Path
) -> None:
    with saying(text, kept) as register:
        write_json_lines(register, tmp_path / "r.jsonl", part=Part.COMPLAINTS)
    (line,) = (tmp_path / "r.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")

    assert from_json(line)["description"] == in_utf_8(text)


@settings(max_examples=FEW)
@given(text=TEXTS)
def test_an_evidence_pack_proves_itself_whole(text: Text, kept: Database, tmp_path: Path) -> None:
    with saying(text, kept) as register:
        pack = write_evidence(register, tmp_path / "e.zip", kept=KeptFiles(tmp_path))
    with reading_archive(tmp_path / "e.zip", shape=Manifest) as (_, manifest):
        names = [about.path for about in manifest.files]

    assert pack.missing == ()
    assert INDEX in names


@settings(max_examples=FEW)
@given(text=TEXTS, name=st.text(st.characters(exclude_characters="/\0"), min_size=1))
def test_an_archive_takes_any_text_and_any_name(text: Text, name: str, tmp_path: Path) -> None:
    with writing_archive(tmp_path / "a.zip", now=datetime(2026, 1, 1, tzinfo=UTC)) as archive:
        archive.add_text(f"politique/{name}", whole(text))
        archive.close_with({"about": whole(text)})
    with reading_archive(tmp_path / "a.zip", shape=Manifest) as (pack, manifest):
        ((name_kept, content),) = [(about.path, pack.read(about.path)) for about in manifest.files]

    assert name_kept.startswith("politique/")
    assert content.decode() == in_utf_8(text)
