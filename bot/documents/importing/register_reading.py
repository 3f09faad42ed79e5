"""A register's rows as they stand in a file: cells by our identifiers, legible or refused.

And what tells a row from all others, whether or not it says the same as before.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from bot.documents.importing.import_mapping import HEADERS
from bot.documents.importing.table_files import Cells, InputSheet
from bot.documents.importing.typed_cells import CellMoment, folded
from bot.documents.importing.workbook_cells import NoValue
from bot.documents.register.columns import unguarded
from bot.domain.cases.cases import DESCRIPTION_MAX
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import VigieError
from bot.domain.register.imported import TELLABLE, LeftOut, RowFlaw, digest_of
from bot.domain.register.texts import REFERENCE

_GARBLED = re.compile("\u00c3[\u00a0-\u00bf]|\u00e2\u20ac|\u00c2[\u00a0-\u00bf]")
"""UTF-8 that was read as Windows-1252 before it came here: « Ã© » for « é »."""
_NUL = "\0"
"""A character that no database keeps; stands for the text of a cell that has no value."""
_SUSPICIOUS = (_NUL, "\u00c3", "\u00c2", "\u00e2\u20ac")
_TOLD = frozenset(field.name for field in TELLABLE)


class RowRefusedError(VigieError):
    """A row cannot become a case: `flaw` says why, `field` and `value` where, `hint` what else."""

    def __init__(
        self, flaw: RowFlaw, *, field: str | None = None, value: object = None, hint: str = ""
    ) -> None:
        super().__init__(flaw)
        self.flaw = flaw
        self.field = field
        self.value = value
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it stands in the file: its number there, and its cells by our identifiers.

    `texts` are the cells that are not empty, as people see them. `unknown` names the columns
    that are not known and hold something.
    """

    number: int
    cells: Mapping[str, object]
    texts: Mapping[str, str]
    unknown: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """False where only columns hold something that are not known."""
        return bool(self.texts)

    def text(self, field: str) -> str | None:
        """The text of a cell, None for an empty one."""
        return self.texts.get(field)

    @property
    def former_digest(self) -> str:
        """The key of a row without a reference in earlier versions."""
        told = sorted((name, cell) for name, cell in self.cells.items() if name in HEADERS)
        content = "\x1f".join(f"{name}={cell_text(cell)}" for name, cell in told)
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A register found in a file: where its header is, and what its columns hold.

    `ignored` are columns that are not known, by their index; `own` those of our own export
    that are worked out or stay behind. `kind` is that of most cases in it; rows of a table of
    something else have none.
    """

    sheet: InputSheet
    header_at: int
    fields: Mapping[int, str]
    ignored: Mapping[int, str]
    own: tuple[str, ...] = ()
    defaults: Mapping[str, str]
    kind: Kind | None = None
    prefix: str = ""

    def rows(self) -> Iterator[Row]:
        """Every row that is not empty, numbered as a spreadsheet numbers them."""
        for number, cells in self.sheet.rows():
            if number <= self.header_at:
                continue
            named, texts = self._known_in(cells)
            unknown = self._unknown_in(cells) if self.ignored else ()
            if texts:
                self._complete(named, texts)
            if texts or unknown:
                yield Row(number=number, cells=named, texts=texts, unknown=unknown)

    def _known_in(self, cells: Cells) -> tuple[dict[str, object], dict[str, str]]:
        """The cells by our identifiers, and the texts of those that are not empty."""
        named: dict[str, object] = {}
        texts: dict[str, str] = {}
        width = len(cells)
        for index, field in self.fields.items():
            if index >= width:
                continue
            cell = cells[index]
            if type(cell) is str:
                cell = text = unguarded(cell.strip())
            else:
                text = cell_text(cell)
            named[field] = cell
            if text:
                texts[field] = text
        return named, texts

    def _unknown_in(self, cells: Cells) -> tuple[str, ...]:
        return tuple(
            name
            for index, name in self.ignored.items()
            if index < len(cells) and cell_text(cells[index])
        )

    def _complete(self, named: dict[str, object], texts: dict[str, str]) -> None:
        """Add what the mapping says of the empty cells and of the numbers."""
        if self.prefix and "ref" in texts:
            named["ref"] = texts["ref"] = f"{self.prefix}{texts['ref']}"
        for field, value in self.defaults.items():
            if field not in texts:
                named[field] = texts[field] = value


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A sheet that is not read as a register, and why."""

    sheet: InputSheet
    why: LeftOut
    header_at: int = 0

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Its rows that are not empty, beneath the header where it has one."""
        for number, cells in self.sheet.rows():
            if number > self.header_at and any(cell_text(cell) for cell in cells):
                yield number, cells


def check_legible(row: Row) -> None:
    """Refuse a row of which a cell cannot be read or kept. Raises RowRefusedError."""
    # first what tells nearly all legible rows, and much faster than cell by cell
    together = "\n".join(row.texts.values())
    if not any(sign in together for sign in _SUSPICIOUS):
        return
    for field, text in row.texts.items():
        cell = row.cells[field]
        if isinstance(cell, NoValue):
            flaw = RowFlaw.UNSAVED if cell is NoValue.UNSAVED else RowFlaw.BROKEN_FORMULA
            raise RowRefusedError(flaw, field=field)
        if _NUL in text:
            shown = text.replace(_NUL, "\N{SYMBOL FOR NULL}")
            raise RowRefusedError(RowFlaw.NUL, field=field, value=shown)
        if _GARBLED.search(text):
            raise RowRefusedError(RowFlaw.GARBLED, field=field, value=text)


def cell_text(cell: object) -> str:
    """The displayed text of a cell."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, NoValue):
        return _NUL
    return "" if cell is None else str(cell).strip()


