"""A workbook's sheet, row by row: its cells as what they hold, those without a value by name."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from enum import Enum
from pathlib import Path
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from bot.documents.importing.workbook_parts import (
    SheetPart,
    WorkbookArchive,
    failing_clearly,
    local_name,
)
from bot.domain.register.imported import UnreadableFileError

ROWS_MAX, COLUMNS_MAX = 1_048_576, 16_384
"""Size of a sheet (Excel specifications and limits)."""
TEXT_MAX = 1_000_000
"""Characters of a cell: thirty times what Excel lets anybody write."""

NumberedRow = tuple[int, list[object]]


class NoValue(Enum):
    """Why a cell that is not empty holds nothing that could be read."""

    UNSAVED = "unsaved"
    """A formula whose result was not stored: it was written by a program."""
    ERROR = "error"
    """A formula that came to nothing, such as `#REF!`."""


def sheets_of(path: Path) -> tuple[SheetPart, ...]:
    """The sheets of a workbook. Raises UnreadableFileError."""
    with failing_clearly(path), closing(WorkbookArchive(path)) as archive:
        return archive.sheets


def rows_of(path: Path, sheet: SheetPart) -> Iterator[NumberedRow]:
    """Every row that is there, with its number. Raises UnreadableFileError."""
    with failing_clearly(path), closing(WorkbookArchive(path)) as archive:
        reading = _Reading(archive, path)
        for _ in archive.feed(sheet.part, reading):
            yield from reading.taken()


class _Reading(ContentHandler):
    """A sheet being read: the rows that are whole, and the cell that is not yet."""

    def __init__(self, archive: WorkbookArchive, path: Path) -> None:
        super().__init__()
        self._archive, self._path = archive, path
        self._rows: list[NumberedRow] = []
        self._number = 0
        self._cells: list[object] = []
        self._pieces: list[str] | None = None
        self._length = 0
        self._is_reading = False
        self._readers: dict[str, Callable[[str], object]] = {
            "s": lambda text: archive.texts[int(text)],
            "n": self._number_of,
            "b": lambda text: text.strip() in ("1", "true"),
            "e": lambda _: NoValue.ERROR,
            "d": lambda text: datetime.fromisoformat(text.strip()),
        }
        self._start_cell({})

    def taken(self) -> list[NumberedRow]:
        """The rows that became whole since this was asked before."""
        rows, self._rows = self._rows, []
        return rows

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # SAX names it
        match name if ":" not in name else local_name(name):
            case "c":
                self._start_cell(attrs)
            case "v" | "t":
                self._pieces = None if self._is_reading else []
                self._has_value = True
            case "f":
                self._is_formula = True
            case "row":
                self._start_row(attrs.get("r"))
            case "rPh":
                self._is_reading = True

    def characters(self, content: str) -> None:
        if self._pieces is not None:
            self._pieces.append(content)
            self._length += len(content)
            if self._length > TEXT_MAX:
                raise UnreadableFileError(
                    f"{self._path}, row {self._number}: a cell has more than {TEXT_MAX} characters."
                )

    def endElement(self, name: str) -> None:  # noqa: N802  # SAX names it
        match name if ":" not in name else local_name(name):
            case "v" | "t":
                if self._pieces is not None:
                    self._text += "".join(self._pieces)
                self._pieces = None
            case "c":
                self._end_cell()
            case "row":
                self._rows.append((self._number, self._cells))
            case "rPh":
                self._is_reading = False

    def _start_row(self, number: str | None) -> None:
        self._number = int(number) if number else self._number + 1
        if not 1 <= self._number <= ROWS_MAX:
            raise UnreadableFileError(f"{self._path} has no row {self._number} that Excel knows.")
        self._cells = []

    def _start_cell(self, attrs: "AttributesImpl | dict[str, str]") -> None:
        self._place, self._kind = attrs.get("r"), attrs.get("t", "n")
        self._style = attrs.get("s", "0")
        self._text, self._length = "", 0
        self._is_formula = self._has_value = False

    def _end_cell(self) -> None:
        value = self._value()
        column = _column_of(self._place) if self._place else len(self._cells)
        if value is None:
            self._cells += [None] * (0 if self._place else 1)
            return
        if column >= COLUMNS_MAX:
            raise UnreadableFileError(f"{self._path} has no column {self._place} that Excel knows.")
        self._cells += [None] * (column + 1 - len(self._cells))
        self._cells[column] = value

    def _value(self) -> object:
        text = self._text
        if not text:
            is_unsaved = self._is_formula and not (self._has_value and self._kind == "str")
            return NoValue.UNSAVED if is_unsaved else None
        read = self._readers.get(self._kind)
        return read(text) if read else text

    def _number_of(self, text: str) -> object:
        number = float(text)
        if int(self._style) in self._archive.date_styles:
            return _moment_of(number, counts_from_1904=self._archive.counts_from_1904)
        return int(number) if number.is_integer() else number


def _moment_of(number: float, *, counts_from_1904: bool) -> object:
    """A date, or a time where the number is less than a day; as it is where it is neither."""
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel  # noqa: PLC0415  # late

    try:
        return from_excel(number, MAC_EPOCH if counts_from_1904 else WINDOWS_EPOCH)
    except (OverflowError, ValueError):
        return number


def _column_of(place: str) -> int:
    """The column's index in « BC12 »."""
    column = 0
    for sign in place:
        if not "A" <= sign <= "Z":
            break
        column = column * 26 + ord(sign) - 64
    return column - 1
