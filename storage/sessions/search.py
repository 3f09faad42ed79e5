"""Sessions found for a form: those of a day, and those that hold some words, the nearest first."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, func, select

from bot.domain.sessions.sessions import KnownSession
from storage.sessions.sessions import by_keys, session_of
from storage.tables import session_trainers, sessions, trainers

_IS_OFFERED = sessions.c.gone_at.is_(None) & ~sessions.c.is_cancelled


def held_on(connection: Connection, day: date, *, limit: int) -> tuple[KnownSession, ...]:
    """The sessions of a day that are offered, those that begin last first."""
    is_held = (sessions.c.last_on >= day) & (sessions.c.first_on <= day)
    newest = (sessions.c.first_on.desc(), sessions.c.key)
    query = select(sessions).where(is_held, _IS_OFFERED).order_by(*newest).limit(limit)
    return tuple(map(session_of, connection.execute(query)))


def held_by(
    connection: Connection, person: str, day: date, *, limit: int
) -> tuple[KnownSession, ...]:
    """The same, of those in which a member trains."""
    is_held = (sessions.c.last_on >= day) & (sessions.c.first_on <= day)
    by_name = session_trainers.join(trainers, trainers.c.key == session_trainers.c.trainer)
    own = select(session_trainers.c.session).select_from(by_name).where(trainers.c.person == person)
    query = select(sessions).where(sessions.c.key.in_(own), is_held, _IS_OFFERED)
    rows = connection.execute(query.order_by(sessions.c.first_on.desc(), sessions.c.key))
    return tuple(map(session_of, rows.fetchmany(limit)))


def matching(
    connection: Connection, words: Sequence[str], day: date, *, limit: int
) -> tuple[KnownSession, ...]:
    """The sessions that hold all these words, in bare letters: of `limit`, half are to come.

    First those that end on the day or later, the nearest first; then those that are over; then
    those without days.
    """
    # the longest word first: it rules out the most, and the others are looked at no more
    holds = [_holds(connection, word) for word in sorted(words, key=len, reverse=True)]
    nearest = (sessions.c.last_on, sessions.c.first_on)
    latest = (sessions.c.last_on.desc(), sessions.c.first_on.desc())
    queries = (
        _keys(*holds, sessions.c.last_on >= day).order_by(*nearest),
        _keys(*holds, sessions.c.last_on < day).order_by(*latest),
        _keys(*holds, sessions.c.last_on.is_(None)),
    )
    coming, over, undated = (_found(connection, query.limit(limit)) for query in queries)
    room = max(limit - len(over), limit // 2)
    keys = [*coming[:room], *over, *undated][:limit]
    known = by_keys(connection, keys)
    return tuple(known[key] for key in keys)


def _keys(*which: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(sessions.c.key).where(_IS_OFFERED, *which)


def _found(connection: Connection, query: Select[tuple[str]]) -> list[str]:
    return [row.key for row in connection.execute(query)]


def _holds(connection: Connection, word: str) -> ColumnElement[bool]:
    """Whether the words of a session hold these letters; LIKE would take several times as long."""
    if connection.dialect.name == "sqlite":
        return func.instr(sessions.c.words, word) > 0
    return func.strpos(sessions.c.words, word) > 0
