"""One part of the register as lines of text: CSV for a French Excel, JSON Lines for programs."""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from bot.documents.register.columns import Cell, guarded
from bot.documents.register.register_figures import RegisterTally
from bot.documents.register.workbook import sheet_of
from bot.documents.typesetting.output import replacing
from bot.domain.calendar.wall_time import wall_clock
from bot.services.register.register_lines import Part
from bot.services.register.registers import Register

DELIMITER = ";"
"""French Excel's own: its comma is the decimal mark."""


def write_csv(register: Register, path: Path, *, part: Part) -> RegisterTally:
    """Write a part with French headers, dates and decimals. Raises CannotWriteError."""
    tally = RegisterTally(now=register.now)
    sheet = sheet_of(register, part, tally=tally)
    show = _shown_in(register.office.zone)
    with _text_file(path, encoding="utf-8-sig") as file:  # without the mark Excel reads Latin-1
        writer = csv.writer(file, delimiter=DELIMITER)
        writer.writerow([column.header for column in sheet.columns])
        writer.writerows([show(cell) for cell in cells] for cells in sheet.cells())
    return tally


def write_json_lines(register: Register, path: Path, *, part: Part) -> RegisterTally:
    """Write a part with identifiers as keys, codes as values. Raises CannotWriteError."""
    tally = RegisterTally(now=register.now)
    sheet = sheet_of(register, part, tally=tally)
    with _text_file(path, encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in sheet.codes())
    return tally


def _shown_in(zone: ZoneInfo) -> Callable[[Cell], str]:
    def show(cell: Cell) -> str:
        match cell:
            case None:
                return ""
            case str():
                return guarded(cell)
            case datetime():
                return f"{wall_clock(cell, zone):%d/%m/%Y %H:%M}"
            case date():
                return f"{cell:%d/%m/%Y}"
            case float():
                return str(cell).replace(".", ",")
            case _:
                return str(cell)

    return show


@contextmanager
def _text_file(path: Path, *, encoding: str) -> Iterator[TextIO]:
    """A file to write, with « ? » for half a pair of UTF-16: strict readers refuse its escape."""
    with (
        replacing(path) as partial,
        partial.open("w", encoding=encoding, errors="replace", newline="") as file,
    ):
        yield file
