"""What a case still owes, and by when: its own promises, and the dates that others set."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.cases import Case, Status
from bot.domain.external_deadlines import ExternalDeadline
from bot.domain.taxonomy import Kind


class Promise(StrEnum):
    """What is promised with a date (policy §3.2.1, §3.2.3, §4.2, §4.3), or asked for by others."""

    ACKNOWLEDGEMENT = "acknowledgement"
    SOLUTION = "solution"
    CHARGE = "charge"
    INFORMATION = "information"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A promise and the instant, in UTC, by which it is to be kept.

    `external` is which of the dates that others set, for those.
    """

    promise: Promise
    at: datetime
    external: ExternalDeadline | None = None


_UNANSWERED = frozenset(
    {
        Status.RECEIVED,
        Status.ACKNOWLEDGED,
        Status.UNDER_REVIEW,
        Status.WAITING_INFO,
        Status.REOPENED,
    }
)
_PROMISES = {
    Kind.COMPLAINT: (Promise.ACKNOWLEDGEMENT, Promise.SOLUTION),
    Kind.INCIDENT: (Promise.CHARGE, Promise.INFORMATION),
}


def open_dues(case: Case) -> tuple[Due, ...]:
    """What the case still owes, soonest first.

    What others wait for is owed until it is done, whatever became of the case.
    """
    external = (
        Due(promise=Promise.EXTERNAL, at=one.due_at, external=one)
        for one in case.external_deadlines
        if one.is_open
    )
    return tuple(sorted([*promised_dues(case), *external], key=lambda due: due.at))


def promised_dues(case: Case) -> tuple[Due, ...]:
    """What the case still owes of the school's own promises, soonest first."""
    owed = [
        Due(promise=promise, at=at)
        for promise in _PROMISES[case.kind]
        if (at := promised_at(case, promise)) is not None and _is_owed(case, promise)
    ]
    return tuple(sorted(owed, key=lambda due: due.at))


def promised_at(case: Case, promise: Promise) -> datetime | None:
    """When the promise is due; an extension replaces the first date of the solution."""
    match promise:
        case Promise.ACKNOWLEDGEMENT:
            return case.ack_due_at
        case Promise.SOLUTION:
            return case.current_due_at or case.solution_due_at
        case Promise.CHARGE:
            return case.charge_due_at
        case Promise.INFORMATION:
            return case.information_due_at
        case Promise.EXTERNAL:
            return None  # each has its own


def _is_owed(case: Case, promise: Promise) -> bool:
    """Whether a promise is neither kept nor without object.

    A full answer also acknowledges, and a proposal, not its implementation, meets the
    promise of a solution (policy §3.2.3). An incident that came back is explained anew.
    """
    match promise:
        case Promise.ACKNOWLEDGEMENT:
            answered = case.ack_sent_at or case.proposed_at or case.is_unreachable
            return case.status in _UNANSWERED and not answered
        case Promise.SOLUTION:
            return case.status in _UNANSWERED
        case Promise.CHARGE:
            return case.status is Status.REPORTED
        case Promise.INFORMATION:
            was_given = any(point.at >= case.life_began_at for point in case.information_points)
            return case.status.is_open and not was_given
        case Promise.EXTERNAL:
            return False
