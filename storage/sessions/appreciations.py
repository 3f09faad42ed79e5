"""Answers to surveys: written once, counted by session, judged by whoever may."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from bot.domain.sessions.appreciations import (
    HUNDREDTHS,
    LEVELS,
    Appreciation,
    AppreciationFigures,
    AppreciationOfSession,
    Score,
)
from bot.domain.sessions.sessions import TrainingSession
from storage.tables import appreciations, sessions
from storage.types import insert_into


def known_among(connection: Connection, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these that are there already."""
    query = select(appreciations.c.id).where(appreciations.c.id.in_(ids))
    return frozenset(connection.execute(query).scalars())


def add(connection: Connection, told: Sequence[Appreciation], *, source: str, at: datetime) -> None:
    """Write those that are not there yet."""
    if not told:
        return
    fresh = insert_into(connection, appreciations).on_conflict_do_nothing()
    connection.execute(fresh, [_row_of(one) | {"source": source, "taken_at": at} for one in told])


def figures_of(connection: Connection, session: str) -> AppreciationFigures:
    """What a session was said to be."""
    return _figures(connection, appreciations.c.session == session)


def waiting(connection: Connection, *, limit: int) -> tuple[AppreciationOfSession, ...]:
    """Those that somebody is to judge, the earliest taken first."""
    query = _with_session().where(appreciations.c.is_waiting.is_(True))
    query = query.order_by(appreciations.c.taken_at, appreciations.c.id).limit(limit)
    return tuple(map(_read, connection.execute(query)))


def for_update(connection: Connection, appreciation_id: UUID) -> Appreciation | None:
    """The appreciation, which nobody else may judge until the end."""
    query = select(appreciations).where(appreciations.c.id == appreciation_id).with_for_update()
    row = connection.execute(query).one_or_none()
    return None if row is None else _appreciation(row)


def by_id(connection: Connection, appreciation_id: UUID) -> AppreciationOfSession | None:
    query = _with_session().where(appreciations.c.id == appreciation_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else _read(row)


def judge(connection: Connection, judged: Appreciation) -> None:
    """Write what was made of it."""
    values = {
        "judgement": judged.judgement,
        "reason": judged.reason,
        "judged_by": judged.judged_by,
        "judged_at": judged.judged_at,
        "case_id": judged.case_id,
        "is_waiting": judged.is_waiting,
    }
    connection.execute(update(appreciations).where(appreciations.c.id == judged.id).values(values))


def _figures(connection: Connection, which: ColumnElement[bool]) -> AppreciationFigures:
    kept = appreciations.c
    share = kept.hundredths * 1.0 / (kept.out_of * HUNDREDTHS)
    waits = kept.is_waiting.is_(True) & kept.in_confidence.is_(False)
    query = (
        select(
            kept.level,
            func.count().label("answers"),
            func.count().filter(waits).label("waiting"),
            func.sum(share).label("shares"),
        )
        .where(which)
        .group_by(kept.level)
    )
    rows = connection.execute(query).all()
    by_level = {row.level: row.answers for row in rows if row.level is not None}
    scored = sum(by_level.values())
    shares = sum(float(row.shares) for row in rows if row.shares is not None)
    return AppreciationFigures(
        answers=sum(row.answers for row in rows),
        by_level={level: by_level.get(level, 0) for level in range(1, LEVELS + 1)},
        mean=LEVELS * shares / scored if scored else None,
        waiting=sum(row.waiting for row in rows),
    )


def _with_session() -> Any:  # noqa: ANN401  # a query of columns of two tables
    of_session = (sessions.c.code, sessions.c.title)
    return select(appreciations, *of_session).join_from(appreciations, sessions)


def _read(row: Row[Any]) -> AppreciationOfSession:
    return AppreciationOfSession(
        appreciation=_appreciation(row),
        session=TrainingSession(code=row.code, title=row.title),
        taken_at=row.taken_at,
    )


def _appreciation(row: Row[Any]) -> Appreciation:
    is_scored = row.hundredths is not None
    return Appreciation(
        id=row.id,
        session=row.session,
        score=Score(hundredths=row.hundredths, out_of=row.out_of) if is_scored else None,
        verbatim=row.verbatim,
        answered_on=row.answered_on,
        in_confidence=row.in_confidence,
        judgement=row.judgement,
        reason=row.reason,
        judged_by=row.judged_by,
        judged_at=row.judged_at,
        case_id=row.case_id,
    )


def _row_of(one: Appreciation) -> dict[str, Any]:
    score = one.score
    return {
        "id": one.id,
        "session": one.session,
        "hundredths": score.hundredths if score else None,
        "out_of": score.out_of if score else None,
        "level": score.level if score else None,
        "verbatim": one.verbatim,
        "answered_on": one.answered_on,
        "in_confidence": one.in_confidence,
        "is_waiting": one.is_waiting,
    }
