"""The lists of sessions in a file: a calendar, or every sheet that has a column of codes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.documents.importing.headers import best_header, fields_known, places_of
from bot.documents.importing.register_reading import Aside, Row, Table, cell_text
from bot.documents.importing.table_files import SEARCHED_FOR_HEADER, InputSheet, sheets_in
from bot.documents.sessions.calendar_events import is_calendar
from bot.documents.sessions.import_calendar import rows_of_calendar
from bot.domain.errors import VigieError
from bot.domain.register.imported import LeftOut
from bot.ui.texts.sessions.importing import SESSION_COLUMNS

_PLACES = places_of(SESSION_COLUMNS)


class NoSessionsError(VigieError):
    """The file has no column « Code », by which sessions are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionList:
    """A list of sessions, by the sheet's name if it has one, and how to read its rows."""

    name: str | None
    rows: Callable[[], Iterator[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLists:
    """All that a file holds: lists, and sheets set aside. At least one list."""

    lists: tuple[SessionList, ...]
    aside: tuple[Aside, ...] = ()


def session_lists_in(
    path: Path, *, zone: ZoneInfo, today: date, encoding: str | None = None
) -> SessionLists:
    """Look at a file; a calendar is read on the clock of `zone`.

    Raises UnreadableFileError, and NoSessionsError where no sheet is a list.
    """
    if is_calendar(path):
        rows = partial(rows_of_calendar, path, zone=zone, today=today)
        return SessionLists(lists=(SessionList(name=None, rows=rows),))
    sheets = sheets_in(path, encoding=encoding)
    tables = [_look_at(sheet) for sheet in sheets if not sheet.is_hidden]
    lists = [table for table in tables if "code" in table.fields.values()]
    if not lists:
        raise NoSessionsError
    if lists[0].sheet.name is None:  # the same CSV, by each delimiter
        return SessionLists(lists=(_list(max(lists, key=lambda table: len(table.fields))),))
    others = [table.sheet for table in tables if table not in lists]
    hidden = [Aside(sheet=one, why=LeftOut.HIDDEN) for one in sheets if one.is_hidden]
    aside = [*hidden, *(Aside(sheet=one, why=LeftOut.NO_SESSIONS) for one in others)]
    return SessionLists(lists=tuple(map(_list, lists)), aside=tuple(aside))


def _list(table: Table) -> SessionList:
    return SessionList(name=table.sheet.name, rows=table.rows)


def _look_at(sheet: InputSheet) -> Table:
    first = islice(sheet.rows(), SEARCHED_FOR_HEADER)
    header_at, fields, header = best_header(first, lambda cells: fields_known(cells, _PLACES))
    unknown = {index: text for index, cell in enumerate(header) if (text := cell_text(cell))}
    ignored = {index: name for index, name in unknown.items() if index not in fields}
    return Table(sheet=sheet, header_at=header_at, fields=fields, ignored=ignored, defaults={})
