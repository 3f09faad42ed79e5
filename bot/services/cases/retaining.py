"""What is due to be erased, by the rules of retention; nothing is erased by it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import Case
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.register.retention import DueCase, Hold, due_case
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.cases import journal, settled

_SETTLED = frozenset({ActionStatus.EFFECTIVE, ActionStatus.CANCELLED})


def due_cases(work: UnitOfWork) -> tuple[DueCase, ...]:
    """The cases whose time is over, the one that has waited longest first."""
    return tuple(sorted(_due(work), key=lambda one: (one.since, one.ref)))


def _due(work: UnitOfWork) -> Iterator[DueCase]:
    """A case that ended without being closed was settled when somebody last did something."""
    for case in settled.settled_before(work.connection, work.now):
        done = None if case.closed_at else _last_done_at(work, case)
        settled_at = case.closed_at or done or case.recorded_at
        one = due_case(case, settled_at=settled_at, now=work.now, zone=work.office.zone)
        if one is not None:
            yield replace(one, holds=tuple(_holds(work, case)))


def _last_done_at(work: UnitOfWork, case: Case) -> datetime | None:
    return journal.last_done_at(work.connection, [case.id], now=work.now).get(case.id)


def _holds(work: UnitOfWork, case: Case) -> Iterator[Hold]:
    if any(one.status not in _SETTLED for one in actions.of_case(work.connection, case.id)):
        yield Hold.ACTION
    if open_deadlines_of(case):
        yield Hold.OUTSIDE
