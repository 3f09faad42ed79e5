"""Somebody else's register read row by row: each a case to import, or refused with a reason."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.documents.cell_text import unguarded
from bot.documents.import_mapping import HEADERS, NEEDED, ColumnMapping, fields_at
from bot.documents.table_files import (
    SEARCHED_FOR_HEADER,
    Cells,
    Sheet,
    UnreadableFileError,
    sheets_in,
)
from bot.documents.typed_cells import folded
from bot.domain.errors import VigieError
from bot.domain.taxonomy import Kind

_GARBLED = re.compile("Ã[\u00a0-\u00bf]|â€|Â[\u00a0-\u00bf]")
"""UTF-8 that was read as Windows-1252 before it came here: « Ã© » for « é »."""
_KIND_OF_SHEET = {
    "reclamations": Kind.COMPLAINT,
    "reclamation": Kind.COMPLAINT,
    "incidents": Kind.INCIDENT,
    "incident": Kind.INCIDENT,
    "aleas": Kind.INCIDENT,
}


class MissingColumnsError(VigieError):
    """The file has no column for something that every case needs."""


class RowRefusedError(VigieError):
    """A row cannot become a case; the message says why, `field` and `value` where."""

    def __init__(self, reason: str, *, field: str | None = None, value: object = None) -> None:
        super().__init__(reason)
        self.field = field
        self.value = value


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it stands in the file: its number there, and its cells by our identifiers."""

    number: int
    cells: Mapping[str, object]

    def text(self, field: str) -> str | None:
        """The text of a cell, None for an empty one."""
        cell = self.cells.get(field)
        return None if cell is None else _text(cell) or None

    @property
    def digest(self) -> str:
        """What tells a row without a reference from all others."""
        content = "\x1f".join(f"{name}={_text(cell)}" for name, cell in sorted(self.cells.items()))
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A register found in a file: where its header is, and what its columns hold."""

    sheet: Sheet
    header_at: int
    fields: Mapping[int, str]
    ignored: tuple[str, ...]
    kind: Kind

    def rows(self) -> Iterator[Row]:
        """Every row that is not empty, numbered as a spreadsheet numbers them."""
        for number, cells in enumerate(self.sheet.rows(), start=1):
            if number <= self.header_at:
                continue
            named = {
                field: _plain(cells[index])
                for index, field in self.fields.items()
                if index < len(cells)
            }
            if any(_text(cell) for cell in named.values()):
                yield Row(number=number, cells=named)


def find_tables(path: Path, mapping: ColumnMapping) -> tuple[Table, ...]:
    """The registers of a file: the sheets that look like one, or the one that was named.

    Raises UnreadableFileError, MissingColumnsError.
    """
    sheets = sheets_in(path)
    if mapping.sheet is not None:
        sheets = tuple(sheet for sheet in sheets if sheet.name == mapping.sheet)
        if not sheets:
            raise UnreadableFileError(f"{path} has no sheet named {mapping.sheet}.")
    found = [_look_at(sheet, mapping) for sheet in sheets]
    tables = [table for table in found if not missing_in(table)]
    if not tables:
        raise MissingColumnsError(_explain(max(found, key=lambda table: len(table.fields))))
    if tables[0].sheet.name is None:  # the same CSV, by each delimiter
        return (max(tables, key=lambda table: len(table.fields)),)
    named = [table for table in tables if folded(table.sheet.name) in _KIND_OF_SHEET]
    return tuple(named) or (tables[0],)


def missing_in(table: Table) -> tuple[str, ...]:
    """The columns that every case needs and the table lacks."""
    held = set(table.fields.values())
    if "subject" in held:
        held.add("description")
    return tuple(field for field in NEEDED if field not in held)


def check_legible(row: Row) -> None:
    """Refuse a row whose accents were lost on the way. Raises RowRefusedError."""
    for field, cell in row.cells.items():
        # first what tells nearly all legible cells, and much faster than the pattern does
        if isinstance(cell, str) and _may_be_garbled(cell) and _GARBLED.search(cell):
            reason = "wrongly encoded, « Ã© » for « é »: save the file anew as UTF-8"
            raise RowRefusedError(reason, field=field, value=cell)


def _may_be_garbled(text: str) -> bool:
    return "Ã" in text or "Â" in text or "â€" in text


def _look_at(sheet: Sheet, mapping: ColumnMapping) -> Table:
    """The sheet with the most telling of its first rows as header."""
    best: tuple[int, dict[int, str], Cells] = (0, {}, ())
    rows = sheet.rows()
    for number, cells in enumerate(rows, start=1):
        fields = fields_at(cells, mapping)
        if len(fields) > len(best[1]):
            best = (number, fields, cells)
        if number == SEARCHED_FOR_HEADER:
            break
    header_at, fields, header = best
    ignored = [_text(cell) for index, cell in enumerate(header) if index not in fields]
    usual = _KIND_OF_SHEET.get(folded(sheet.name), Kind.COMPLAINT)
    return Table(
        sheet=sheet,
        header_at=header_at,
        fields=fields,
        ignored=tuple(filter(None, ignored)),
        kind=mapping.kind or usual,
    )


def _explain(table: Table) -> str:
    lacking = ", ".join(f"{field} (« {HEADERS[field][0]} »)" for field in missing_in(table))
    found = ", ".join(table.fields.values()) or "none that is known"
    return f"No column for {lacking}; columns found: {found}. Name them in a mapping file."


def _plain(cell: object) -> object:
    return unguarded(cell.strip()) if isinstance(cell, str) else cell


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
