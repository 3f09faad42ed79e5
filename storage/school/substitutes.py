"""Substitutions: planned, running, and over by themselves or by somebody."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, insert, select, update

from bot.domain.school.substitutes import StandIns, Substitution
from storage.tables import substitutions

_KNOWN = select(
    substitutions.c.id,
    substitutions.c.absent,
    substitutions.c.substitute,
    substitutions.c.begins_on,
    substitutions.c.ends_on,
)
_IS_OPEN = substitutions.c.ended_at.is_(None)


def running_on(connection: Connection, today: date) -> StandIns:
    """Those of a local day in the office."""
    is_running = (substitutions.c.begins_on <= today) & (substitutions.c.ends_on >= today)
    return StandIns(_found(connection, is_running))


def still_open(connection: Connection) -> tuple[Substitution, ...]:
    """Those to come, those that run, and those whose last day has just passed, soonest first."""
    return _found(connection)


def not_begun(connection: Connection, today: date) -> tuple[Substitution, ...]:
    """Those of today of which nobody was told yet that they have begun."""
    is_due = (substitutions.c.begins_on <= today) & substitutions.c.begun_at.is_(None)
    return _found(connection, is_due)


def add(connection: Connection, wanted: Substitution, *, by: str, at: datetime) -> None:
    known = {
        "id": wanted.id,
        "absent": wanted.absent,
        "substitute": wanted.substitute,
        "begins_on": wanted.begins_on,
        "ends_on": wanted.ends_on,
    }
    connection.execute(insert(substitutions).values(planned_by=by, planned_at=at, **known))


def begin(connection: Connection, one: UUID, *, at: datetime) -> bool:
    """Note that it has begun; False where that was noted before, or it is over."""
    is_news = (substitutions.c.id == one) & _IS_OPEN & substitutions.c.begun_at.is_(None)
    return connection.execute(update(substitutions).where(is_news).values(begun_at=at)).rowcount > 0


def end(connection: Connection, one: UUID, *, by: str, at: datetime) -> bool:
    """Note that it is over; False where it was before."""
    over = update(substitutions).where(substitutions.c.id == one, _IS_OPEN)
    return connection.execute(over.values(ended_at=at, ended_by=by)).rowcount > 0


_IN_ORDER = (substitutions.c.begins_on, substitutions.c.planned_at, substitutions.c.id)


def _found(connection: Connection, *which: ColumnElement[bool]) -> tuple[Substitution, ...]:
    query = _KNOWN.where(_IS_OPEN, *which).order_by(*_IN_ORDER)
    return tuple(Substitution(**row) for row in connection.execute(query).mappings())
