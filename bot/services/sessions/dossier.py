"""All that there is about a session: its cases with their proofs, or that there is none."""

from collections.abc import Sequence
from datetime import time, timedelta
from itertools import islice

from bot.domain.calendar.wall_time import instant_on
from bot.domain.cases.cases import Case
from bot.domain.errors import NotAllowedError
from bot.domain.register.session_dossiers import CASES_PAGE, ProvenCase, SessionDossier, Traces
from bot.domain.school.office import Office
from bot.domain.sessions.naming import is_named_in, may_be
from bot.domain.sessions.sessions import KnownSession, TrainingSession
from bot.services.sessions.choosing import session_meant
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.mail import letters
from storage.sessions import appreciations, dossiers

LIKELY_MAX = 5
"""Cases that may be about the session, shown at a time."""
_COMPARED_MAX = 100
_BEFORE, _AFTER = timedelta(days=1), timedelta(days=30)
"""When a case about a session is received: complaints come after it."""
_NO_TRACES = Traces()


def open_dossier(
    work: UnitOfWork, code: str, *, reader: str, page: int = 0
) -> SessionDossier | None:
    """Read all about the session of this code; None where there is none.

    Raises NotAllowedError for who does not show proofs: others see their own cases elsewhere.
    """
    if not may_prove(reader, work.office):
        raise NotAllowedError
    known = session_meant(work, code)
    if known is None:
        return None
    key, office = known.session.key, work.office
    total, hidden = dossiers.count_of(work.connection, key, reader=reader, office=office)
    shown = dossiers.cases_of(
        work.connection,
        key,
        reader=reader,
        office=office,
        limit=CASES_PAGE,
        skip=page * CASES_PAGE,
    )
    return SessionDossier(
        known=known,
        cases=_proven(work, shown),
        total=total,
        hidden=hidden,
        page=page,
        likely=_likely(work, known, reader=reader),
        said=appreciations.figures_of(work.connection, key),
        read_at=work.now,
        office=office,
    )


def may_prove(person: str, office: Office) -> bool:
    """Whether a person shows proofs to an auditor: the quality managers, and who stands in."""
    return person in office.in_quality


def _proven(work: UnitOfWork, shown: Sequence[Case]) -> tuple[ProvenCase, ...]:
    ids = [case.id for case in shown]
    sent = letters.of_cases(work.connection, ids)
    traces = dossiers.traces_of(work.connection, ids)
    return tuple(
        ProvenCase(
            case=case,
            letters=tuple(one for one in sent if one.case_id == case.id),
            actions=actions.of_case(work.connection, case.id),
            traces=traces.get(case.id, _NO_TRACES),
        )
        for case in shown
    )


def _likely(work: UnitOfWork, known: KnownSession, *, reader: str) -> tuple[Case, ...]:
    """Cases received around the session's days that a trainer of it reported, or that name it.

    Where nothing was written of their session, what happened may name it.
    """
    session = known.session
    first, last = session.first_on or session.last_on, session.last_on or session.first_on
    if first is None or last is None:
        return ()
    zone = work.office.zone
    between = (instant_on(first, time(), zone) - _BEFORE, instant_on(last, time(), zone) + _AFTER)
    found = dossiers.likely_cases(
        work.connection,
        session.key,
        between=between,
        reader=reader,
        office=work.office,
        limit=_COMPARED_MAX,
    )
    likely = (
        case for case, by_trainer in found if _is_likely(session, case, by_trainer=by_trainer)
    )
    return tuple(islice(likely, LIKELY_MAX))


def _is_likely(session: TrainingSession, case: Case, *, by_trainer: bool) -> bool:
    if case.session:
        return may_be(session, case.session)
    return by_trainer or is_named_in(session, case.description)
