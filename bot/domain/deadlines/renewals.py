"""Promises made anew: a case came back, an answer was refused, or another reception was told.

Nothing comes back late: what is still owed is owed from the new beginning on. How the earlier
promises ended is kept with the case, so that what was told of them stays true.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.cases.cases import Case
from bot.domain.cases.taxonomy import Kind
from bot.domain.cases.traces import PastLife, Promise
from bot.domain.deadlines.due_dates import FirstDates, first_dates, solution_due
from bot.domain.deadlines.promises import (
    PROMISED,
    current_promise,
    current_promises,
    is_renewed,
    kept_at,
    owed_since,
    past_promises,
    promises_of,
)
from bot.domain.school.policies import DeadlineKind, Policy

_RENEWED_EACH_LIFE = frozenset({DeadlineKind.SOLUTION, DeadlineKind.INFORMATION})
"""An acknowledgement and a takeover are promised anew only where they never came about."""
_KIND_OF = {
    "ack_due_at": DeadlineKind.ACK,
    "current_due_at": DeadlineKind.SOLUTION,
    "charge_due_at": DeadlineKind.CHARGE,
    "information_due_at": DeadlineKind.INFORMATION,
}
"""Whose date in force each field of a case holds."""


def came_back(
    case: Case,
    *,
    at: datetime,
    calendar: WorkingCalendar,
    policy: Policy,
    answer_due_at: datetime | None = None,
) -> Case:
    """A settled case with a new life, and what it owes from then on.

    `answer_due_at` is the date given for the answer; without one a date still ahead stays.
    """
    again = {kind for kind in PROMISED[case.kind] if _is_owed_again(case, kind)}
    due = first_dates(case.kind, at, calendar=calendar, policy=policy)
    due.pop("solution_due_at", None)
    if case.kind is Kind.COMPLAINT:
        due["current_due_at"] = answer_due_at or _answer_due(
            case, since=at, now=at, calendar=calendar, policy=policy
        )
    return replace(
        case,
        **_of_kinds(due, again),
        past_promises=_with_ended(case, again),
        past_lives=(*case.past_lives, PastLife(closed_at=case.closed_at or at, reopened_at=at)),
        reopened_at=at,
        reopened_count=case.reopened_count + 1,
        answer_owed_since=None,
        solution_met_at=None,
    )


def answer_refused(
    case: Case, *, since: datetime, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> Case:
    """The case with another answer owed, by a date of its own that may be extended."""
    return replace(
        case,
        current_due_at=_answer_due(case, since=since, now=now, calendar=calendar, policy=policy),
        past_promises=_with_ended(case, {DeadlineKind.SOLUTION}),
        answer_owed_since=since,
        solution_met_at=None,
    )


def taken_off_short_way(
    case: Case, *, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> Case:
    """An incident that may not be settled on the spot any more.

    What its reporter did counts as no taking charge then: where nobody else did it, that is
    promised anew.
    """
    long = replace(case, settled_on_spot=False)
    if kept_at(long, DeadlineKind.CHARGE) == kept_at(case, DeadlineKind.CHARGE):
        return long
    due = first_dates(case.kind, now, calendar=calendar, policy=policy)
    again = {DeadlineKind.CHARGE}
    return replace(long, **_of_kinds(due, again), past_promises=_with_ended(case, again))


def granted_extensions(case: Case) -> int:
    """How many extensions moved the date that is owed; those told too late did not."""
    since = owed_since(case, DeadlineKind.SOLUTION)
    return sum(one.in_time and one.communicated_at >= since for one in case.extensions)


def is_date_told(case: Case) -> bool:
    """Whether the complainant was told of the date in force: by a letter since it is owed.

    One of before tells of it too, as long as the first date stands.
    """
    letters = (
        case.ack_sent_at,
        *(one.communicated_at for one in case.extensions if one.in_time),
        *(one.asked_at for one in case.information_requests),
    )
    stands = case.current_due_at == case.solution_due_at
    since = owed_since(case, DeadlineKind.SOLUTION)
    return any(at is not None and (stands or at >= since) for at in letters)


def received_anew(
    case: Case, received_at: datetime, *, calendar: WorkingCalendar, policy: Policy
) -> Case:
    """The case with what its reception promised moved as another one moves it.

    A date moved by an extension stays where it was told to be, and so does what was promised
    since: on reopening, or after an answer was refused.
    """
    due = _moved_dates(
        case,
        first_dates(case.kind, received_at, calendar=calendar, policy=policy),
        by_now=first_dates(case.kind, case.received_at, calendar=calendar, policy=policy),
    )
    past = tuple(_reckoned(one, case, due, received_at) for one in past_promises(case))
    if granted_extensions(case):
        due.pop("current_due_at", None)
    first = {kind for kind in PROMISED[case.kind] if not is_renewed(case, kind)}
    moved = replace(case, received_at=received_at, past_promises=past, **_of_kinds(due, first))
    return replace(moved, solution_due_at=due.get("solution_due_at"))


def _answer_due(
    case: Case, *, since: datetime, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> datetime:
    """The date in force while it is ahead, or else a month from the new beginning, or from now."""
    promise = current_promise(case, DeadlineKind.SOLUTION)
    dates = (
        *((promise.due_at,) if promise else ()),
        solution_due(since, calendar, policy=policy),
    )
    ahead = (at for at in dates if at > now)
    return next(ahead, solution_due(now, calendar, policy=policy))


def _with_ended(case: Case, kinds: Collection[DeadlineKind]) -> tuple[Promise, ...]:
    ended = (one for one in current_promises(case) if one.kind in kinds)
    return (*past_promises(case), *ended)


def _is_owed_again(case: Case, kind: DeadlineKind) -> bool:
    if kind in _RENEWED_EACH_LIFE:
        return True
    is_waived = kind is DeadlineKind.ACK and case.is_unreachable
    return kept_at(case, kind) is None and not is_waived


def _moved_dates(case: Case, new: FirstDates, *, by_now: FirstDates) -> dict[str, Any]:
    """The first dates as the correction alone moves them.

    Days that were closed, and promises that changed, since the case came in move none: `by_now` is
    what its known reception would promise today.
    """
    first = {promise.kind: promise.due_at for promise in reversed(promises_of(case))}
    kept: dict[str, Any] = {name: first.get(kind) for name, kind in _KIND_OF.items()}
    kept |= dict.fromkeys(("current_due_at", "solution_due_at"), case.solution_due_at)
    fresh, today = cast("dict[str, Any]", new), cast("dict[str, Any]", by_now)
    return {
        name: kept[name] + (at - today[name]) if kept[name] else at for name, at in fresh.items()
    }


def _of_kinds(due: Mapping[str, Any], kinds: Collection[DeadlineKind]) -> dict[str, Any]:
    """The dates in force of these kinds, by the names of the case's fields."""
    return {name: at for name, at in due.items() if _KIND_OF.get(name) in kinds}


def _reckoned(
    promise: Promise, case: Case, due: Mapping[str, Any], received_at: datetime
) -> Promise:
    """A promise of the first life by another reception; one of a later life stays."""
    if promise.owed_since != case.received_at:
        return promise
    is_extended = promise.kind is DeadlineKind.SOLUTION and promise.due_at != case.solution_due_at
    (due_at,) = _of_kinds(due, {promise.kind}).values()
    return replace(
        promise, owed_since=received_at, due_at=promise.due_at if is_extended else due_at
    )
