"""Somebody else's registers, as files."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl

HEADER = ("N°", "Reçu le", "Description", "Canal", "Partie prenante", "Catégorie", "Gravité")
ROW = ("R-1", "03/02/2026", "Attestation non reçue", "Téléphone", "Stagiaire", "Autre", "Mineure")


def write_csv(
    path: Path, *rows: tuple[object, ...], encoding: str = "utf-8", delimiter: str = ";"
) -> Path:
    """A CSV file of these rows, the first being its header."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """A workbook with these sheets, by name."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def with_cell(header: str, value: object) -> tuple[object, ...]:
    """The usual row with one cell of another value."""
    cells = list[object](ROW)
    cells[HEADER.index(header)] = value
    return tuple(cells)
