"""Which session a case is about: chosen from those offered, or known from what was written."""

from dataclasses import replace

from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.cases import Case
from bot.domain.cases.searching import bare_words
from bot.domain.sessions.sessions import CODE_MAX, KnownSession, session_key
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.handling import CorrectFacts
from bot.services.unit_of_work import UnitOfWork
from storage.sessions import search, sessions

OFFERED_MAX = 98
"""Sessions offered: Slack takes a hundred options, of which one is what was typed."""
_WORDS_MAX = 10


def offered_sessions(work: UnitOfWork, typed: str, *, reader: str) -> tuple[KnownSession, ...]:
    """The sessions that may be meant by what was typed.

    For nothing typed, those of today in the office: first the reader's own, then the others.
    """
    today = local_day(work.now, work.office.zone)
    words = bare_words(typed)[:_WORDS_MAX]
    if words:
        return search.matching(work.connection, words, today, limit=OFFERED_MAX)
    own = search.held_by(work.connection, reader, today, limit=OFFERED_MAX)
    others = search.held_on(work.connection, today, limit=OFFERED_MAX)
    found = {one.session.key: one for one in (*own, *others)}
    return tuple(found.values())[:OFFERED_MAX]


def session_meant(work: UnitOfWork, written: str | None) -> KnownSession | None:
    """The session whose code this is, offered or not."""
    key = session_key(written or "")
    if not key or len(key) > CODE_MAX:
        return None
    return sessions.by_keys(work.connection, [key]).get(key)


def about_session(work: UnitOfWork, case: Case) -> Case:
    """The case with the session that its form tells, by its name and its key."""
    known = session_meant(work, case.session)
    if known is None:
        return case
    return replace(case, session=known.session.label, session_code=known.session.key)


def correcting_session(work: UnitOfWork, wanted: StepCommand) -> StepCommand:
    """The step with the session that it tells; one that is no session's code is only written."""
    if not isinstance(wanted, CorrectFacts) or wanted.session is None:
        return wanted
    known = session_meant(work, wanted.session)
    if known is None:
        return replace(wanted, session_code="")
    return replace(wanted, session=known.session.label, session_code=known.session.key)
