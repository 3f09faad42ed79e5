"""The audit: a sample drawn or named, each of its items opened, with a record of it."""

import random
from collections.abc import Iterable
from datetime import time
from uuid import UUID

from bot.domain.calendar.wall_time import end_of_day, instant_on
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.register.audits import DRAWN_MAX, AuditItem, AuditSample, AuditWish, Drawn, Sampled
from bot.domain.sessions.sessions import TrainingSession, session_key
from bot.services.sessions.dossier import may_prove
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.sessions import audits, sessions

SHOWN_BEFORE = 5
"""Earlier audits that are listed."""
_CHANCE = random.SystemRandom()


def earlier_audits(work: UnitOfWork, *, reader: str) -> tuple[AuditSample, ...]:
    """The latest audits. Raises NotAllowedError."""
    _check(work, reader)
    return audits.latest(work.connection, limit=SHOWN_BEFORE)


def draw_audit(work: UnitOfWork, wanted: AuditWish, *, actor: str) -> Drawn:
    """Draw a sample by chance, or take the one that is named, and write it down.

    The same submission a second time gives the same sample. Raises NotAllowedError.
    """
    _check(work, actor)
    known = audits.by_id(work.connection, wanted.submission_id)
    if known is not None:
        return Drawn(audit=known)
    items, unknown = _sample(work, wanted, reader=actor)
    audit = AuditSample(
        id=wanted.submission_id,
        begun_by=actor,
        begun_at=work.now,
        shown_to=wanted.shown_to,
        items=items,
    )
    if items:
        audits.add(work.connection, audit)
        details = {"audit": str(audit.id), "sample": [item.key for item in items]}
        journal.append(work.connection, "audit_drawn", at=work.now, actor=actor, details=details)
    return Drawn(audit=audit, unknown=unknown)


def note_shown(work: UnitOfWork, audit_id: UUID, place: int, *, actor: str) -> AuditSample:
    """Write down that an item of a sample is shown now.

    Raises NotAllowedError, and CaseNotFoundError where there is no such sample or item.
    """
    _check(work, actor)
    audit = audits.for_update(work.connection, audit_id)
    if audit is None or place >= len(audit.items):
        raise CaseNotFoundError
    shown = audit.shown(place, at=work.now)
    audits.save(work.connection, shown)
    details = {"audit": str(audit.id), "shown": shown.items[place].key}
    journal.append(work.connection, "audit_shown", at=work.now, actor=actor, details=details)
    return shown


def read_audit(work: UnitOfWork, audit_id: UUID, *, reader: str) -> AuditSample:
    """A sample with its record. Raises NotAllowedError, CaseNotFoundError."""
    _check(work, reader)
    audit = audits.by_id(work.connection, audit_id)
    if audit is None:
        raise CaseNotFoundError
    return audit


def _check(work: UnitOfWork, person: str) -> None:
    if not may_prove(person, work.office):
        raise NotAllowedError


def _sample(
    work: UnitOfWork, wanted: AuditWish, *, reader: str
) -> tuple[tuple[AuditItem, ...], tuple[str, ...]]:
    if wanted.named:
        return _named(work, wanted, reader=reader)
    return _drawn(work, wanted, reader=reader), ()


def _drawn(work: UnitOfWork, wanted: AuditWish, *, reader: str) -> tuple[AuditItem, ...]:
    count = min(wanted.count, DRAWN_MAX)
    if wanted.sampled is Sampled.SESSIONS:
        held = audits.sessions_held(work.connection, wanted.first_day, wanted.last_day)
        chosen = _CHANCE.sample(held, min(count, len(held)))
        return tuple(map(_session, sorted(chosen, key=lambda one: one.key)))
    refs = audits.refs_received(
        work.connection,
        instant_on(wanted.first_day, time(), work.office.zone),
        end_of_day(wanted.last_day, work.office.zone),
        reader=reader,
        office=work.office,
    )
    return tuple(map(_case, sorted(_CHANCE.sample(refs, min(count, len(refs))))))


def _named(
    work: UnitOfWork, wanted: AuditWish, *, reader: str
) -> tuple[tuple[AuditItem, ...], tuple[str, ...]]:
    """The sessions and cases of these names, in their order, and the names of no item."""
    names = wanted.named[:DRAWN_MAX]
    refs = tuple(name.upper() for name in names)
    cases = audits.refs_among(work.connection, refs, reader=reader, office=work.office)
    known = sessions.by_keys(work.connection, [session_key(name) for name in names])
    items, unknown = list[AuditItem](), list[str]()
    for name in names:
        if name.upper() in cases:
            items.append(_case(name.upper()))
        elif session := known.get(session_key(name)):
            items.append(_session(session.session))
        else:
            unknown.append(name)
    return _each_once(items), (*unknown, *wanted.named[DRAWN_MAX:])


def _each_once(items: Iterable[AuditItem]) -> tuple[AuditItem, ...]:
    return tuple({item.key: item for item in items}.values())


def _session(session: TrainingSession) -> AuditItem:
    return AuditItem(sampled=Sampled.SESSIONS, key=session.key, label=session.label)


def _case(ref: str) -> AuditItem:
    return AuditItem(sampled=Sampled.CASES, key=ref, label=ref)
