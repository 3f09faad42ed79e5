"""What a case still owes, and by when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.cases import Case, Status
from bot.domain.taxonomy import Kind


class Promise(StrEnum):
    """What is promised with a date (policy §3.2.1, §3.2.3, §4.2, §4.3)."""

    ACKNOWLEDGEMENT = "acknowledgement"
    SOLUTION = "solution"
    CHARGE = "charge"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A promise and the instant, in UTC, by which it is to be kept."""

    promise: Promise
    at: datetime


_OWED = {
    Kind.COMPLAINT: {
        Status.RECEIVED: (Promise.ACKNOWLEDGEMENT, Promise.SOLUTION),
        Status.ACKNOWLEDGED: (Promise.SOLUTION,),
        Status.UNDER_REVIEW: (Promise.SOLUTION,),
        Status.WAITING_INFO: (Promise.SOLUTION,),
        Status.REOPENED: (Promise.SOLUTION,),
    },
    Kind.INCIDENT: {
        Status.REPORTED: (Promise.CHARGE, Promise.INFORMATION),
        Status.TAKEN_CHARGE: (Promise.INFORMATION,),
        Status.MEASURES_DECIDED: (Promise.INFORMATION,),
    },
}


def open_dues(case: Case) -> tuple[Due, ...]:
    """What the case still owes in its status, soonest first.

    A proposal meets the promise of a solution, not its implementation (policy §3.2.3).
    """
    owed = [
        Due(promise=promise, at=at)
        for promise in _OWED[case.kind].get(case.status, ())
        if (at := promised_at(case, promise)) is not None
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
