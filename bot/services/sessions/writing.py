"""A session written by hand in Slack, by who shows proofs."""

from dataclasses import asdict

from bot.domain.errors import NotAllowedError, VigieError
from bot.domain.sessions.sessions import KnownSession, TrainingSession
from bot.services.sessions.dossier import may_prove
from bot.services.sessions.trainers import match_by_name
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.sessions import sessions

BY_HAND = "Slack"
"""The source of a session that nobody else tells of."""


class SessionKnownError(VigieError):
    """There is a session of this code already, and it says something else."""


def known_session(work: UnitOfWork, key: str, *, reader: str) -> KnownSession | None:
    """A session as who may correct it reads it. Raises NotAllowedError."""
    _check(work, reader)
    return sessions.by_keys(work.connection, [key]).get(key)


def write_session(work: UnitOfWork, wanted: TrainingSession, *, actor: str, is_new: bool) -> None:
    """Write a new session, or what is so now of a known one; twice is once.

    What its source tells next has the last word. The journal has the code and which facts changed,
    no name. Raises NotAllowedError, and SessionKnownError for a new one that is known.
    """
    _check(work, actor)
    known = sessions.by_keys(work.connection, [wanted.key]).get(wanted.key)
    if known is not None and known.session == wanted and known.gone_at is None:
        return
    if known is not None and is_new:
        raise SessionKnownError
    is_followed = known is not None and known.gone_at is None
    source = known.source if known is not None and is_followed else BY_HAND
    sessions.save(work.connection, [wanted], source=source, at=work.now)
    match_by_name(work)
    before = asdict(known.session) if known else {}
    changed = [name for name, value in asdict(wanted).items() if before.get(name) != value]
    details = {"code": wanted.code, "facts": changed}
    journal.append(work.connection, "session_written", at=work.now, actor=actor, details=details)


def _check(work: UnitOfWork, person: str) -> None:
    if not may_prove(person, work.office):
        raise NotAllowedError
