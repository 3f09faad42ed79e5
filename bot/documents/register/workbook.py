"""The register as a workbook: row by row in constant memory, nothing as a formula."""

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Generic
from zoneinfo import ZoneInfo

from bot.documents.register import texts, words
from bot.documents.register.action_columns import ACTION_COLUMNS, SeenAction
from bot.documents.register.case_columns import RegisterRow, case_columns
from bot.documents.register.columns import Cell, Code, Column, Of, cell_text
from bot.documents.register.register_figures import Figure, RegisterTally, Unit, figures_of
from bot.documents.register.row_heights import give_height
from bot.documents.typesetting.output import CannotWriteError, TooManyRowsError, replacing
from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.taxonomy import Kind
from bot.services.register.register_lines import KIND_OF_PART, Part
from bot.services.register.registers import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[Of]):
    """A part of the register; its rows are read once, as they are asked for."""

    part: Part
    columns: tuple[Column[Of], ...]
    rows: Iterable[Of]

    def cells(self) -> Iterator[list[Cell]]:
        """Each row as people read it."""
        for row in self.rows:
            if row.is_sealed:
                columns = self.columns
                yield [column.cell(row) if column.is_in_sealed else None for column in columns]
            else:
                yield [column.cell(row) for column in self.columns]

    def codes(self) -> Iterator[dict[str, Code]]:
        """Each row as programs read it, by the columns' names."""
        for row in self.rows:
            yield {
                column.name: column.code(row) if column.is_in_sealed or not row.is_sealed else None
                for column in self.columns
            }


def case_sheet(
    register: Register, kind: Kind, *, tally: RegisterTally | None = None
) -> Sheet[RegisterRow]:
    """The cases of a kind, each counted in `tally` as it goes by."""
    return Sheet(
        part=Part(kind),
        columns=case_columns(
            kind, with_names=register.wanted.with_names, with_sites=bool(register.office.sites)
        ),
        rows=_seen(register, kind, tally=tally),
    )


def action_sheet(register: Register, *, tally: RegisterTally | None = None) -> Sheet[SeenAction]:
    """The actions of the period, each counted in `tally` as it goes by."""
    rows = _seen_actions(register, tally=tally)
    return Sheet(part=Part.ACTIONS, columns=ACTION_COLUMNS, rows=rows)


def sheet_of(
    register: Register, part: Part, *, tally: RegisterTally | None = None
) -> Sheet[RegisterRow] | Sheet[SeenAction]:
    """A part of the register."""
    if part is Part.ACTIONS:
        return action_sheet(register, tally=tally)
    return case_sheet(register, KIND_OF_PART[part], tally=tally)


def _seen(register: Register, kind: Kind, *, tally: RegisterTally | None) -> Iterator[RegisterRow]:
    zone = register.office.zone
    for line in register.lines(kind):
        seen = RegisterRow(line=line, case=line.case, now=register.now, zone=zone)
        if tally is not None:
            tally.add(seen)
        yield seen


def _seen_actions(register: Register, *, tally: RegisterTally | None) -> Iterator[SeenAction]:
    today = local_day(register.now, register.office.zone)
    for line in register.actions():
        seen = SeenAction(line=line, today=today)
        if tally is not None:
            tally.add_action(seen)
        yield seen


MAX_ROWS = 1_048_575
"""Rows that a sheet takes beneath its header (Excel specifications and limits)."""

