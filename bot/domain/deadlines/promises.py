"""What is promised on a case: since when it is owed, by when, and when it was done.

What is promised now is read from the case's own dates. A promise that was made anew, since the
case came back or its answer was refused, stays with the case as it ended (`Case.past_promises`).
"""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.on_spot import counts_as_measure
from bot.domain.cases.taxonomy import Kind
from bot.domain.cases.traces import Promise
from bot.domain.deadlines.due_dates import first_answer_at
from bot.domain.school.policies import DeadlineKind

PROMISED = {
    Kind.COMPLAINT: (DeadlineKind.ACK, DeadlineKind.SOLUTION),
    Kind.INCIDENT: (DeadlineKind.CHARGE, DeadlineKind.INFORMATION),
}
"""The promises on each kind of case (policy §3.2.1, §3.2.3, §4.2, §4.3)."""
UNANSWERED = frozenset(
    {
        Status.RECEIVED,
        Status.ACKNOWLEDGED,
        Status.UNDER_REVIEW,
        Status.WAITING_INFO,
        Status.REOPENED,
    }
)
"""Where a complaint waits for an answer of ours."""
_SET_ASIDE = frozenset({Status.DUPLICATE, Status.REJECTED, Status.WITHDRAWN})
"""Ended without what was promised, which is without object from then on."""


def promises_of(case: Case) -> tuple[Promise, ...]:
    """All that was ever promised on a case, in the order in which it was."""
    return (*past_promises(case), *current_promises(case))


def current_promises(case: Case) -> tuple[Promise, ...]:
    """What is promised now, kept or not."""
    found = (current_promise(case, kind) for kind in PROMISED[case.kind])
    return tuple(filter(None, found))


def current_promise(case: Case, kind: DeadlineKind) -> Promise | None:
    """The latest promise of a kind; an extension has replaced the first date of the solution."""
    due_at = _due_at(case, kind)
    if due_at is None:
        return None
    done_at = kept_at(case, kind)
    return Promise(
        kind=kind,
        owed_since=owed_since(case, kind),
        due_at=due_at,
        kept_at=done_at,
        dropped_at=_dropped_at(case, kind, done_at=done_at),
    )


def is_owed(case: Case, promise: Promise) -> bool:
    """Whether a current promise is neither kept nor without object.

    A full answer also acknowledges, and a proposal, not its implementation, meets the
    promise of a solution (policy §3.2.3). An incident that came back is explained anew.
    """
    if promise.is_over or not case.status.is_open:
        return False
    match promise.kind:
        case DeadlineKind.ACK | DeadlineKind.SOLUTION:
            return case.status in UNANSWERED
        case DeadlineKind.CHARGE:
            is_anew = case.status is Status.REOPENED and is_renewed(case, promise.kind)
            return case.status is Status.REPORTED or is_anew
        case _:
            return True


def past_promises(case: Case) -> tuple[Promise, ...]:
    """The promises in whose place new ones were made.

    Where an older release did so it left no record: then the case's dates tell of the answer.
    """
    if _is_any(case.past_promises, DeadlineKind.SOLUTION) or not _was_answered_before(case):
        return case.past_promises
    due_at = case.solution_due_at if case.reopened_count else _due_at(case, DeadlineKind.SOLUTION)
    if due_at is None:
        return case.past_promises
    answered = Promise(
        kind=DeadlineKind.SOLUTION,
        owed_since=case.received_at,
        due_at=due_at,
        kept_at=case.proposed_at,
        dropped_at=_dropped_at(case, DeadlineKind.SOLUTION, done_at=case.proposed_at),
    )
    return (*case.past_promises, answered)


def is_renewed(case: Case, kind: DeadlineKind) -> bool:
    """Whether the promise of a kind was made anew, so that its date is not the first one."""
    is_informed_anew = kind is DeadlineKind.INFORMATION and case.reopened_at is not None
    return is_informed_anew or _is_any(past_promises(case), kind)


def owed_since(case: Case, kind: DeadlineKind) -> datetime:
    """Since when the current promise of a kind is owed."""
    match kind:
        case DeadlineKind.SOLUTION:
            return case.answer_owed_since or case.life_began_at
        case DeadlineKind.INFORMATION:
            return case.life_began_at
        case _:
            done_at = kept_at(case, kind)
            lives = (life.reopened_at for life in case.past_lives)
            began = (at for at in lives if done_at is None or at <= done_at)
            return max(began, default=case.received_at)


def kept_at(case: Case, kind: DeadlineKind) -> datetime | None:
    """When what is promised now was done."""
    match kind:
        case DeadlineKind.ACK:
            answered_at = first_answer_at(case.ack_sent_at, case.proposed_at)
            return None if case.is_unreachable else answered_at
        case DeadlineKind.SOLUTION:
            return None if case.status in UNANSWERED else _answered_at(case)
        case DeadlineKind.CHARGE:
            counted = (one.at for one in case.measures if counts_as_measure(one, case))
            begun = (case.taken_charge_at, *counted)
            return min(filter(None, begun), default=None)
        case _:
            since = case.life_began_at
            points = (point.at for point in case.information_points if point.at >= since)
            return min(points, default=None)


def _due_at(case: Case, kind: DeadlineKind) -> datetime | None:
    match kind:
        case DeadlineKind.ACK:
            return case.ack_due_at
        case DeadlineKind.SOLUTION:
            return case.current_due_at or case.solution_due_at
        case DeadlineKind.CHARGE:
            return case.charge_due_at
        case DeadlineKind.INFORMATION:
            return case.information_due_at
        case _:
            raise LookupError(kind)


def _answered_at(case: Case) -> datetime | None:
    """The first answer since one is owed; an older release wrote none down but the very first."""
    met_at = case.solution_met_at
    if met_at is not None and met_at >= owed_since(case, DeadlineKind.SOLUTION):
        return met_at
    return case.answered_at if is_renewed(case, DeadlineKind.SOLUTION) else case.proposed_at


def _dropped_at(case: Case, kind: DeadlineKind, *, done_at: datetime | None) -> datetime | None:
    """Since when a promise is without object.

    Nothing is known of an incident that was closed without a trace, as an imported one.
    """
    if kind is DeadlineKind.ACK and (case.ack_waived_at or case.is_unreachable):
        return case.ack_waived_at or case.received_at
    if case.status in _SET_ASIDE:
        return case.closed_at
    is_unknown = case.kind is Kind.INCIDENT and case.status is Status.CLOSED and done_at is None
    return case.received_at if is_unknown else None


def _was_answered_before(case: Case) -> bool:
    """Whether an answer was owed anew by a step of an older release."""
    is_complaint = case.kind is Kind.COMPLAINT
    is_refused = case.proposed_at is not None and case.status in UNANSWERED
    return is_complaint and (case.reopened_count > 0 or is_refused)


def _is_any(promises: Iterable[Promise], kind: DeadlineKind) -> bool:
    return any(promise.kind is kind for promise in promises)
