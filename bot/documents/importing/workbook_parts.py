"""A workbook's parts: its sheets by name, its texts and its formats, whoever wrote it.

Read here rather than by openpyxl, which gives up on styles that Excel shows without a word, does
not know Strict Open XML, believes the used range that a writer noted, and cannot tell a formula
without a result from an empty cell.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from bot.domain.register.imported import UnreadableFileError

PART_MAX = 512 * 1024 * 1024
"""Bytes of one unpacked part: a million rows of five hundred characters."""
TEXTS_MAX = 128 * 1024 * 1024
"""Bytes of the shared texts, the one part that is kept in memory."""
RATIO_MAX = 200
"""How many times smaller an honest part is when packed; beyond this it is a trap."""
_SMALL = 1024 * 1024
"""Bytes that any part may have, however well they are packed."""
_CHUNK = 1 << 16
_DATES_FROM_1904 = frozenset({"1", "true"})
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, IndexError),
    *(SAXException, NotImplementedError, RuntimeError),
)
"""Errors raised on reading a damaged, encrypted or oddly packed archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """Where a sheet lies in the archive, and whether the workbook hides it."""

    name: str
    part: str
    is_hidden: bool


@contextmanager
def failing_clearly(path: Path) -> Iterator[None]:
    """Whatever a damaged archive ends in becomes one sentence. Raises UnreadableFileError."""
    try:
        yield
    except _DAMAGED as error:
        raise UnreadableFileError(f"{path} is not a workbook (.xlsx), or is damaged.") from error


class WorkbookArchive:
    """An open workbook. Whoever opens it closes it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = zipfile.ZipFile(path)
        self._names = {_plain(name): name for name in self._zip.namelist()}

    def close(self) -> None:
        self._zip.close()

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The sheets in their order, charts left out. Raises UnreadableFileError."""
        self._check_kind()
        return tuple(
            SheetPart(name=name, part=target, is_hidden=state not in ("", "visible"))
            for name, state, link in self._book.sheets
            if (target := self._links.worksheets.get(link))
        )

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts that cells share."""
        part = self._links.by_kind.get("sharedStrings")
        if part is None or _plain(part) not in self._names:
            return ()
        found = SharedTexts()
        self.read(part, found, at_most=TEXTS_MAX)
        return tuple(found.texts)

    @cached_property
    def date_styles(self) -> frozenset[int]:
        """The numbers of the cell styles that show a number as a date or a time."""
        part = self._links.by_kind.get("styles")
        if part is None or _plain(part) not in self._names:
            return frozenset()
        found = Styles()
        self.read(part, found)
        return found.of_dates()

    @property
    def counts_from_1904(self) -> bool:
        """Whether day 0 is 1 January 1904, as Excel for Mac once had it."""
        return self._book.counts_from_1904

    def read(self, part: str, handler: ContentHandler, *, at_most: int | None = None) -> None:
        """Let the handler see all of a part."""
        for _ in self.feed(part, handler, at_most=at_most):
            pass

    def feed(
        self, part: str, handler: ContentHandler, *, at_most: int | None = None
    ) -> Iterator[None]:
        """Let the handler see a part piece by piece. No document type, and so no entities."""
        from defusedxml.sax import make_parser  # noqa: PLC0415  # the bot starts without it

        parser = make_parser()
        parser.forbid_dtd = True
        parser.setContentHandler(handler)
        with self._open(part, at_most=at_most) as file:
            while chunk := file.read(_CHUNK):
                parser.feed(chunk)
                yield
        parser.close()
        yield

    def _open(self, part: str, *, at_most: int | None) -> IO[bytes]:
        held = self._zip.getinfo(self._names[_plain(part)])
        if held.flag_bits & 1:
            raise UnreadableFileError(
                f"{self._path} is protected by a password: save it without one."
            )
        is_trap = held.file_size > max(_SMALL, RATIO_MAX * held.compress_size)
        if is_trap or held.file_size > (at_most or PART_MAX):
            raise UnreadableFileError(
                f"{self._path} would take {held.file_size // 1_000_000} MB unpacked: "
                "save the register alone, without what it does not need."
            )
        return self._zip.open(held)

    def _check_kind(self) -> None:
        if "xl/workbook.bin" in self._names:
            raise UnreadableFileError(f"{self._path} is a binary workbook: save it as .xlsx.")
        if "content.xml" in self._names:
            raise UnreadableFileError(f"{self._path} is OpenDocument: save it as .xlsx or CSV.")

    @cached_property
    def _root(self) -> str:
        if "_rels/.rels" not in self._names:
            return "xl/workbook.xml"
        found = _Links("")
        self.read("_rels/.rels", found)
        return found.by_kind.get("officeDocument", "xl/workbook.xml")

    @cached_property
    def _book(self) -> "_Book":
        found = _Book()
        self.read(self._root, found)
        return found

    @cached_property
    def _links(self) -> "_Links":
        folder, name = posixpath.split(self._root)
        found = _Links(folder)
        self.read(posixpath.join(folder, "_rels", f"{name}.rels"), found)
        return found


class _Book(ContentHandler):
    """The workbook's own part: its sheets as name, state and link."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []
        self.counts_from_1904 = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # SAX names it
        match local_name(name):
            case "sheet":
                told = {local_name(key): value for key, value in attrs.items()}
                self.sheets.append((told["name"], told.get("state", ""), told["id"]))
            case "workbookPr":
                self.counts_from_1904 = attrs.get("date1904", "") in _DATES_FROM_1904


