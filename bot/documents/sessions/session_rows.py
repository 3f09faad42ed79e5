"""A row of a list of sessions as a session, checked cell by cell."""

import re
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.documents.importing.register_reading import Row, RowRefusedError, check_legible
from bot.documents.importing.typed_cells import UnreadableCellError, folded, moment_in
from bot.domain.register.imported import RowFlaw
from bot.domain.register.imported_sessions import STATE, SessionRow
from bot.domain.sessions.sessions import CODE_MAX, TrainingSession, names_in, session_key
from bot.ui.texts.sessions.importing import CANCELLED

TEXT_MAX = 500
"""Characters of a cell that is kept as text."""
TRAINERS_MAX = 50

_COUNT = re.compile(r"(\d{1,6})(?:[.,]0+)?")
_TEXTS = ("title", "site", "room", "client", "funder")


def read_session(row: Row, zone: ZoneInfo) -> SessionRow:
    """The session that a row tells of. Raises RowRefusedError."""
    check_legible(row)
    told: dict[str, Any] = {name: _text(row, name) for name in _TEXTS if row.text(name)}
    told |= {name: _day(row, name, zone) for name in ("first_on", "last_on") if row.text(name)}
    if row.text("trainers"):
        told["trainers"] = _names(row)
    if row.text("trainees"):
        told["trainees"] = _count(row)
    if row.text(STATE):
        told["is_cancelled"] = folded(row.texts[STATE]).startswith(CANCELLED)
    session = TrainingSession(code=_code(row), **told)
    if session.first_on and session.last_on and session.last_on < session.first_on:
        raise RowRefusedError(RowFlaw.ENDS_EARLY, field="last_on", value=row.text("last_on"))
    return SessionRow(session=session, told=frozenset(told))


def _code(row: Row) -> str:
    code = " ".join((row.text("code") or "").split())
    if not session_key(code):
        raise RowRefusedError(RowFlaw.NO_CODE, field="code")
    if max(len(code), len(session_key(code))) > CODE_MAX:
        raise RowRefusedError(RowFlaw.TOO_LONG, field="code", value=code, hint=str(CODE_MAX))
    return code


def _text(row: Row, name: str) -> str:
    text = " ".join(row.texts[name].split())
    if len(text) > TEXT_MAX:
        raise RowRefusedError(RowFlaw.TOO_LONG, field=name, value=text, hint=str(TEXT_MAX))
    return text


def _day(row: Row, name: str, zone: ZoneInfo) -> date:
    try:
        return moment_in(row.cells[name], zone).day
    except UnreadableCellError as error:
        raise RowRefusedError(error.flaw, field=name, value=row.text(name)) from error


def _names(row: Row) -> tuple[str, ...]:
    text = row.texts["trainers"].strip()
    names = names_in(text)
    if len(names) > TRAINERS_MAX or len(text) > TEXT_MAX:
        raise RowRefusedError(RowFlaw.TOO_LONG, field="trainers", hint=str(TEXT_MAX))
    return names


def _count(row: Row) -> int:
    found = _COUNT.fullmatch(row.texts["trainees"])
    if found is None:
        value = row.text("trainees")
        raise RowRefusedError(RowFlaw.NO_COUNT, field="trainees", value=value)
    return int(found[1])
