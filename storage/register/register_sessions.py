"""The sessions of a register's period, each with how many cases there are about it."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from bot.domain.sessions.sessions import TrainingSession
from storage.cases.visibility import is_about
from storage.register.registers import ReceptionSpan
from storage.sessions.sessions import session_of
from storage.tables import cases, sessions

_BATCH = 500


def of_period(
    connection: Connection,
    days: tuple[date | None, date | None],
    *,
    received: ReceptionSpan,
    reader: str | None,
) -> Iterator[tuple[TrainingSession, int]]:
    """The sessions held between two days, and those of cases received then; by day and code.

    One that was cancelled, or that its source tells of no more, is there where it has cases. A
    case that is about the reader is not counted.
    """
    is_told = cases.c.session_code.is_not(None)
    counted = is_told if reader is None else and_(is_told, ~is_about(reader))
    tally = (
        select(cases.c.session_code, func.count().label("number"))
        .where(counted)
        .group_by(cases.c.session_code)
        .subquery()
    )
    is_real = or_(sessions.c.gone_at.is_(None) & ~sessions.c.is_cancelled, tally.c.number > 0)
    named = select(cases.c.session_code).where(counted, *_received(received))
    query = (
        select(sessions, func.coalesce(tally.c.number, 0).label("case_count"))
        .outerjoin(tally, tally.c.session_code == sessions.c.key)
        .where(or_(and_(*_held(*days), is_real), sessions.c.key.in_(named)))
        .order_by(sessions.c.first_on.is_(None), sessions.c.first_on, sessions.c.key)
        .execution_options(yield_per=_BATCH)
    )
    with connection.execute(query) as result:
        for row in result:
            yield session_of(row).session, row.case_count


def _held(first: date | None, last: date | None) -> Iterator[ColumnElement[bool]]:
    begun = func.coalesce(sessions.c.first_on, sessions.c.last_on)
    ended = func.coalesce(sessions.c.last_on, sessions.c.first_on)
    yield begun.is_not(None)
    if first is not None:
        yield ended >= first
    if last is not None:
        yield begun <= last


def _received(span: ReceptionSpan) -> Iterator[ColumnElement[bool]]:
    if span.start_at is not None:
        yield cases.c.received_at >= span.start_at
    if span.end_at is not None:
        yield cases.c.received_at < span.end_at
