"""Whatever a register holds, every row of it is accounted for, and none comes in twice."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.importing.import_mapping import ColumnMapping
from bot.documents.importing.import_rows import RowReader
from bot.documents.importing.register_checking import Checking, cases_of, check
from bot.documents.importing.register_survey import survey
from bot.domain.register.register_reckoning import Reckoning
from bot.services.register.importing import import_cases
from bot.services.register.register_matching import known_actions, match_rows
from storage.database import Database
from tests.support.builders import NOW, OFFICE, opened
from tests.support.tables import write_csv, write_workbook

HEADER = ("N°", "Reçu le", "Description", "Gravité", "Clôturé le", "Couleur")
USUAL = ColumnMapping()

words = st.sampled_from(["Chaise cassée", "Salle froide", "Retard", "=1+1", "  ", ""])
rows = st.tuples(
    st.sampled_from(["", "", "R-1", "R-2", "3", "REC-2026-0001"]),
    st.dates(date(2025, 1, 1), date(2026, 6, 1)) | st.sampled_from(["", "hier"]),
    words,
    st.sampled_from(["", "Mineure", "énorme"]),
    st.sampled_from(["", "", "03/10/2026", "01/01/0001"]),
    st.sampled_from(["", "bleu"]),
)
registers = st.lists(rows, max_size=8)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def reckoned(database: Database, path: Path) -> Reckoning:
    """As `vigie import` does: all rows are checked, and written unless one is refused."""
    found = survey(path, USUAL)
    reader = RowReader(mapping=USUAL, zone=OFFICE.zone, now=NOW)
    checking = Checking(
        reader=reader,
        matched=lambda rows: opened(database).read(match_rows, rows),
        known_actions=lambda refs: opened(database).read(known_actions, refs),
        is_update=False,
    )
    reckoning = check(found, checking, watched=iter)
    if not reckoning.total("refused"):
        opened(database).write(import_cases, cases_of(found, reader), source="r")
    return reckoning


def fresh(folder: Path, template: Path) -> Database:
    path = folder / "vigie.db"
    for one in folder.glob("vigie.db*"):
        one.unlink()
    shutil.copy(template, path)
    return Database(f"sqlite:///{path}")


def french(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row)


@settings(max_examples=25)
@given(sheets=st.dictionaries(st.sampled_from(["2024", "2025", "Aléas"]), registers, min_size=1))
def test_every_row_of_every_sheet_is_accounted_for(
    folder: Path, sqlite_template: Path, sheets: dict[str, list[tuple[object, ...]]]
) -> None:
    path = write_workbook(
        folder / "r.xlsx", **{name: [HEADER, *table] for name, table in sheets.items()}
    )
    database = fresh(folder, sqlite_template)
    reckoning = reckoned(database, path)
    database.close()
    filled = {
        name: sum(any(str(cell).strip() for cell in row) for row in table)
        for name, table in sheets.items()
    }

    assert {sheet.name: sheet.seen for sheet in reckoning.sheets} == filled
    for sheet in reckoning.sheets:
        assert sheet.seen == sheet.taken + sheet.there + sheet.refused + sheet.left_out


good_rows = st.tuples(
    st.just(""),
    st.dates(date(2025, 1, 1), date(2026, 6, 1)),
    st.sampled_from(["Chaise cassée", "Salle\nfroide", "Retard", "'=1+1"]),
    st.sampled_from(["", "Mineure", "majeure"]),
    st.sampled_from(["", "03/10/2026"]),
)


@settings(max_examples=25)
@given(table=st.lists(good_rows, min_size=1, max_size=6, unique_by=lambda row: row[1:3]))
def test_the_same_rows_in_another_format_or_with_an_empty_column_more_bring_nothing_new(
    folder: Path, sqlite_template: Path, table: list[tuple[object, ...]]
) -> None:
    header = HEADER[:5]
    database = fresh(folder, sqlite_template)
    first = reckoned(database, write_csv(folder / "r.csv", header, *map(french, table)))
    again = [
        reckoned(database, write_csv(folder / "r.csv", header, *map(french, table))),
        reckoned(database, write_workbook(folder / "r.xlsx", Feuil1=[header, *table])),
        reckoned(
            database,
            write_csv(
                folder / "r.csv", (*header, "Analyse"), *((*french(row), "") for row in table)
            ),
        ),
    ]
    database.close()

    assert first.total("taken") == len(table)
    assert [(one.total("taken"), one.total("there")) for one in again] == [(0, len(table))] * 3
