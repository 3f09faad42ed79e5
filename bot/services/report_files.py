"""The files that belong to a report: asked for with it, sent into its thread once it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.domain.outgoing import Outgoing
from storage import outbox
from storage.claims import Claimed
from storage.database import Database
from storage.outbox import Wish

_FILES = (Outgoing.SUMMARY_PDF, Outgoing.SUMMARY_WORKBOOK)


def wish_files(
    connection: Connection, of: str, *, details: Mapping[str, Any], at: datetime
) -> None:
    """Have the report's files sent; `of` is the key of its message in the outbox."""
    wishes = [_wish(kind, of, details=details, at=at) for kind in _FILES]
    outbox.wish_once(connection, wishes)


def wish_review_pdf(
    connection: Connection, of: str, *, details: Mapping[str, Any], at: datetime
) -> None:
    """Have an edition of a half-year's review sent into its thread."""
    outbox.wish_once(connection, [_wish(Outgoing.REVIEW_PDF, of, details=details, at=at)])


def draw_instead(database: Database, row: Claimed, *, now: datetime) -> None:
    """Have the charts drawn that Slack refused in a summary; once, however often it is asked."""
    if row.kind != Outgoing.SUMMARY:
        return
    picture = _wish(Outgoing.SUMMARY_PICTURE, row.key, details=row.details or {}, at=now)
    with database.writing() as connection:
        outbox.wish_once(connection, [picture])


def _wish(kind: Outgoing, of: str, *, details: Mapping[str, Any], at: datetime) -> Wish:
    key = f"{kind}:{details['period']}:{details['edition']}"
    return Wish(kind=kind, key=key, at=at, details={**details, "of": of})
