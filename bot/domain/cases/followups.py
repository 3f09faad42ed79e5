"""Whether the complainant said that it is solved (policy §3.3)."""

from bot.domain.cases.cases import Case
from bot.domain.cases.outcomes import Solved
from bot.domain.cases.taxonomy import Severity
from bot.domain.cases.traces import FollowUp

ATTEMPTS, ATTEMPTS_IF_MINOR = 2, 1
"""Unanswered questions after which a complaint may be closed without an answer."""


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


def is_followup_owed(case: Case) -> bool:
    """Whether the complainant is still to be asked, and can be."""
    attempts = current_followups(case)
    answered = any(attempt.solved is not None for attempt in attempts)
    return not (case.is_unreachable or answered or len(attempts) >= attempts_due(case))


def attempts_due(case: Case) -> int:
    """How often to ask who does not answer: twice from moderate up, or where we said no."""
    was_refused = case.outcome is not None and not case.outcome.calls_for_implementation
    return ATTEMPTS if was_refused or case.severity is not Severity.MINOR else ATTEMPTS_IF_MINOR
