"""Conditions that steps share: what closing asks for, and what somebody was told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.domain.cases.cases import Case
from bot.domain.cases.followups import is_followup_owed
from bot.domain.cases.letters import Communication, is_consumer
from bot.domain.cases.on_spot import counts_as_measure, is_short
from bot.domain.cases.outcomes import ComplainantDecision
from bot.domain.cases.refusals import (
    IllegalStepError,
    Missing,
    Reason,
    Refusal,
    check_between,
    check_text,
)
from bot.domain.cases.stages import owes_root_cause
from bot.domain.cases.taxonomy import Kind
from bot.domain.steps.decisions import CaseContext


def missing_to_close(case: Case, around: CaseContext) -> tuple[Missing, ...]:
    """All that closing still asks for, in the order in which one would do it."""
    missing = [*_missing_of_kind(case, around)]
    if any(one.is_open for one in case.external_deadlines):
        missing.append(Missing.EXTERNAL_DEADLINES)
    return tuple(missing)


def lacks_root_cause(case: Case) -> bool:
    """Whether a case that owes its root cause has none, or no family for it yet.

    What was settled on the spot owes none, unless it comes again.
    """
    known = case.root_cause is not None and case.cause_family is not None
    return owes_root_cause(case) and not known and not is_short(case)


def lacking_mediator(case: Case, around: CaseContext) -> Refusal | None:
    """Why a consumer cannot be answered while there is no mediator to name.

    Code de la consommation L616-1: whoever sells to consumers has to name theirs.
    """
    is_owed = is_consumer(case) and not case.is_unreachable
    return Refusal(reason=Reason.NEEDS_MEDIATOR) if is_owed and around.mediator is None else None


def check_told(told: Communication, *, earliest: datetime, now: datetime) -> Communication:
    """A communication at an instant within bounds. Refuses an empty letter and a wrong date."""
    check_text(told.letter.body, field="letter")
    return replace(told, at=check_between(told.at, earliest=earliest, now=now, field="told_at"))


def check_answer(case: Case, told: Communication | None, *, now: datetime) -> Communication | None:
    """The answer; only where nobody can be reached may it be empty."""
    if told is not None:
        earliest = case.answer_owed_since or case.life_began_at
        return check_told(told, earliest=earliest, now=now)
    if not case.is_unreachable:
        raise IllegalStepError(Refusal(reason=Reason.NEEDS_LETTER, field="letter"))
    return None


def acknowledged_by(case: Case, told: Communication | None) -> Case:
    """The case once something was answered: a full answer also acknowledges (policy §3.2.1).

    One that comes after the 48 hours acknowledges too late, and the date says so.
    """
    if told is None or case.ack_sent_at is not None:
        return case
    return replace(case, ack_sent_at=told.at, ack_means=told.means, ack_not_applicable=None)


def _missing_of_kind(case: Case, around: CaseContext) -> Iterator[Missing]:
    match case.kind:
        case Kind.COMPLAINT:
            return _missing_of_complaint(case)
        case Kind.INCIDENT:
            return _missing_of_incident(case, around)


def _missing_of_complaint(case: Case) -> Iterator[Missing]:
    if case.ack_sent_at is None and not case.is_unreachable:
        yield Missing.ACKNOWLEDGEMENT
    if case.to_confirm:
        yield Missing.QUALIFICATION
    if lacks_root_cause(case):
        yield Missing.ROOT_CAUSE
    if _is_answer_owed(case):
        yield Missing.ANSWER
    if _is_implementation_owed(case):
        yield Missing.IMPLEMENTATION
    if is_followup_owed(case):
        yield Missing.FOLLOW_UP


def _is_answer_owed(case: Case) -> bool:
    refused = case.complainant_decision is ComplainantDecision.REFUSED
    return case.answered_at is None or (refused and not case.recourse_exhausted)


def _is_implementation_owed(case: Case) -> bool:
    refused = case.complainant_decision is ComplainantDecision.REFUSED
    promised = case.outcome is not None and case.outcome.calls_for_implementation
    return promised and not refused and case.implemented_at is None


def _missing_of_incident(case: Case, around: CaseContext) -> Iterator[Missing]:
    since = case.life_began_at
    counted = (one for one in case.measures if counts_as_measure(one, case))
    if not any(decided.at >= since for decided in counted):
        yield Missing.MEASURE
    if not any(point.at >= since for point in case.information_points):
        yield Missing.INFORMATION_POINT
    if lacks_root_cause(case):
        yield Missing.ROOT_CAUSE
    if any(action.holds_case_open for action in around.actions):
        yield Missing.ACTIONS
