"""What became of the promises made on a complaint: one rule for each figure, wherever it is told.

The database counts months by the same rule (`storage/tallies.py`); a test holds both together.
"""

from datetime import datetime
from enum import StrEnum

from bot.domain.cases import Case, Status
from bot.domain.deadlines import first_answer_at, is_on_time


class Promised(StrEnum):
    """What is promised on a complaint (policy §3.2).

    `INITIAL` is a solution by the first date, `EXTENDED` one by the date in force.
    """

    ACK = "ack"
    INITIAL = "initial"
    EXTENDED = "extended"


class Verdict(StrEnum):
    """Whether a promise was kept, broken, or may still be either."""

    MET = "met"
    MISSED = "missed"
    PENDING = "pending"


_SET_ASIDE = frozenset({Status.DUPLICATE, Status.WITHDRAWN})
"""Ended without an answer: a promise that had not come due by then is without object."""


def verdict(case: Case, promised: Promised, *, now: datetime) -> Verdict | None:
    """What became of a promise by `now`; None where nothing was promised.

    What is no complaint, and nobody who cannot be answered, is promised nothing.
    """
    due_at = _due_at(case, promised)
    is_none = case.status is Status.REJECTED or (promised is Promised.ACK and case.is_unreachable)
    if due_at is None or is_none:
        return None
    done_at = case.proposed_at
    if promised is Promised.ACK:
        done_at = first_answer_at(case.ack_sent_at, case.proposed_at)
    if done_at is not None:
        return Verdict.MET if is_on_time(done_at, due_at) else Verdict.MISSED
    return _unmet(case, due_at, now=now)


def _due_at(case: Case, promised: Promised) -> datetime | None:
    match promised:
        case Promised.ACK:
            return case.ack_due_at
        case Promised.EXTENDED if not case.reopened_count:
            return case.current_due_at or case.solution_due_at
        case _:
            # a date given on reopening is about the second answer
            return case.solution_due_at


def _unmet(case: Case, due_at: datetime, *, now: datetime) -> Verdict | None:
    if case.status in _SET_ASIDE:
        is_moot = case.closed_at is not None and case.closed_at <= due_at
        return None if is_moot else Verdict.MISSED
    return Verdict.PENDING if due_at > now else Verdict.MISSED
