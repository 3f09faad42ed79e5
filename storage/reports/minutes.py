"""Minutes of meetings: each edition written once, read as it was frozen."""

import hashlib
from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, select

from bot.domain.calendar.periods import Month
from bot.domain.reports.meeting_notes import Minutes
from storage.tables import minutes
from storage.types import insert_into


class MinutesChangedError(Exception):
    """Minutes in the database are not what was frozen: their fingerprint does not hold."""


def freeze(connection: Connection, written: Minutes) -> Minutes | None:
    """Write an edition; None when somebody else just wrote it."""
    frozen = replace(written, fingerprint=fingerprint_of(written.document))
    facts = _adapter().dump_python(replace(frozen, document=""), mode="json")
    fresh = insert_into(connection, minutes).values(
        period=str(frozen.month),
        edition=frozen.edition,
        written_at=frozen.written_at,
        written_by=frozen.written_by,
        facts=facts,
        document=frozen.document,
        hash=frozen.fingerprint,
    )
    kept = connection.execute(fresh.on_conflict_do_nothing().returning(minutes.c.edition))
    return frozen if kept.first() is not None else None


def latest_edition(connection: Connection, month: Month) -> int:
    """The number of the latest edition about a month's summary; 0 when there is none."""
    query = select(func.max(minutes.c.edition)).where(minutes.c.period == str(month))
    return int(connection.execute(query).scalar_one() or 0)


def read_minutes(connection: Connection, month: Month, edition: int) -> Minutes:
    """An edition as it was frozen. Raises LookupError, MinutesChangedError."""
    here = (minutes.c.period == str(month), minutes.c.edition == edition)
    row = connection.execute(select(minutes).where(*here)).one_or_none()
    if row is None:
        raise LookupError(month, edition)
    found = replace(_adapter().validate_python(row.facts), document=row.document)
    if not found.fingerprint == row.hash == fingerprint_of(row.document):
        raise MinutesChangedError(str(month), edition)
    return found


def latest(connection: Connection, month: Month) -> Minutes | None:
    """The latest edition, None when there is none. Raises MinutesChangedError."""
    edition = latest_edition(connection, month)
    return read_minutes(connection, month, edition) if edition else None


def fingerprint_of(document: str) -> str:
    """The SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(document.encode()).hexdigest()


@cache
def _adapter() -> TypeAdapter[Minutes]:
    """The facts' shape; made when first needed."""
    return TypeAdapter(Minutes)