class Identity(TypedDict):
    """The key and words of a row, as `ImportedCase` takes them."""

    key: str
    former_key: str | None
    says: str
    words: str
    told: frozenset[str]
    is_sealed: bool


def identity_of(row: Row, dates: Mapping[str, CellMoment], *, is_confidential: bool) -> Identity:
    """The words of a row, its key, and all that it tells.

    Raises RowRefusedError where there are no words.
    """
    words, ref = _words(row), row.text("ref")
    is_sealed = not words and is_confidential and ref is not None
    if not words and not is_sealed:
        raise RowRefusedError(RowFlaw.EMPTY, field="description")
    said = {name: row.texts[name] for name in sorted(row.texts) if name in _TOLD}
    said |= {name: str(moment) for name, moment in dates.items()} | {"description": words}
    return Identity(
        key=ref or _facts(row, words, dates["received_at"]),
        former_key=None if ref else row.former_digest,
        says=_NUL.join([f"{name}={text}" for name, text in said.items()]),
        words=words,
        told=_same_set(frozenset(said)),
        is_sealed=is_sealed,
    )


def described(words: str, *, ref: str | None) -> str:
    """The description of a case, with the reference that it had. Raises RowRefusedError."""
    description = words + REFERENCE.format(ref=ref) if ref else words
    if len(description) > DESCRIPTION_MAX:
        raise RowRefusedError(RowFlaw.TOO_LONG, field="description", hint=str(DESCRIPTION_MAX))
    return description


def _facts(row: Row, words: str, received: CellMoment) -> str:
    """The key of a row without a number: its fields that do not change."""
    stable = (row.texts.get(name, "") for name in ("complainant", "session_ref", "site"))
    return digest_of(_NUL.join(folded(text) for text in (str(received), words, *stable)))


@lru_cache(maxsize=1_000)
def _same_set(told: frozenset[str]) -> frozenset[str]:
    """One set for all rows that tell of the same fields."""
    return told


def _words(row: Row) -> str:
    subject, description = row.text("subject"), row.text("description")
    if subject is None or subject == description:
        return description or ""
    if description is None:
        return subject
    return "\n".join(_without_repeated_start((subject, description)))


def _without_repeated_start(parts: tuple[str, str]) -> tuple[str, ...]:
    """Drop a subject that is only how the description begins, as in our own export."""
    if folded(parts[1]).startswith(folded(parts[0]).rstrip("…. ")):
        return parts[1:]
    return parts
