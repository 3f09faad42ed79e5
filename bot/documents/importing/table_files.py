"""Somebody else's register as rows of named cells, from CSV or a workbook."""

import codecs
import csv
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from bot.domain.register.imported import UnreadableFileError

Cells = Sequence[object]

SEARCHED_FOR_HEADER = 20
"""Rows: titles often stand above a register's header."""
FIELD_MAX = 1_000_000
"""Characters of a CSV cell beyond which a quotation mark was surely left open."""
RECORD_MAX = 4_000_000
"""Characters of a CSV row, so that no file is ever kept in memory whole."""

_DELIMITERS = (";", ",", "\t")
_CHUNK = 1 << 16
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class InputSheet:
    """A table's name (None for CSV) and how to read its numbered rows, any number of times."""

    name: str | None
    rows: Callable[[], Iterator[tuple[int, Cells]]]
    is_hidden: bool = False


def sheets_in(path: Path, *, encoding: str | None = None) -> tuple[InputSheet, ...]:
    """The tables of a file, by what it is rather than by its name, hidden ones too.

    For CSV one per possible delimiter: only the header can tell. Raises UnreadableFileError.
    """
    try:
        if zipfile.is_zipfile(path):
            return _sheets_of_workbook(path, encoding)
        _check_is_text(path, encoding)
        charset = charset_of(path, chosen=encoding)
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    return tuple(
        InputSheet(name=None, rows=partial(_csv_rows, path, charset, delimiter))
        for delimiter in _DELIMITERS
    )


def _sheets_of_workbook(path: Path, encoding: str | None) -> tuple[InputSheet, ...]:
    from bot.documents.importing.workbook_cells import rows_of, sheets_of  # noqa: PLC0415  # only when needed

    if encoding is not None:
        raise UnreadableFileError(f"{path} is a workbook: --encoding is for CSV.")
    return tuple(
        InputSheet(name=sheet.name, rows=partial(rows_of, path, sheet), is_hidden=sheet.is_hidden)
        for sheet in sheets_of(path)
    )


class _TextLines:
    """The lines of a file, none of which is taken in whole when it is too long."""

    def __init__(self, file: TextIO, path: Path) -> None:
        self._file, self._path = file, path
        self._taken = 0
        self._number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(RECORD_MAX)
        self._number += 1
        self._taken += len(line)
        if self._taken >= RECORD_MAX:
            raise UnreadableFileError(
                f"{self._path}, line {self._number}: a row has more than {RECORD_MAX} characters."
            )
        if not line:
            raise StopIteration
        return line

    def record_is_over(self) -> None:
        """Count anew: the row is whole."""
        self._taken = 0


def _csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, Cells]]:
    csv.field_size_limit(FIELD_MAX)
    with path.open(encoding=encoding, newline="") as file:
        lines = _TextLines(file, path)
        reader = csv.reader(lines, delimiter=delimiter)
        try:
            for number, cells in enumerate(reader, start=1):
                lines.record_is_over()
                yield number, cells
        except csv.Error as error:
            raise UnreadableFileError(f"{path}, line {reader.line_num}: {error}.") from error
        except UnicodeError as error:
            raise UnreadableFileError(
                f"{path}, after line {reader.line_num}: not text in {encoding}."
            ) from error


def _check_is_text(path: Path, encoding: str | None) -> None:
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    if start.startswith(_OLD_EXCEL):
        raise UnreadableFileError(_word_on_old_excel(path))
    if b"\0" in start and encoding is None and not start.startswith(_MARKS_OF_UTF16):
        raise UnreadableFileError(f"{path} is neither CSV nor a workbook (.xlsx).")


def _word_on_old_excel(path: Path) -> str:
    """Excel keeps an encrypted workbook in the container of its old files."""
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(_CHUNK):
            if _ENCRYPTED in before + chunk:
                return f"{path} is protected by a password: save it without one."
            before = chunk[-len(_ENCRYPTED) :]
    return f"{path} is an old Excel file: save it as .xlsx or CSV."


_CHUNK = 1 << 16
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_FRENCH_EXCEL = "cp1252"
_CANDIDATES = (_FRENCH_EXCEL, "mac_roman", "cp850")
"""French Windows, Macintosh and DOS: what a register without a mark may have been saved as."""
_IMPROBABLE = re.compile(
    "[^\\W\\d_][\u201a\u0192\u2020\u2021\u02c6\u2030\u02dc]"
    "|[^\\W\\d_][\u201e\u2039\u203a\u2122\u201c][^\\W\\d_]"
    "|[a-z\u00e0-\u00ff][\u0160\u017d\u0178]"
)
"""Characters of no French word: « cassŽe » is Macintosh's « cassée »."""
_SHOWN = 24
"""Characters on either side of what looks wrong."""


def charset_of(path: Path, *, chosen: str | None = None) -> str:
    """The charset of a file: the chosen one, or UTF-8 where it reads so, else Windows-1252.

    Raises UnreadableFileError where it reads as neither, or improbably: the message then shows
    the candidates, each with what it would read.
    """
    if chosen is not None:
        return _known(chosen)
    with path.open("rb") as file:
        start = file.read(4)
    for mark, charset in _BOMS.items():
        if start.startswith(mark):
            return charset
    if _is_utf8(path):
        return "utf-8"
    for line in _lines(path):
        if _is_improbable(line):
            raise UnreadableFileError(_question(path, line))
    return _FRENCH_EXCEL


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name)
        "\N{LATIN SMALL LETTER E WITH ACUTE}".encode(found.name)
    except (LookupError, UnicodeError, ValueError) as error:
        raise UnreadableFileError(
            f"{name} is no charset that Vigie reads: try one of {', '.join(_CANDIDATES)}, utf-8."
        ) from error
    return "utf-8-sig" if found.name == "utf-8" else found.name


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while line := file.readline(_CHUNK):
            yield line


def _is_improbable(line: bytes) -> bool:
    if line.isascii():
        return False
    try:
        return bool(_IMPROBABLE.search(line.decode(_FRENCH_EXCEL)))
    except UnicodeDecodeError:
        return True


def _question(path: Path, line: bytes) -> str:
    place = _place_in(line)
    piece = line[max(0, place - _SHOWN) : place + _SHOWN]
    shown = "; ".join(
        f"{name}: « {' '.join(piece.decode(name, 'replace').split())} »" for name in _CANDIDATES
    )
    return f"{path} does not say how its accents are coded. Choose with --encoding: {shown}."


def _place_in(line: bytes) -> int:
    try:
        found = _IMPROBABLE.search(line.decode(_FRENCH_EXCEL))
    except UnicodeDecodeError as error:
        return error.start
    return found.start() if found else 0
