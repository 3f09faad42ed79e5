"""Linking a case to a session, as a correction of its facts."""

from uuid import UUID

from bot.domain.errors import CaseNotFoundError
from bot.domain.steps.handling import CorrectFacts
from bot.services.sessions.choosing import session_meant
from bot.services.steps.steps import StepTaken, take_step
from bot.services.unit_of_work import UnitOfWork


def link_case(work: UnitOfWork, case_id: UUID, wanted: CorrectFacts, *, actor: str) -> StepTaken:
    """Have a case be about a session that is known.

    Raises CaseNotFoundError where there is no such session, and as `take_step` does:
    StepRefusedError for a case that is linked to it already.
    """
    if session_meant(work, wanted.session) is None:
        raise CaseNotFoundError
    return take_step(work, case_id, wanted, actor=actor)
