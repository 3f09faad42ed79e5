"""What a case still lacks before it can be closed."""

from collections.abc import Iterator

from bot.domain.cases import Case
from bot.domain.outcomes import ComplainantDecision, Solved
from bot.domain.refusals import IllegalStepError, Missing, Reason, Refusal
from bot.domain.root_causes import is_root_cause_due
from bot.domain.steps.decisions import Surroundings
from bot.domain.taxonomy import Kind
from bot.domain.traces import FollowUp

ENOUGH_ATTEMPTS = 2
"""Unanswered questions after which a complaint may be closed without one."""


def missing_to_close(case: Case, around: Surroundings) -> tuple[Missing, ...]:
    """All that closing still asks for, in the order in which one would do it."""
    missing = [*_missing_of_kind(case, around)]
    if any(one.is_open for one in case.external_deadlines):
        missing.append(Missing.EXTERNAL_DEADLINES)
    return tuple(missing)


def lacks_root_cause(case: Case) -> bool:
    """Whether a major or critical case has no root cause or no family for it yet."""
    known = case.root_cause is not None and case.cause_family is not None
    return is_root_cause_due(case.severity) and not known


def check_mediator(case: Case, around: Surroundings) -> None:
    """Refuse to settle a consumer's complaint while there is no mediator to name.

    Code de la consommation L616-1: whoever sells to consumers has to name theirs.
    """
    if case.party.is_individual and not case.is_unreachable and around.mediator is None:
        raise IllegalStepError(Refusal(reason=Reason.NEEDS_MEDIATOR))


def is_unsolved(case: Case) -> bool:
    """Whether the complainant's last word is that nothing is solved."""
    answers = [attempt.solved for attempt in current_followups(case) if attempt.solved]
    return bool(answers) and answers[-1] is Solved.NO


def current_followups(case: Case) -> tuple[FollowUp, ...]:
    """The attempts since the solution in force; those about an earlier one count no more."""
    since = case.implemented_at or case.answered_at
    if since is None:
        return ()
    return tuple(attempt for attempt in case.followups if attempt.at >= since)


def _missing_of_kind(case: Case, around: Surroundings) -> Iterator[Missing]:
    match case.kind:
        case Kind.COMPLAINT:
            return _missing_of_complaint(case)
        case Kind.INCIDENT:
            return _missing_of_incident(case, around)


def _missing_of_complaint(case: Case) -> Iterator[Missing]:
    if case.ack_sent_at is None and not case.is_unreachable:
        yield Missing.ACKNOWLEDGEMENT
    if lacks_root_cause(case):
        yield Missing.ROOT_CAUSE
    if _is_answer_owed(case):
        yield Missing.ANSWER
    if _is_implementation_owed(case):
        yield Missing.IMPLEMENTATION
    if _is_followup_owed(case):
        yield Missing.FOLLOW_UP


def _is_answer_owed(case: Case) -> bool:
    refused = case.complainant_decision is ComplainantDecision.REFUSED
    return case.answered_at is None or (refused and not case.recourse_exhausted)


def _is_implementation_owed(case: Case) -> bool:
    refused = case.complainant_decision is ComplainantDecision.REFUSED
    promised = case.outcome is not None and case.outcome.calls_for_implementation
    return promised and not refused and case.implemented_at is None


def _is_followup_owed(case: Case) -> bool:
    attempts = current_followups(case)
    answered = any(attempt.solved is not None for attempt in attempts)
    return not (case.is_unreachable or answered or len(attempts) >= ENOUGH_ATTEMPTS)


def _missing_of_incident(case: Case, around: Surroundings) -> Iterator[Missing]:
    since = case.life_began_at
    if not any(decided.at >= since for decided in case.measures):
        yield Missing.MEASURE
    if not any(point.at >= since for point in case.information_points):
        yield Missing.INFORMATION_POINT
    if lacks_root_cause(case):
        yield Missing.ROOT_CAUSE
    if any(action.holds_case_open for action in around.actions):
        yield Missing.ACTIONS
