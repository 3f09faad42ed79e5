"""Samples of audits, and what of them was shown."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, insert, or_, select, update

from bot.domain.register.audits import AuditItem, AuditSample, Sampled
from bot.domain.school.office import Office
from bot.domain.sessions.sessions import TrainingSession
from storage.cases.visibility import visible_to
from storage.tables import audits, cases, sessions


def add(connection: Connection, audit: AuditSample) -> None:
    """Write a new one. Raises IntegrityError where it is there already."""
    row = {
        "id": audit.id,
        "begun_by": audit.begun_by,
        "begun_at": audit.begun_at,
        "shown_to": audit.shown_to,
        "sample": _sample_of(audit),
    }
    connection.execute(insert(audits).values(row))


def by_id(connection: Connection, audit_id: UUID) -> AuditSample | None:
    row = connection.execute(select(audits).where(audits.c.id == audit_id)).one_or_none()
    return None if row is None else _audit(row)


def for_update(connection: Connection, audit_id: UUID) -> AuditSample | None:
    """The audit, which nobody else may change until the end."""
    query = select(audits).where(audits.c.id == audit_id).with_for_update()
    row = connection.execute(query).one_or_none()
    return None if row is None else _audit(row)


def save(connection: Connection, audit: AuditSample) -> None:
    """Write what of it was shown."""
    now = update(audits).where(audits.c.id == audit.id)
    connection.execute(now.values(sample=_sample_of(audit)))


def latest(connection: Connection, *, limit: int) -> tuple[AuditSample, ...]:
    query = select(audits).order_by(audits.c.begun_at.desc(), audits.c.id).limit(limit)
    return tuple(map(_audit, connection.execute(query)))


def sessions_held(connection: Connection, first: date, last: date) -> list[TrainingSession]:
    """The sessions held between two days, by code and title, but those without a trace.

    A session that its source tells of no more, or that was cancelled, is drawn where cases name it.
    """
    is_held = (sessions.c.last_on >= first) & (sessions.c.first_on <= last)
    named = select(cases.c.session_code).where(cases.c.session_code.is_not(None))
    is_real = or_(
        sessions.c.gone_at.is_(None) & ~sessions.c.is_cancelled, sessions.c.key.in_(named)
    )
    query = select(sessions.c.code, sessions.c.title).where(is_held, is_real)
    rows = connection.execute(query.order_by(sessions.c.key))
    return [TrainingSession(code=row.code, title=row.title) for row in rows]


def refs_received(
    connection: Connection, begun: datetime, ended: datetime, *, reader: str, office: Office
) -> list[str]:
    """The references of the cases received between two instants that a reader may see."""
    is_then = (cases.c.received_at >= begun) & (cases.c.received_at < ended)
    query = select(cases.c.ref).where(is_then, visible_to(reader, office)).order_by(cases.c.ref)
    return list(connection.execute(query).scalars())


def refs_among(
    connection: Connection, refs: tuple[str, ...], *, reader: str, office: Office
) -> frozenset[str]:
    """Those of these references that are cases which a reader may see."""
    query = select(cases.c.ref).where(cases.c.ref.in_(refs), visible_to(reader, office))
    return frozenset(connection.execute(query).scalars())


def _sample_of(audit: AuditSample) -> list[dict[str, Any]]:
    return [
        {
            "sampled": item.sampled,
            "key": item.key,
            "label": item.label,
            "shown_at": [at.isoformat() for at in item.shown_at],
        }
        for item in audit.items
    ]


def _audit(row: Row[Any]) -> AuditSample:
    items = tuple(
        AuditItem(
            sampled=Sampled(item["sampled"]),
            key=item["key"],
            label=item["label"],
            shown_at=tuple(map(datetime.fromisoformat, item["shown_at"])),
        )
        for item in row.sample
    )
    return AuditSample(
        id=row.id,
        begun_by=row.begun_by,
        begun_at=row.begun_at,
        shown_to=row.shown_to or "",
        items=items,
    )
