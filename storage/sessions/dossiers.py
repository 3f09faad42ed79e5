"""The cases of a session, and those that may be about it, for who may see them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select
from sqlalchemy import case as when

from bot.domain.cases.cases import Case
from bot.domain.register.session_dossiers import Traces
from bot.domain.school.office import Office
from storage.cases.case_rows import CASE_COLUMNS, case_of
from storage.cases.visibility import is_about, visible_to
from storage.tables import cases, files, journal, session_trainers, trainers


def cases_of(
    connection: Connection, key: str, *, reader: str, office: Office, limit: int, skip: int
) -> tuple[Case, ...]:
    """The cases of a session that a reader may see, the latest reception first."""
    wanted = (cases.c.session_code == key) & visible_to(reader, office)
    query = select(*CASE_COLUMNS).where(wanted)
    query = query.order_by(cases.c.received_at.desc(), cases.c.id).limit(limit).offset(skip)
    return tuple(map(case_of, connection.execute(query).mappings()))


def count_of(connection: Connection, key: str, *, reader: str, office: Office) -> tuple[int, int]:
    """How many cases of a session a reader may see, and how many confidential ones others handle.

    Of one that is about the reader nothing is told.
    """
    seen = visible_to(reader, office)
    others = and_(cases.c.confidential, ~seen, ~is_about(reader))
    total, hidden = (
        select(func.count()).select_from(cases).where(cases.c.session_code == key, which)
        for which in (seen, others)
    )
    return connection.execute(total).scalar_one(), connection.execute(hidden).scalar_one()


def likely_cases(
    connection: Connection,
    key: str,
    *,
    between: tuple[datetime, datetime],
    reader: str,
    office: Office,
    limit: int,
) -> Sequence[tuple[Case, bool]]:
    """Cases without a known session, received between two instants; whether a trainer reported it.

    First those of which something was written of their session, and those that a trainer of this
    one reported.
    """
    by_name = session_trainers.join(trainers, trainers.c.key == session_trainers.c.trainer)
    trains = (
        exists()
        .select_from(by_name)
        .where(session_trainers.c.session == key, trainers.c.person == cases.c.recorded_by)
    )
    begun, ended = between
    is_then = and_(cases.c.received_at >= begun, cases.c.received_at < ended)
    is_open = and_(is_then, cases.c.session_code.is_(None), visible_to(reader, office))
    first = when((or_(cases.c.session.is_not(None), trains), 0), else_=1)
    query = select(*CASE_COLUMNS, trains.label("by_trainer")).where(is_open)
    rows = connection.execute(query.order_by(first, cases.c.received_at, cases.c.id).limit(limit))
    return tuple((case_of(row), bool(row["by_trainer"])) for row in rows.mappings())


def traces_of(connection: Connection, case_ids: Collection[UUID]) -> Mapping[UUID, Traces]:
    """What each of these cases left."""
    kept = _counted(connection, case_ids)
    query = (
        select(journal.c.case_id, func.count(), func.max(journal.c.at))
        .where(journal.c.case_id.in_(case_ids))
        .group_by(journal.c.case_id)
    )
    return {
        case_id: Traces(files=kept.get(case_id, 0), entries=entries, latest_at=latest_at)
        for case_id, entries, latest_at in connection.execute(query)
    }


def _counted(connection: Connection, case_ids: Collection[UUID]) -> Mapping[UUID | None, int]:
    is_kept: ColumnElement[bool] = files.c.sha256.is_not(None)
    query = select(files.c.case_id, func.count()).where(files.c.case_id.in_(case_ids), is_kept)
    rows = connection.execute(query.group_by(files.c.case_id))
    return {row[0]: row[1] for row in rows}
