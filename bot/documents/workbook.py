"""The register as a workbook: written row by row, in constant memory, nothing as a formula."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.documents import words
from bot.documents.cell_text import cell_text
from bot.documents.columns import Cell, Column, Width
from bot.documents.output import CannotWriteError, TooManyRowsError, replacing
from bot.documents.register_figures import Figure, Unit, figures_of
from bot.documents.sheets import Sheet, sheet_of
from bot.documents.tally import Tally
from bot.services.register_lines import KIND_OF_PART
from bot.services.registers import Register

INDICATORS = "Indicateurs"
MAX_ROWS = 1_048_575
"""Rows that a sheet takes beneath its header (Excel specifications and limits)."""

_MOMENT, _DAY = "dd/mm/yyyy hh:mm", "dd/mm/yyyy"
_NUMBERS = {Unit.COUNT: "0", Unit.SHARE: "0.0 %", Unit.DECIMAL: "0.0"}
_HEADER_HEIGHT = 32
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet knows no zones
_DAY_SECONDS = 86_400
_PAGE_WIDTH = 220
"""Characters of column width on a landscape A4, at about half their size."""
_UNKNOWN = "n. d."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formats:
    """How cells look; `alert` stands out without relying on its colour, since it is in words."""

    header: Any
    text: Any
    moment: Any
    day: Any
    alert: Any
    units: dict[Unit, Any]


def write_workbook(register: Register, path: Path) -> Tally:
    """Write the wanted parts and their figures; returns what was counted.

    Raises CannotWriteError and TooManyRowsError, and then no file is left.
    """
    _check_size(register)
    tally = Tally(now=register.now)
    with replacing(path) as partial, _workbook(partial, register) as (workbook, formats):
        writer = _Writer(workbook, formats, zone=register.office.zone)
        for part in register.wanted.parts:
            writer.write(sheet_of(register, part, tally=tally))
        writer.write_figures(tally)
    return tally


def _check_size(register: Register) -> None:
    kinds = [KIND_OF_PART[part] for part in register.wanted.parts if part in KIND_OF_PART]
    if any(register.count(kind) > MAX_ROWS for kind in kinds):
        raise TooManyRowsError


@contextmanager
def _workbook(path: Path, register: Register) -> Iterator[tuple[Any, _Formats]]:
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        # rather than a format of its own for each cell, which costs a third of the time
        "default_format_properties": {"valign": "top"},
    }
    from xlsxwriter import Workbook  # noqa: PLC0415  # the bot starts without it
    from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415  # the bot starts without it

    workbook = Workbook(str(path), options)
    workbook.set_properties(
        {"title": "Registre des réclamations et incidents", "created": _naive_utc(register.now)}
    )
    try:
        yield workbook, _formats(workbook)
        workbook.close()
    except XlsxWriterException as error:
        msg = f"Cannot write {path.name}: {error}."
        raise CannotWriteError(msg) from error
    finally:
        for sheet in workbook.worksheets():  # what it leaves open when it was not closed itself
            if sheet.row_data_fh:
                sheet.row_data_fh.close()


class _Writer:
    """Writes sheets one after the other, each from its first row to its last."""

    def __init__(self, workbook: Any, formats: _Formats, *, zone: ZoneInfo) -> None:  # noqa: ANN401  # XlsxWriter is untyped
        self._workbook = workbook
        self._formats = formats
        self._zone = zone

    def write(self, sheet: Sheet[Any]) -> None:
        """Write a part: header, rows, filter."""
        target = self._workbook.add_worksheet(words.word(sheet.part))
        self._write_header(target, [(column.header, column.width) for column in sheet.columns])
        looks = [self._look_of(column) for column in sheet.columns]
        last = 0
        for last, cells in enumerate(sheet.cells(), start=1):
            self._write_row(target, last, cells, looks=looks)
        target.autofilter(0, 0, last, len(sheet.columns) - 1)

    def write_figures(self, tally: Tally) -> None:
        """Write the sheet of figures, each with its number and its definition."""
        target = self._workbook.add_worksheet(INDICATORS)
        headers = [
            ("Indicateur", 48.0),
            ("Valeur", 12.0),
            ("Effectif", 12.0),
            ("Définition", 120.0),
        ]
        self._write_header(target, headers)
        for row, figure in enumerate(figures_of(tally), start=1):
            self._write_figure(target, row, figure)

    def _write_header(self, target: Any, headers: list[tuple[str, float]]) -> None:  # noqa: ANN401  # as above
        target.freeze_panes(1, 1)
        target.repeat_rows(0)
        target.set_landscape()
        target.set_paper(9)  # A4
        target.fit_to_pages(_pages_across(headers), 0)
        target.repeat_columns(0)
        target.set_row(0, _HEADER_HEIGHT)
        for index, (header, width) in enumerate(headers):
            target.set_column(index, index, float(width))
            target.write_string(0, index, header, self._formats.header)

    def _look_of(self, column: Column[Any]) -> Any:  # noqa: ANN401  # as above
        if column.is_alert:
            return self._formats.alert
        return self._formats.text if column.width >= Width.WIDE else None

    def _write_row(self, target: Any, row: int, cells: list[Cell], *, looks: list[Any]) -> None:  # noqa: ANN401  # as above
        """One call a cell at most: a register has millions."""
        for index, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, str):
                target.write_string(row, index, cell_text(cell), looks[index])
            elif isinstance(cell, datetime):
                target.write_number(row, index, serial_of(cell, self._zone), self._formats.moment)
            elif isinstance(cell, date):
                target.write_datetime(row, index, cell, self._formats.day)
            else:
                target.write_number(row, index, cell)

    def _write_figure(self, target: Any, row: int, figure: Figure) -> None:  # noqa: ANN401  # as above
        formats = self._formats
        target.write_string(row, 0, figure.title, formats.text)
        if figure.value is None:
            target.write_string(row, 1, _UNKNOWN, formats.text)
        else:
            target.write_number(row, 1, figure.value, formats.units[figure.unit])
        if figure.number is not None:
            target.write_number(row, 2, figure.number, formats.units[Unit.COUNT])
        target.write_string(row, 3, figure.definition, formats.text)


def _formats(workbook: Any) -> _Formats:  # noqa: ANN401  # as above
    header = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#1F3864"}
    alert = {"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE", "text_wrap": True}
    return _Formats(
        header=workbook.add_format(header | {"font_color": "#FFFFFF", "border": 1}),
        text=workbook.add_format({"text_wrap": True}),
        moment=workbook.add_format({"num_format": _MOMENT}),
        day=workbook.add_format({"num_format": _DAY}),
        alert=workbook.add_format(alert),
        units={unit: workbook.add_format({"num_format": _NUMBERS[unit]}) for unit in Unit},
    )


def _pages_across(headers: list[tuple[str, float]]) -> int:
    """On how many sheets of paper, side by side, the columns can still be read."""
    return math.ceil(sum(float(width) for _, width in headers) / _PAGE_WIDTH)


def serial_of(at: datetime, zone: ZoneInfo) -> float:
    """What a spreadsheet counts: days on the wall clock since 30 December 1899, to the second.

    XlsxWriter makes the same of a datetime, in three times as long.
    """
    wall = at.astimezone(zone).replace(tzinfo=None) - _EPOCH
    return wall.days + wall.seconds / _DAY_SECONDS


def _naive_utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
