"""A row of a survey as an answer about a session, checked cell by cell."""

import re
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from bot.documents.importing.register_reading import Row, RowRefusedError, check_legible
from bot.documents.importing.typed_cells import CellMoment, UnreadableCellError, folded, moment_in
from bot.domain.errors import VigieError
from bot.domain.register.imported import RowFlaw
from bot.domain.register.imported_appreciations import AppreciationRow
from bot.domain.sessions.appreciations import HUNDREDTHS, SCALES, Score
from bot.domain.sessions.sessions import CODE_MAX, session_key
from bot.ui.texts.sessions.surveys import OUT_OF

VERBATIM_MAX = 10_000
_PER_CENT = 100
_SCORE = re.compile(rf"(\d{{1,3}}(?:[.,]\d{{1,6}})?) ?(?:(%)|{OUT_OF} ?(\d{{1,3}}))?")
_TITLE = re.compile(r"(?<!\s)\s+(?:[-\u2013\u2014:|]\s+|\u00b7\s*)|\u00b7\s*")
"""What parts a code from a title: « SST-26-041 · Sauveteur secouriste ». A run of blanks is looked
at from its beginning only, or a long one would take as long as its square."""


class NoScaleError(VigieError):
    """The file does not tell the best score that can be given: add --scale, such as --scale 5."""


def read_answer(row: Row, zone: ZoneInfo, *, scale: int | None) -> AppreciationRow:
    """The answer that a row tells of. Raises RowRefusedError, and NoScaleError."""
    check_legible(row)
    keys = _keys(row)
    score, verbatim = _score(row, scale), _verbatim(row)
    if score is None and verbatim is None:
        raise RowRefusedError(RowFlaw.NO_ANSWER, field="score")
    moment = _moment(row, zone)
    mark = " ".join(filter(None, (row.text("number"), str(moment) if moment else "")))
    return AppreciationRow(
        keys=keys,
        score=score,
        verbatim=verbatim,
        answered_on=moment.day if moment else None,
        mark=mark,
    )


def _keys(row: Row) -> tuple[str, ...]:
    """What its session may be known by: all that is written, or what stands before a title."""
    written = row.text("session") or ""
    parts = (written, _TITLE.split(written, maxsplit=1)[0])
    keys = dict.fromkeys(session_key(part) for part in parts)
    fitting = tuple(key for key in keys if key and len(key) <= CODE_MAX)
    if not written:
        raise RowRefusedError(RowFlaw.NO_CODE, field="session")
    if not fitting:
        raise RowRefusedError(RowFlaw.NO_SESSION, field="session", value=written)
    return fitting


def _score(row: Row, scale: int | None) -> Score | None:
    text = row.text("score")
    if text is None:
        return None
    cell = row.cells["score"]
    plain = repr(cell) if isinstance(cell, float) else text
    found = _SCORE.fullmatch(folded(plain))
    if found is None:
        raise RowRefusedError(RowFlaw.NO_SCORE, field="score", value=text)
    out_of = _PER_CENT if found[2] else int(found[3]) if found[3] else scale
    if out_of is None:
        raise NoScaleError
    if out_of not in SCALES:
        raise RowRefusedError(RowFlaw.NO_SCORE, field="score", value=text)
    hundredths = _hundredths(found[1])
    if hundredths > out_of * HUNDREDTHS:
        raise RowRefusedError(RowFlaw.OVER_SCALE, field="score", value=text, hint=str(out_of))
    return Score(hundredths=hundredths, out_of=out_of)


def _hundredths(figure: str) -> int:
    return int((Decimal(figure.replace(",", ".")) * HUNDREDTHS).quantize(1, ROUND_HALF_UP))


def _verbatim(row: Row) -> str | None:
    text = row.text("verbatim")
    if text is not None and len(text) > VERBATIM_MAX:
        raise RowRefusedError(RowFlaw.TOO_LONG, field="verbatim", hint=str(VERBATIM_MAX))
    return text


def _moment(row: Row, zone: ZoneInfo) -> CellMoment | None:
    if row.text("answered_on") is None:
        return None
    try:
        return moment_in(row.cells["answered_on"], zone)
    except UnreadableCellError as error:
        value = row.text("answered_on")
        raise RowRefusedError(error.flaw, field="answered_on", value=value) from error
