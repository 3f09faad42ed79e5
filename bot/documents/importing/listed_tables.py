"""The lists in somebody else's file: sheets with the columns needed, and those set aside."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bot.documents.importing.headers import Places, best_header, fields_known
from bot.documents.importing.register_reading import Aside, Table, cell_text
from bot.documents.importing.table_files import (
    SEARCHED_FOR_HEADER,
    Cells,
    InputSheet,
    sheets_in,
)
from bot.domain.register.imported import LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTables:
    """The tables of a file that are lists, none perhaps, and its other sheets."""

    tables: tuple[Table, ...] = ()
    aside: tuple[Aside, ...] = ()


def tables_in(
    path: Path,
    look_at: Callable[[InputSheet], Table],
    *,
    needs: Collection[str],
    lacking: LeftOut,
    encoding: str | None = None,
) -> ListedTables:
    """The sheets of a file in which `look_at` finds all columns that a list `needs`.

    Raises UnreadableFileError.
    """
    sheets = sheets_in(path, encoding=encoding)
    tables = [look_at(sheet) for sheet in sheets if not sheet.is_hidden]
    lists = [table for table in tables if set(needs) <= set(table.fields.values())]
    if not lists:
        return ListedTables()
    if lists[0].sheet.name is None:  # the same CSV, by each delimiter
        return ListedTables(tables=(max(lists, key=lambda table: len(table.fields)),))
    others = [table.sheet for table in tables if table not in lists]
    hidden = [Aside(sheet=one, why=LeftOut.HIDDEN) for one in sheets if one.is_hidden]
    aside = [*hidden, *(Aside(sheet=one, why=lacking) for one in others)]
    return ListedTables(tables=tuple(lists), aside=tuple(aside))


def first_rows(sheet: InputSheet) -> list[tuple[int, Cells]]:
    """The rows among which the header stands."""
    return list(islice(sheet.rows(), SEARCHED_FOR_HEADER))


def table_known_by(sheet: InputSheet, places: Places) -> Table:
    """The sheet with the columns that its most telling row names."""
    header = best_header(first_rows(sheet), lambda cells: fields_known(cells, places))
    return table_beneath(sheet, *header)


def table_beneath(
    sheet: InputSheet, header_at: int, fields: dict[int, str], header: Cells
) -> Table:
    """The sheet as a table beneath a header row; columns that are not known are ignored."""
    unknown = {index: text for index, cell in enumerate(header) if (text := cell_text(cell))}
    ignored = {index: name for index, name in unknown.items() if index not in fields}
    return Table(sheet=sheet, header_at=header_at, fields=fields, ignored=ignored, defaults={})
