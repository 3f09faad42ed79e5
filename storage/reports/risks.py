"""The register of risks: each as it is now, what it names, and its entries in the journal."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.domain.reports.quality_risks import CaseTopic
from bot.domain.reports.risk_views import RiskCounts, RiskTrace
from bot.domain.reports.risks import (
    Acceptance,
    QualityRisk,
    RiskDraft,
    RiskLink,
    RiskOrigin,
    RiskStatus,
    UsualRisk,
)
from storage.tables import journal, risk_entries, risk_links, risks
from storage.types import insert_into

PROPOSALS_SHOWN = 20
"""Proposals read at a time, the oldest first."""
_r = risks.c
_SCORE = _r.likelihood * _r.impact


def add(connection: Connection, risk: QualityRisk) -> bool:
    """Write a new risk; False where its topic, or the usual risk, is written down already."""
    fresh = insert_into(connection, risks).values(_row_of(risk))
    written = connection.execute(fresh.on_conflict_do_nothing().returning(_r.id))
    return written.first() is not None


def save(connection: Connection, risk: QualityRisk) -> None:
    """Write a risk as somebody left it; that they looked at it makes it young again."""
    now = update(risks).where(_r.id == risk.id)
    connection.execute(now.values(**_row_of(risk), aging_told_at=None))


def by_id(connection: Connection, risk_id: UUID) -> QualityRisk | None:
    return _first(connection, _r.id == risk_id)


def by_ref(connection: Connection, ref: str) -> QualityRisk | None:
    return _first(connection, _r.ref == ref)


def for_update(connection: Connection, risk_id: UUID) -> QualityRisk | None:
    """The risk, which nobody else may change until the transaction ends."""
    return _first(connection, _r.id == risk_id, is_to_change=True)


def of_usual(connection: Connection, usual: UsualRisk, *, is_to_change: bool) -> QualityRisk | None:
    """What became of one of the trade's risks; None while nobody decided of it."""
    return _first(connection, _r.usual == usual, is_to_change=is_to_change)


def of_topic(
    connection: Connection, topic: CaseTopic, *, is_to_change: bool = False
) -> QualityRisk | None:
    """The risk of a topic that recurred."""
    return _first(connection, _r.topic == topic.key, is_to_change=is_to_change)


def page_of(
    connection: Connection, status: RiskStatus, *, owner: str | None, limit: int, skip: int
) -> tuple[QualityRisk, ...]:
    """Risks that stand so, the gravest first; with an `owner`, theirs alone."""
    query = select(risks).where(*_those(status, owner))
    ordered = query.order_by(func.coalesce(_SCORE, 0).desc(), _r.ref)
    return tuple(map(_risk, connection.execute(ordered.limit(limit).offset(skip))))


def count_of(connection: Connection, status: RiskStatus, *, owner: str | None) -> int:
    query = select(func.count()).select_from(risks).where(*_those(status, owner))
    return int(connection.execute(query).scalar_one())


def kept(connection: Connection) -> tuple[QualityRisk, ...]:
    """Every risk under watch, the gravest first."""
    query = select(risks).where(_r.status == RiskStatus.KEPT)
    ordered = query.order_by(func.coalesce(_SCORE, 0).desc(), _r.ref)
    return tuple(map(_risk, connection.execute(ordered)))


def counts(connection: Connection, *, aged_since: datetime) -> RiskCounts:
    """How many stand where, with how many of the trade's nobody decided of."""
    is_aged = _is_aged(aged_since)
    query = select(
        *(func.count().filter(_r.status == one).label(one.value) for one in RiskStatus),
        func.count().filter(is_aged).label("aged"),
        func.count(_r.usual).label("decided"),
    ).select_from(risks)
    row = connection.execute(query).one()
    return RiskCounts(
        proposed=row.proposed,
        kept=row.kept,
        set_aside=row.set_aside,
        aged=row.aged,
        usual=len(UsualRisk) - row.decided,
    )


def decided_usual(connection: Connection) -> frozenset[UsualRisk]:
    """The trade's risks of which somebody decided."""
    found = connection.execute(select(_r.usual).where(_r.usual.is_not(None)))
    return frozenset(found.scalars())


def link(connection: Connection, risk_id: UUID, links: Sequence[RiskLink]) -> tuple[str, ...]:
    """Link cases and actions; the references of those that were not linked before."""
    if not links:
        return ()
    rows = [
        {
            "risk": risk_id,
            "ref": one.ref,
            "kind": one.kind,
            "linked_by": one.linked_by,
            "linked_at": one.linked_at,
        }
        for one in links
    ]
    fresh = insert_into(connection, risk_links).values(rows)
    written = connection.execute(fresh.on_conflict_do_nothing().returning(risk_links.c.ref))
    return tuple(sorted(written.scalars()))


def unlink(connection: Connection, risk_id: UUID, refs: Sequence[str]) -> None:
    """Take links away; the journal remembers them."""
    gone = delete(risk_links).where(risk_links.c.risk == risk_id, risk_links.c.ref.in_(refs))
    connection.execute(gone)