_MOMENT, _DAY = "dd/mm/yyyy hh:mm", "dd/mm/yyyy"
_FRENCH = "[$-40C]"
"""Before a number format: a decimal comma, whatever the reader's spreadsheet speaks."""
_NUMBERS = {
    Unit.COUNT: "0",
    Unit.SHARE: f"{_FRENCH}0.0\u00a0%",
    Unit.DECIMAL: f"{_FRENCH}0.0",
}
_HEADER_HEIGHT = 32
_GRID_ON_PAPER = 0
"""XlsxWriter's way to say that the lines between cells are printed too."""
_INDICATOR_WIDTHS = (66.0, 12.0, 12.0, 120.0)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet knows no zones
_DAY_SECONDS = 86_400
_PAGE_WIDTH = 220
"""Characters of column width on a landscape A4, at about half their size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formats:
    """How cells look; `alert` stands out without relying on its colour, since it is in words."""

    header: Any
    text: Any
    beside: Any
    moment: Any
    day: Any
    whole: Any
    decimal: Any
    alert: Any
    units: dict[Unit, Any]


def write_workbook(register: Register, path: Path) -> RegisterTally:
    """Write the wanted parts and their figures; returns what was counted.

    Raises CannotWriteError and TooManyRowsError, and then no file is left.
    """
    _check_size(register)
    tally = RegisterTally(now=register.now)
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
    workbook.set_properties({"title": texts.TITLE, "created": _naive_utc(register.now)})
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
        wrapped = [(index, float(column.width)) for index, column in enumerate(sheet.columns)]
        last = 0
        for last, cells in enumerate(sheet.cells(), start=1):
            give_height(target, last, cells, wrapped=wrapped)
            self._write_row(target, last, cells, looks=looks)
        target.autofilter(0, 0, last, len(sheet.columns) - 1)

    def write_figures(self, tally: RegisterTally) -> None:
        """Write the sheet of figures, each with its number and its definition."""
        target = self._workbook.add_worksheet(texts.INDICATORS)
        headers = list(zip(texts.INDICATOR_COLUMNS, _INDICATOR_WIDTHS, strict=True))
        self._write_header(target, headers)
        for row, figure in enumerate(figures_of(tally), start=1):
            self._write_figure(target, row, figure)

    def _write_header(self, target: Any, headers: list[tuple[str, float]]) -> None:  # noqa: ANN401  # as above
        target.freeze_panes(1, 1)
        target.repeat_rows(0)
        target.set_landscape()
        target.set_paper(9)  # A4
        target.set_footer(f"&L{texts.TITLE}, &A&R&P / &N")
        target.fit_to_pages(_pages_across(headers), 0)
        target.repeat_columns(0)
        target.set_row(0, _HEADER_HEIGHT)
        target.hide_gridlines(_GRID_ON_PAPER)
        for index, (header, width) in enumerate(headers):
            target.set_column(index, index, float(width))
            target.write_string(0, index, header, self._formats.header)

    def _look_of(self, column: Column[Any]) -> Any:  # noqa: ANN401  # as above
        return self._formats.alert if column.is_alert else self._formats.text

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
                is_whole = isinstance(cell, int)
                look = self._formats.whole if is_whole else self._formats.decimal
                target.write_number(row, index, cell, look)

    def _write_figure(self, target: Any, row: int, figure: Figure) -> None:  # noqa: ANN401  # as above
        formats = self._formats
        title_width, *_, definition_width = _INDICATOR_WIDTHS
        give_height(
            target,
            row,
            [figure.title, figure.definition],
            wrapped=[(0, title_width), (1, definition_width)],
        )
        target.write_string(row, 0, figure.title, formats.text)
        if figure.value is None:
            target.write_string(row, 1, texts.UNKNOWN, formats.text)
        else:
            target.write_number(row, 1, figure.value, formats.units[figure.unit])
        if figure.number is not None:
            target.write_number(row, 2, figure.number, formats.units[Unit.COUNT])
        target.write_string(row, 3, figure.definition, formats.beside)


def _formats(workbook: Any) -> _Formats:  # noqa: ANN401  # as above
    header = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#1F3864"}
    alert = {"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE", "text_wrap": True}
    return _Formats(
        header=workbook.add_format(header | {"font_color": "#FFFFFF", "border": 1}),
        text=workbook.add_format({"text_wrap": True}),
        beside=workbook.add_format({"text_wrap": True, "align": "left", "indent": 1}),
        moment=workbook.add_format({"num_format": _MOMENT, "align": "left"}),
        day=workbook.add_format({"num_format": _DAY, "align": "left"}),
        whole=workbook.add_format({"align": "center"}),
        decimal=workbook.add_format({"num_format": _NUMBERS[Unit.DECIMAL], "align": "center"}),
        alert=workbook.add_format(alert),
        units={unit: workbook.add_format({"num_format": _NUMBERS[unit]}) for unit in Unit},
    )


def _pages_across(headers: list[tuple[str, float]]) -> int:
    """On how many sheets of paper, side by side, the columns can still be read."""
    return math.ceil(sum(float(width) for _, width in headers) / _PAGE_WIDTH)


def serial_of(at: datetime, zone: ZoneInfo) -> float:
    """A spreadsheet's serial date: days on the wall clock since 30 December 1899, to the second.

    XlsxWriter makes the same of a datetime, in three times as long.
    """
    wall = at.astimezone(zone).replace(tzinfo=None) - _EPOCH
    return wall.days + wall.seconds / _DAY_SECONDS


def _naive_utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
