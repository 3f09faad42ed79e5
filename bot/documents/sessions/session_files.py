"""The lists of sessions in a file: a calendar, or every sheet that has a column of codes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.documents.importing.headers import places_of
from bot.documents.importing.listed_tables import table_known_by, tables_in
from bot.documents.importing.register_reading import Aside, Row
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
    found = tables_in(
        path,
        partial(table_known_by, places=_PLACES),
        needs=["code"],
        lacking=LeftOut.NO_SESSIONS,
        encoding=encoding,
    )
    if not found.tables:
        raise NoSessionsError
    lists = (SessionList(name=table.sheet.name, rows=table.rows) for table in found.tables)
    return SessionLists(lists=tuple(lists), aside=found.aside)
