"""Columns of the register: French header, identifier, a line's value and its text in a cell."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Generic, Protocol, TypeAlias, TypeVar, cast

from bot.documents.register import words
from bot.domain.cases.journal_entries import Plain, plain
from bot.domain.register.texts import CUT


class Readable(Protocol):
    """Source of a row."""

    @property
    def is_sealed(self) -> bool:
        """Whether only the columns that say so may be read."""


Of = TypeVar("Of", bound=Readable)

Value = object
"""A domain value: text, closed set, number, truth, instant, day, or a tuple of traces."""

Code: TypeAlias = "Plain | float"
"""A value in JSON."""

Cell = str | int | float | datetime | date | None
"""A cell of a sheet or of a French CSV; instants are aware, and shown in the office's zone."""


_SHOWN_AS_IT_IS = frozenset({type(None), str, int, float, datetime, date})


class Width(float, Enum):
    """How wide a column is, in characters."""

    NARROW = 9.0
    USUAL = 17.0
    WIDE = 28.0
    TEXT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Of]):
    """`value` goes into JSON as codes; `said` is what people read, where it is not just that.

    `is_alert` paints a cell that says something; `is_in_sealed` lets the column be
    read even where a confidential case is sealed.
    """

    header: str
    name: str
    value: Callable[[Of], Value]
    said: Callable[[Of], Cell] | None = None
    width: Width = Width.USUAL
    is_alert: bool = False
    is_in_sealed: bool = False

    def cell(self, of: Of) -> Cell:
        """The cell for readers."""
        return self.said(of) if self.said else say(self.value(of))

    def code(self, of: Of) -> Code:
        """The value for programs: codes, and instants in ISO 8601 and UTC."""
        value = self.value(of)
        return value if isinstance(value, float) else plain(value)


def say(value: Value) -> Cell:
    """A value in French, unless it is a number or a date, which the file shows its own way."""
    if type(value) in _SHOWN_AS_IT_IS:
        return cast("Cell", value)
    match value:
        case StrEnum():
            return words.word(value)
        case bool():
            return words.yes_or_no(value)
        case tuple():
            return "\n".join(str(say(item)) for item in value) or None
        case _:
            raise TypeError(value)


CELL_MAX = 32_767
"""Capacity of a cell, in UTF-16 units (Excel specifications and limits)."""

# XML 1.0 §2.2 has no place for these; a carriage return would be read back as a line feed.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?")

# What a spreadsheet takes for the start of a formula (OWASP, CSV injection), perhaps after
# spaces or characters that nobody sees, which some drop when they read a file; the apostrophes
# before make the guard reversible.
_UNSEEN = (
    "\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_RUNS = re.compile(f"'*(?:[\t\r\n]|[\\s{_UNSEEN}]*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
GUARD = "'"


def cell_text(text: str) -> str:
    """The text for a workbook's cell, cut where a cell ends."""
    if text.isprintable() and len(text) * 2 <= CELL_MAX and not text.startswith("<"):
        return text  # as nearly all are
    kept = _cut(_NOT_XML.sub("", _LINE_ENDS.sub("\n", text)))
    if kept.startswith("<r>") and kept.endswith("</r>"):
        # XlsxWriter takes exactly this for markup of its own when it writes in constant memory
        return f"{kept} "
    return kept


def guarded(text: str) -> str:
    """The text for a CSV cell: an apostrophe before what would run as a formula."""
    return GUARD + text if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith(GUARD) and _RUNS.match(text) else text


def _cut(text: str) -> str:
    if len(text) * 2 <= CELL_MAX or _units(text) <= CELL_MAX:
        return text
    room = CELL_MAX - _units(CUT)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
