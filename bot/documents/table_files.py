"""Somebody else's register as rows of named cells, from CSV or a workbook."""

import csv
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.errors import VigieError

Cells = Sequence[object]

SEARCHED_FOR_HEADER = 20
"""Rows: titles often stand above a register's header."""
FIELD_MAX = 1_000_000
"""Characters of a CSV cell beyond which a quotation mark was surely left open."""

_DELIMITERS = (";", ",", "\t")
_CHUNK = 1 << 16
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class UnreadableFileError(VigieError):
    """The file is no table that Vigie reads; the message says what is the matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table's name (None for CSV) and how to read its rows, from the top, any number of times."""

    name: str | None
    rows: Callable[[], Iterator[Cells]]


def sheets_in(path: Path) -> tuple[Sheet, ...]:
    """The tables of a file, by what it is rather than by its name.

    For CSV one per possible delimiter: only the header can tell. Raises UnreadableFileError.
    """
    try:
        is_workbook = zipfile.is_zipfile(path)
        if is_workbook:
            return _sheets_of_workbook(path)
        encoding = _encoding_of(path)
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    return tuple(
        Sheet(name=None, rows=_csv_reader(path, encoding, delimiter)) for delimiter in _DELIMITERS
    )


def _sheets_of_workbook(path: Path) -> tuple[Sheet, ...]:
    with _open_workbook(path) as book:
        names = [sheet.title for sheet in book.worksheets]
    return tuple(Sheet(name=name, rows=_sheet_reader(path, name)) for name in names)


def _sheet_reader(path: Path, name: str) -> Callable[[], Iterator[Cells]]:
    def rows() -> Iterator[Cells]:
        with _open_workbook(path) as book:
            yield from book[name].iter_rows(values_only=True)

    return rows


@contextmanager
def _open_workbook(path: Path) -> Iterator[Any]:
    import openpyxl  # noqa: PLC0415  # the bot starts without it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415  # the bot starts without it

    with path.open("rb") as file:  # by its name openpyxl would refuse what it can read
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it misses styles, which we do not read
                book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise UnreadableFileError(f"{path} is not a workbook (.xlsx).") from error
        with closing(book):
            yield book


def _csv_reader(path: Path, encoding: str, delimiter: str) -> Callable[[], Iterator[Cells]]:
    def rows() -> Iterator[Cells]:
        csv.field_size_limit(FIELD_MAX)
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            try:
                yield from reader
            except csv.Error as error:
                raise UnreadableFileError(f"{path}, line {reader.line_num}: {error}.") from error

    return rows


def _encoding_of(path: Path) -> str:
    """UTF-8 or UTF-16 where the file says so or reads so, else what French Excel writes."""
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if start.startswith(_OLD_EXCEL):
        raise UnreadableFileError(f"{path} is an old Excel file: save it as .xlsx or CSV.")
    if b"\0" in start:
        raise UnreadableFileError(f"{path} is neither CSV nor a workbook (.xlsx).")
    for encoding in ("utf-8-sig", "cp1252"):
        if _reads_as(path, encoding):
            return encoding
    raise UnreadableFileError(f"{path} is not text in UTF-8 or Windows-1252: save it as UTF-8.")


def _reads_as(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding) as file:
            while file.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True
