"""How high a workbook's row is: some programs do not work it out from its wrapped text."""

import math
from collections.abc import Sequence
from typing import Any

from bot.documents.register.columns import Cell

_LINE_HEIGHT, _HEIGHT_MAX = 15, 409
"""Points; a row cannot be higher (Excel specifications and limits)."""
_FILLED = 0.9
"""Share of a line that words fill before they wrap."""


def give_height(
    target: Any,  # noqa: ANN401  # XlsxWriter is untyped
    row: int,
    cells: Sequence[Cell],
    *,
    wrapped: Sequence[tuple[int, float]],
) -> None:
    """Make room for wrapped cells, by their columns and widths; one line has the usual height."""
    written = ((cells[index], width) for index, width in wrapped)
    lines = max(
        (lines_of(cell, width) for cell, width in written if isinstance(cell, str)), default=1
    )
    if lines > 1:
        target.set_row(row, min(lines * _LINE_HEIGHT, _HEIGHT_MAX))


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column so many characters wide, rather too many."""
    room = max(int(width * _FILLED), 1)
    if len(text) <= room and "\n" not in text:
        return 1  # as nearly all are
    return sum(max(math.ceil(len(line) / room), 1) for line in text.split("\n"))
