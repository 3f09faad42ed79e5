"""The answers in a survey's file: every sheet with columns of sessions and scores.

A survey's header often takes two rows, with cells merged across and down.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.documents.importing.headers import best_header, fields_known, places_of
from bot.documents.importing.listed_tables import (
    ListedTables,
    first_rows,
    table_beneath,
    tables_in,
)
from bot.documents.importing.register_reading import Table, cell_text
from bot.documents.importing.table_files import Cells, InputSheet
from bot.documents.importing.typed_cells import folded
from bot.domain.errors import VigieError
from bot.domain.register.imported import LeftOut
from bot.domain.sessions.appreciations import SCALES
from bot.ui.texts.sessions.surveys import SCALE_WORDS, SURVEY_COLUMNS

_PLACES = places_of(SURVEY_COLUMNS)
_SCALE = re.compile(rf"[(\[]? ?(?<!\w){SCALE_WORDS}(?!\w) ?[)\]]?")
_NEEDED = ("session", "score")
_AROUND = " ?:*.-"
_ABOVE = "\x1f"
"""Between the two rows of a header; no cell holds it."""


class NoSurveyError(VigieError):
    """The file has no columns « Session » and « Note », which a survey's answers need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyTable:
    """A table of answers; its header tells `scale`, or does not."""

    table: Table
    scale: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyTables:
    """All that a file holds: tables of answers, at least one, and sheets set aside."""

    tables: tuple[SurveyTable, ...]
    found: ListedTables


def survey_in(path: Path, *, encoding: str | None = None) -> SurveyTables:
    """Look at a file. Raises UnreadableFileError, NoSurveyError."""
    found = tables_in(path, _look_at, needs=_NEEDED, lacking=LeftOut.NO_SURVEY, encoding=encoding)
    if not found.tables:
        raise NoSurveyError
    tables = (SurveyTable(table=one, scale=_scale_of(one)) for one in found.tables)
    return SurveyTables(tables=tuple(tables), found=found)


def _look_at(sheet: InputSheet) -> Table:
    number, fields, header = _header_of(sheet)
    return table_beneath(sheet, number, fields, header)


def _header_of(sheet: InputSheet) -> tuple[int, dict[int, str], Cells]:
    """The row, or the two rows together, that name the most columns."""
    rows = first_rows(sheet)
    candidates = [*rows, *(_together(above, row) for (_, above), row in pairwise(rows))]
    number, fields, header = best_header(candidates, _fields_in)
    return number, fields, [cell_text(cell).replace(_ABOVE, " ") for cell in header]


def _fields_in(cells: Cells) -> dict[int, str]:
    return fields_known([_known_as(cell_text(cell)) for cell in cells], _PLACES)


def _known_as(header: str) -> str:
    """What a header is known as: by itself, or of two rows by the lower, else by both."""
    above, _, below = header.rpartition(_ABOVE)
    names = map(_named, (below, f"{above} {below}"))
    return next((name for name in names if name in _PLACES), "")


def _named(header: str) -> str:
    """A header without the scale that it tells: « Note globale (sur 10) » is « Note globale »."""
    text = folded(header)
    return text if text in _PLACES else _SCALE.sub("", text).strip(_AROUND)


def _together(above: Cells, row: tuple[int, Cells]) -> tuple[int, Cells]:
    """Two rows as one header: a cell that is empty below takes the one above it.

    What is merged across belongs to all columns beneath it: « Note » above « Formateur » and
    « Globale ».
    """
    number, below = row
    return number, list(_joined(above, below))


def _joined(above: Cells, below: Cells) -> Iterator[str]:
    spread = ""
    for place in range(max(len(above), len(below))):
        upper, lower = (cell_text(one[place]) if place < len(one) else "" for one in (above, below))
        spread = upper or spread
        yield f"{spread}{_ABOVE}{lower}" if lower and spread else lower or upper


def _scale_of(table: Table) -> int | None:
    """The scale that the header of the scores tells, in either of its rows."""
    column = next(index for index, field in table.fields.items() if field == "score")
    return scale_told(str(_header_of(table.sheet)[2][column]))


def scale_told(header: str) -> int | None:
    """« Note (sur 10) », « Note /5 », « Satisfaction de 1 à 5 »."""
    found = _SCALE.search(folded(header))
    scale = int(found[1]) if found else 0
    return scale if scale in SCALES else None
