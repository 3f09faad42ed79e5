"""Settled cases by what became of them since: erased, or kept for so long."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain.cases.cases import SETTLED, Case
from bot.domain.cases.journal_entries import ERASING
from storage.cases.case_rows import CASE_COLUMNS, case_of
from storage.tables import cases, journal


def erased(connection: Connection) -> Iterator[Case]:
    """Every case that was anonymised; few are, and each says so in its document."""
    told = select(journal.c.case_id).where(journal.c.event.in_(ERASING))
    query = select(*CASE_COLUMNS).where(cases.c.id.in_(told)).order_by(cases.c.ref)
    yield from map(case_of, connection.execute(query).mappings())


def settled_before(connection: Connection, instant: datetime) -> Iterator[Case]:
    """The settled cases that were recorded before an instant, oldest first."""
    old = (cases.c.status.in_(SETTLED), cases.c.recorded_at < instant)
    query = select(*CASE_COLUMNS).where(*old).order_by(cases.c.ref)
    yield from map(case_of, connection.execute(query).mappings())