class _Links(ContentHandler):
    """Where the parts lie: worksheets by their links, others by what they are."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.worksheets: dict[str, str] = {}
        self.by_kind: dict[str, str] = {}

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # SAX names it
        if local_name(name) != "Relationship" or attrs.get("TargetMode") == "External":
            return
        kind = attrs["Type"].rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", self._folder, attrs["Target"])).lstrip("/")
        self.by_kind.setdefault(kind, target)
        if kind == "worksheet":
            self.worksheets[attrs["Id"]] = target


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower().lstrip("/")


def local_name(name: str) -> str:
    """The name of an element without its prefix: writers choose their own."""
    return name.rpartition(":")[2]


class SharedTexts(ContentHandler):
    """Shared texts: the pieces of each, without the readings that Japanese has above them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._is_text = self._is_reading = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: ARG002, N802  # SAX
        match local_name(name):
            case "si":
                self._pieces = []
            case "t":
                self._is_text = not self._is_reading
            case "rPh":
                self._is_reading = True

    def characters(self, content: str) -> None:
        if self._is_text:
            self._pieces.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802  # SAX names it
        match local_name(name):
            case "si":
                self.texts.append("".join(self._pieces))
            case "t":
                self._is_text = False
            case "rPh":
                self._is_reading = False


class Styles(ContentHandler):
    """The one thing of the styles that matters: which of them show dates."""

    def __init__(self) -> None:
        super().__init__()
        self._customs: dict[int, str] = {}
        self._formats: list[int] = []
        self._is_of_cells = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # SAX names it
        match local_name(name):
            case "numFmt" if not self._formats:
                self._customs[int(attrs["numFmtId"])] = attrs.get("formatCode", "")
            case "cellXfs":
                self._is_of_cells = True
            case "xf" if self._is_of_cells:
                self._formats.append(int(attrs.get("numFmtId", "0")))

    def endElement(self, name: str) -> None:  # noqa: N802  # SAX names it
        if local_name(name) == "cellXfs":
            self._is_of_cells = False

    def of_dates(self) -> frozenset[int]:
        """The numbers of the cell styles that show dates or times."""
        is_date = _date_formats()
        customs = self._customs
        return frozenset(
            style
            for style, number in enumerate(self._formats)
            if is_date(customs[number] if number in customs else _usual_format(number))
        )


def _date_formats() -> Callable[[str], bool]:
    from openpyxl.styles.numbers import is_date_format  # noqa: PLC0415  # the bot starts without it

    return lambda code: bool(code) and bool(is_date_format(code))


def _usual_format(number: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # noqa: PLC0415  # the bot starts without it

    return str(BUILTIN_FORMATS.get(number, ""))
