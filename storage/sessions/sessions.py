"""Sessions: written as their source tells of them, never taken away."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, or_, select, update

from bot.domain.sessions.sessions import KnownSession, TrainingSession, trainer_key
from storage.tables import cases, session_trainers, sessions, trainers
from storage.types import insert_into

TOLD = tuple(field.name for field in fields(TrainingSession))
"""The columns that a session's source tells."""


def by_keys(connection: Connection, keys: Collection[str]) -> dict[str, KnownSession]:
    """The sessions known among these, by key."""
    if not keys:
        return {}
    rows = connection.execute(select(sessions).where(sessions.c.key.in_(keys)))
    return {row.key: session_of(row) for row in rows}


def session_of(row: Row[Any]) -> KnownSession:
    """The session that a row of the table holds."""
    told = {name: getattr(row, name) for name in TOLD} | {"trainers": tuple(row.trainers)}
    return KnownSession(
        session=TrainingSession(**told),
        source=row.source,
        seen_at=row.seen_at,
        gone_at=row.gone_at,
    )


def save(
    connection: Connection, told: Sequence[TrainingSession], *, source: str, at: datetime
) -> None:
    """Write sessions, each over what was known before; one that was gone is there again."""
    if not told:
        return
    fresh = insert_into(connection, sessions)
    newest = {column.name: fresh.excluded[column.name] for column in sessions.c}
    statement = fresh.on_conflict_do_update(index_elements=["key"], set_=newest)
    connection.execute(statement, [_row_of(one, source=source, at=at) for one in told])
    _link_trainers(connection, told)


def see_again(connection: Connection, keys: Collection[str], *, source: str, at: datetime) -> None:
    """Note that a source still tells of these, and nothing new."""
    seen = update(sessions).where(sessions.c.key.in_(keys))
    connection.execute(seen.values(source=source, seen_at=at, gone_at=None))


def lose_unseen(connection: Connection, *, source: str, since: date | None, at: datetime) -> int:
    """Mark the sessions that a source told of before, and not at this instant; how many.

    Those that were over before the day `since` are left alone: a source may let go of its past.
    """
    is_unseen = (sessions.c.source == source) & (sessions.c.seen_at < at)
    lost = update(sessions).where(is_unseen, sessions.c.gone_at.is_(None))
    if since is not None:
        lost = lost.where(or_(sessions.c.last_on.is_(None), sessions.c.last_on >= since))
    return connection.execute(lost.values(gone_at=at)).rowcount


def lost_with_cases(connection: Connection, *, at: datetime) -> int:
    """How many of those that were marked at this instant have cases."""
    has_cases = exists().where(cases.c.session_code == sessions.c.key)
    query = select(func.count()).select_from(sessions).where(sessions.c.gone_at == at, has_cases)
    return connection.execute(query).scalar_one()


def _row_of(one: TrainingSession, *, source: str, at: datetime) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in TOLD} | {"trainers": list(one.trainers)}
    made = {"key": one.key, "words": one.words}
    return told | made | {"source": source, "seen_at": at, "gone_at": None}


def _link_trainers(connection: Connection, told: Sequence[TrainingSession]) -> None:
    """Have each session's trainers be those it names now."""
    keys = [one.key for one in told]
    connection.execute(delete(session_trainers).where(session_trainers.c.session.in_(keys)))
    named = _named(told)
    if not named:
        return
    rows = [{"key": key, "name": name} for key, name in named.items()]
    connection.execute(insert_into(connection, trainers).on_conflict_do_nothing(), rows)
    connection.execute(insert(session_trainers), list(_links(told)))


def _named(told: Iterable[TrainingSession]) -> Mapping[str, str]:
    """Every trainer of these, as the name is written first, by key."""
    named: dict[str, str] = {}
    for one in told:
        for name in one.trainers:
            if key := trainer_key(name):
                named.setdefault(key, name)
    return named


def _links(told: Iterable[TrainingSession]) -> Iterable[dict[str, str]]:
    for one in told:
        keys = dict.fromkeys(key for name in one.trainers if (key := trainer_key(name)))
        for key in keys:
            yield {"session": one.key, "trainer": key}
