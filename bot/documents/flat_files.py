"""One part of the register as lines of text: CSV for a French Excel, JSON Lines for programs."""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from bot.documents.cell_text import guarded
from bot.documents.columns import Cell
from bot.documents.output import replacing
from bot.documents.sheets import sheet_of
from bot.documents.tally import Tally
from bot.domain.wall_time import wall_clock
from bot.services.register_lines import Part
from bot.services.registers import Register

DELIMITER = ";"
"""French Excel's own: its comma is the decimal mark."""


def write_csv(register: Register, path: Path, *, part: Part) -> Tally:
    """Write a part with French headers, dates and decimals. Raises CannotWriteError."""
    tally = Tally(now=register.now)
    sheet = sheet_of(register, part, tally=tally)
    show = _shown_in(register.office.zone)
    with _text_file(path, encoding="utf-8-sig") as file:  # without the mark Excel reads Latin-1
        writer = csv.writer(file, delimiter=DELIMITER)
        writer.writerow([column.header for column in sheet.columns])
        writer.writerows([show(cell) for cell in cells] for cells in sheet.cells())
    return tally


def write_json_lines(register: Register, path: Path, *, part: Part) -> Tally:
    """Write a part with identifiers as keys, codes as values. Raises CannotWriteError."""
    tally = Tally(now=register.now)
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
    with replacing(path) as partial, partial.open("w", encoding=encoding, newline="") as file:
        yield file