def links_of(
    connection: Connection, risk_ids: Sequence[UUID]
) -> Mapping[UUID, tuple[RiskLink, ...]]:
    """What each of these risks names, in the order of references."""
    query = select(risk_links).where(risk_links.c.risk.in_(risk_ids))
    found: dict[UUID, list[RiskLink]] = {}
    for row in connection.execute(query.order_by(risk_links.c.kind.desc(), risk_links.c.ref)):
        one = RiskLink(kind=row.kind, ref=row.ref, linked_by=row.linked_by, linked_at=row.linked_at)
        found.setdefault(row.risk, []).append(one)
    return {risk: tuple(links) for risk, links in found.items()}


def note_entry(connection: Connection, risk_id: UUID, seq: int) -> None:
    """Remember that an entry of the journal is about a risk."""
    connection.execute(insert(risk_entries).values(risk=risk_id, seq=seq))


def traces_of(connection: Connection, risk_id: UUID, *, limit: int) -> tuple[RiskTrace, ...]:
    """The latest entries about a risk, newest first."""
    query = (
        select(journal.c.at, journal.c.actor, journal.c.event, journal.c.details)
        .join(risk_entries, risk_entries.c.seq == journal.c.seq)
        .where(risk_entries.c.risk == risk_id)
        .order_by(journal.c.seq.desc())
        .limit(limit)
    )
    return tuple(
        RiskTrace(
            at=row.at,
            actor=row.actor,
            event=row.event,
            details=json.loads(row.details) if row.details else {},
        )
        for row in connection.execute(query)
    )


def is_any_aged(connection: Connection, since: datetime) -> bool:
    """Whether there is a risk under watch that nobody looked at since, and nobody was told of."""
    query = select(_r.id).where(*_is_untold(since)).limit(1)
    return connection.execute(query).first() is not None


def claim_aged(connection: Connection, since: datetime, *, at: datetime) -> tuple[QualityRisk, ...]:
    """These risks, each for one process alone to tell of."""
    told = update(risks).where(*_is_untold(since)).values(aging_told_at=at).returning(_r.id)
    claimed = list(connection.execute(told).scalars())
    return by_ids(connection, claimed)


def by_ids(connection: Connection, risk_ids: Sequence[UUID]) -> tuple[QualityRisk, ...]:
    """The risks that there are among these, in the order of their references."""
    query = select(risks).where(_r.id.in_(risk_ids)).order_by(_r.ref)
    return tuple(map(_risk, connection.execute(query)))


def _is_untold(since: datetime) -> tuple[ColumnElement[bool], ...]:
    return _is_aged(since), _r.aging_told_at.is_(None)


def _is_aged(since: datetime) -> ColumnElement[bool]:
    return and_(_r.status == RiskStatus.KEPT, _r.looked_at <= since)


def _those(status: RiskStatus, owner: str | None) -> tuple[ColumnElement[bool], ...]:
    is_theirs = () if owner is None else (_r.owner == owner,)
    return (_r.status == status, *is_theirs)


def _first(
    connection: Connection, condition: ColumnElement[bool], *, is_to_change: bool = False
) -> QualityRisk | None:
    query = select(risks).where(condition)
    row = connection.execute(query.with_for_update() if is_to_change else query).one_or_none()
    return None if row is None else _risk(row)


def _row_of(risk: QualityRisk) -> dict[str, Any]:
    said, signed = risk.said, risk.acceptance
    return {
        "id": risk.id,
        "ref": risk.ref,
        "status": risk.status,
        "origin": risk.origin,
        "usual": risk.usual,
        "topic": risk.topic.key if risk.topic else None,
        "title": said.title,
        "cause": said.cause,
        "effect": said.effect,
        "likelihood": said.likelihood,
        "impact": said.impact,
        "control": said.control,
        "residual": said.residual,
        "treatment": said.treatment,
        "owner": said.owner,
        "accepted_by": signed and signed.by,
        "accepted_at": signed and signed.at,
        "accepted_because": signed and signed.because,
        "set_aside_because": risk.set_aside_because,
        "created_at": risk.created_at,
        "created_by": risk.created_by,
        "looked_at": risk.looked_at,
        "looked_by": risk.looked_by,
        "version": risk.version,
    }


def _risk(row: Row[Any]) -> QualityRisk:
    return QualityRisk(
        id=row.id,
        ref=row.ref,
        status=row.status,
        origin=RiskOrigin(row.origin),
        said=RiskDraft(
            title=row.title,
            cause=row.cause,
            effect=row.effect,
            likelihood=row.likelihood,
            impact=row.impact,
            control=row.control,
            residual=row.residual,
            treatment=row.treatment,
            owner=row.owner,
        ),
        topic=CaseTopic.of_key(row.topic) if row.topic else None,
        usual=row.usual,
        acceptance=_acceptance(row),
        set_aside_because=row.set_aside_because,
        created_at=row.created_at,
        created_by=row.created_by,
        looked_at=row.looked_at,
        looked_by=row.looked_by,
        version=row.version,
    )


def _acceptance(row: Row[Any]) -> Acceptance | None:
    if row.accepted_by is None:
        return None
    return Acceptance(by=row.accepted_by, at=row.accepted_at, because=row.accepted_because or "")
