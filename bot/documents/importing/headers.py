"""The header of somebody else's table: the row that names the most columns that we know."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.documents.importing.table_files import Cells
from bot.documents.importing.typed_cells import folded

Places = Mapping[str, tuple[int, str]]
"""Of each header that we know, in bare letters, its place among those of its field."""


def places_of(headers: Mapping[str, tuple[str, ...]]) -> Places:
    """By our identifiers and the headers that they are known by; the first of them go first."""
    return {
        folded(header): (place, field)
        for field, known in headers.items()
        for place, header in enumerate((field, *known))
    }


def fields_known(
    header: Sequence[object], places: Places, mapped: Mapping[str, str] | None = None
) -> dict[int, str]:
    """Which field each column of a header row holds; `mapped` headers win over known ones."""
    chosen = {folded(name): field for name, field in (mapped or {}).items()}
    best: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(header):
        name = folded("" if cell is None else cell)
        place, field = (-1, chosen[name]) if name in chosen else places.get(name, (0, ""))
        is_elsewhere = field in chosen.values() and name not in chosen
        if field and not is_elsewhere and (field not in best or place < best[field][0]):
            best[field] = (place, index)
    return {index: field for field, (_, index) in sorted(best.items(), key=lambda one: one[1][1])}


def best_header(
    rows: Iterable[tuple[int, Cells]], fields_in: Callable[[Cells], dict[int, str]]
) -> tuple[int, dict[int, str], Cells]:
    """The most telling row: its number, its fields by column, its cells; number 0 without any."""
    best: tuple[int, dict[int, str], Cells] = (0, {}, ())
    for number, cells in rows:
        fields = fields_in(cells)
        if len(fields) > len(best[1]):
            best = (number, fields, cells)
    return best
