"""Incidents that whoever reported them settled on the spot, and the short way that they go."""

from bot.domain.cases.cases import Case
from bot.domain.cases.harm import speaks_of_harm
from bot.domain.cases.taxonomy import Kind, Severity
from bot.domain.cases.traces import DecidedMeasures


def may_be_short(case: Case, *words: str) -> bool:
    """Whether an incident may go the short way, if it is settled on the spot.

    Never where somebody is hurt or in danger, met with violence, or where it is confidential or
    critical: by what was ticked, by its severity, or by what its text and the `words` say. What
    was taken off that way does not go back to it.
    """
    is_grave = case.injury or case.confidential or case.severity is Severity.CRITICAL
    is_grave = is_grave or _was_taken_off(case)
    return case.kind is Kind.INCIDENT and not (is_grave or speaks_of_harm(case.description, *words))


def is_short(case: Case) -> bool:
    """Whether a case goes the short way now; what came back has to be settled anew."""
    return case.settled_on_spot and _has_measure_on_spot(case)


def _was_taken_off(case: Case) -> bool:
    return not case.settled_on_spot and _has_measure_on_spot(case)


def _has_measure_on_spot(case: Case) -> bool:
    return any(one.on_spot and one.at >= case.life_began_at for one in case.measures)


def counts_as_measure(decided: DecidedMeasures, case: Case) -> bool:
    """Whether a decision is one that closing asks for: on the long way, not the reporter's own."""
    return case.settled_on_spot or not decided.on_spot


def has_left_short_way(case: Case, *words: str) -> bool:
    """Whether a case settled on the spot may not be so any more, by what is known or said now."""
    done = (decided.explanation for decided in case.measures if decided.on_spot)
    return case.settled_on_spot and not may_be_short(case, *done, *words)
