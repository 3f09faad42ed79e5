"""Conditions on what somebody was told: a text that was sent, at a moment that can be."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.checks import check_between, check_text
from bot.domain.letters import Told
from bot.domain.refusals import IllegalStepError, Reason, Refusal


def check_told(told: Told, *, earliest: datetime, now: datetime) -> Told:
    """What was told, at an instant within bounds. Refuses an empty letter and a wrong date."""
    check_text(told.letter.body, field="letter")
    return replace(told, at=check_between(told.at, earliest=earliest, now=now, field="told_at"))


def check_answer(case: Case, told: Told | None, *, now: datetime) -> Told | None:
    """What was answered; only where nobody can be reached may there be nothing."""
    if told is not None:
        return check_told(told, earliest=case.life_began_at, now=now)
    if not case.is_unreachable:
        raise IllegalStepError(Refusal(reason=Reason.NEEDS_LETTER, field="letter"))
    return None
