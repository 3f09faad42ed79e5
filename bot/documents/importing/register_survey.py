"""The registers in a file: every sheet is looked at, and read or named and left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from bot.documents.importing.headers import best_header
from bot.documents.importing.import_mapping import HEADERS, NEEDED, ColumnMapping, fields_at
from bot.documents.importing.register_reading import Aside, Table, cell_text
from bot.documents.importing.table_files import SEARCHED_FOR_HEADER, InputSheet, sheets_in
from bot.documents.importing.texts import OF_COMPLAINTS, OF_INCIDENTS
from bot.documents.importing.typed_cells import folded
from bot.documents.register.action_columns import ACTION_COLUMNS
from bot.documents.register.case_columns import case_columns
from bot.documents.register.texts import INDICATOR_COLUMNS, INDICATORS
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import VigieError
from bot.domain.register.imported import LeftOut, UnreadableFileError

_WORD = re.compile("[a-z]+")
_OURS_ALONE = frozenset(
    column.header
    for column in case_columns(Kind.COMPLAINT, with_names=False)
    if column.name in {"ref", "kind", "status", "overdue", "recorded_at", "recorded_by"}
)
"""Headers by which our own export is known."""
_INCIDENTS_ONLY = ("incident_type",)
"""Fields whose usual headers mean something else in a register of complaints."""


class MissingColumnsError(VigieError):
    """The file has no column for something that every case needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All that a file holds: registers, and sheets set aside. At least one register."""

    tables: tuple[Table, ...]
    aside: tuple[Aside, ...]
    lacking: tuple[tuple[str | None, str], ...] = ()
    """Columns that the mapping names and a sheet has not, each with the sheet."""


def survey(path: Path, mapping: ColumnMapping, *, encoding: str | None = None) -> Survey:
    """Look at every sheet of a file.

    Raises UnreadableFileError, and MissingColumnsError where no sheet is a register or where a
    column that the mapping names stands nowhere.
    """
    tops = [_Top(sheet) for sheet in sheets_in(path, encoding=encoding)]
    asked = _asked_for(tops, mapping, path)
    found = [_look_at(top, mapping) for top in asked]
    tables = [table for table in found if not missing_in(table)]
    if not tables:
        raise MissingColumnsError(_explain(found))
    if tables[0].sheet.name is None:  # the same CSV, by each delimiter
        tables, aside = [max(tables, key=lambda table: len(table.fields))], []
    else:
        others = [table.sheet for table in found if missing_in(table)]
        aside = [_unread(top, mapping) for top in tops if top not in asked]
        aside += [Aside(sheet=sheet, why=LeftOut.NO_REGISTER) for sheet in others]
    return Survey(tables=tuple(tables), aside=tuple(aside), lacking=_lacking(tables, mapping))


def missing_in(table: Table) -> tuple[str, ...]:
    """The columns that every case needs and the table lacks."""
    held = set(table.fields.values()) | set(table.defaults)
    if "subject" in held:
        held.add("description")
    has_columns = any(field in NEEDED or field == "subject" for field in table.fields.values())
    return tuple(field for field in NEEDED if field not in held or not has_columns)


class _Top:
    """A sheet's first rows, read once."""

    def __init__(self, sheet: InputSheet) -> None:
        self.sheet = sheet
        self.rows = tuple(islice(sheet.rows(), SEARCHED_FOR_HEADER))

    @property
    def ours(self) -> LeftOut | None:
        """Which of our own export's sheets without cases this is, by its name and header."""
        header = tuple(self.rows[0][1]) if self.rows else ()
        if self.sheet.name == INDICATORS and INDICATOR_COLUMNS[0] in header:
            return LeftOut.FIGURES
        is_actions = header == tuple(column.header for column in ACTION_COLUMNS)
        return LeftOut.ACTIONS if is_actions else None


def _asked_for(tops: Sequence[_Top], mapping: ColumnMapping, path: Path) -> list[_Top]:
    """The sheets to be read: those that are named, or those that can be seen."""
    names = {top.sheet.name for top in tops}
    if None in names:
        return list(tops)
    if not mapping.sheets:
        return [top for top in tops if not top.sheet.is_hidden and top.ours is None]
    for name in mapping.sheets:
        if name not in names:
            raise UnreadableFileError(f"{path} has no sheet named {name}.")
    return [top for top in tops if top.sheet.name in mapping.sheets]


def _unread(top: _Top, mapping: ColumnMapping) -> Aside:
    if (ours := top.ours) is not None:
        return Aside(sheet=top.sheet, why=ours, header_at=1)
    looked_at = _look_at(top, mapping)
    header_at = 0 if missing_in(looked_at) else looked_at.header_at
    why = LeftOut.NOT_ASKED if mapping.sheets else LeftOut.HIDDEN
    return Aside(sheet=top.sheet, why=why, header_at=header_at)


def _look_at(top: _Top, mapping: ColumnMapping) -> Table:
    """The sheet with the most telling of its first rows as header."""
    header_at, fields, header = best_header(top.rows, lambda cells: fields_at(cells, mapping))
    kind = mapping.kind or _kind_named(top.sheet.name or "")
    fields = _fit_for(kind, fields, mapping)
    unknown = {
        index: text
        for index, cell in enumerate(header)
        if index not in fields and (text := cell_text(cell))
    }
    is_ours = {cell_text(cell) for cell in header} >= _OURS_ALONE
    ours = _own_headers() if is_ours else frozenset[str]()
    return Table(
        sheet=top.sheet,
        header_at=header_at,
        fields=fields,
        ignored={index: name for index, name in unknown.items() if name not in ours},
        own=tuple(name for name in unknown.values() if name in ours),
        kind=kind,
        defaults=mapping.defaults,
        prefix=mapping.prefix,
    )


def _kind_named(name: str) -> Kind:
    """The kind of case in a sheet's name; complaints where it names both or none."""
    said = frozenset(_WORD.findall(folded(name)))
    return Kind.INCIDENT if said & OF_INCIDENTS and not said & OF_COMPLAINTS else Kind.COMPLAINT


def _fit_for(kind: Kind, fields: dict[int, str], mapping: ColumnMapping) -> dict[int, str]:
    """Without what only incidents have, where no row can be one: « Type » may be anything."""
    is_mixed = "kind" in fields.values() or "kind" in mapping.defaults
    if kind is Kind.INCIDENT or is_mixed:
        return fields
    return {
        index: field
        for index, field in fields.items()
        if field not in _INCIDENTS_ONLY or field in mapping.columns
    }


@cache
def _own_headers() -> frozenset[str]:
    """The headers of our own export."""
    return frozenset(
        column.header
        for kind in Kind
        for column in case_columns(kind, with_names=True, with_sites=True)
    )


def _lacking(tables: Sequence[Table], mapping: ColumnMapping) -> tuple[tuple[str | None, str], ...]:
    lacking = []
    for field, name in mapping.columns.items():
        without = [table for table in tables if field not in table.fields.values()]
        if len(without) == len(tables):
            raise MissingColumnsError(
                f"The mapping names the column « {name} », and there is none."
            )
        lacking += [(table.sheet.name, name) for table in without]
    return tuple(lacking)


def _explain(found: Sequence[Table]) -> str:
    if not found:
        return "Every sheet is hidden: show the register's, or name it in a mapping file."
    table = max(found, key=lambda one: len(one.fields))
    lacking = ", ".join(f"{field} (« {HEADERS[field][0]} »)" for field in missing_in(table))
    columns = ", ".join(table.fields.values()) or "none that is known"
    return f"No column for {lacking}; columns found: {columns}. Name them in a mapping file."
