"""What is late: one definition, for lists, cards, digests, the register and the summary.

A promise on a case, or a date that others set, that has passed and was neither kept nor without
object by then. An action and the check of its effect are late by their day, and counted apart.
What only waits for a next step is not late: nothing was promised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.cases import Case
from bot.domain.cases.traces import ExternalDeadline, Promise
from bot.domain.deadlines.due_dates import is_on_time
from bot.domain.deadlines.promises import PROMISED, is_owed, promises_of
from bot.domain.school.policies import DeadlineKind

PROMISES = frozenset(kind for kinds in PROMISED.values() for kind in kinds)
"""What the school promises itself; all else is a date of others, or of an action."""
WAITING = frozenset({DeadlineKind.FOLLOW_UP, DeadlineKind.NEXT_STEP})


@dataclass(frozen=True, slots=True, kw_only=True)
class LateDate:
    """A date of a case that had passed; `external` is who set it, where that was not the school."""

    kind: DeadlineKind
    due_at: datetime
    external: ExternalDeadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCounts:
    """How much is late at an instant, and in how many cases nothing moves (`waiting`)."""

    promises: int = 0
    outside: int = 0
    actions: int = 0
    checks: int = 0
    waiting: int = 0

    @classmethod
    def of(cls, counted: Mapping[DeadlineKind, int]) -> "LateCounts":
        """The counts of what has passed, by kind."""
        return cls(
            promises=sum(counted.get(kind, 0) for kind in PROMISES),
            outside=counted.get(DeadlineKind.EXTERNAL, 0),
            actions=counted.get(DeadlineKind.ACTION, 0),
            checks=counted.get(DeadlineKind.EFFECT, 0),
            waiting=sum(counted.get(kind, 0) for kind in WAITING),
        )

    @property
    def total(self) -> int:
        return self.promises + self.outside + self.actions + self.checks + self.waiting


NOTHING_LATE = LateCounts()


def late_at(case: Case, at: datetime) -> tuple[LateDate, ...]:
    """What was late of a case at an instant, as is known now; the longest overdue first."""
    promised = (
        LateDate(kind=one.kind, due_at=one.due_at)
        for one in promises_of(case)
        if one.owed_since <= at and _is_late(one.due_at, _over_at(case, one), at=at)
    )
    outside = (
        LateDate(kind=DeadlineKind.EXTERNAL, due_at=one.due_at, external=one)
        for one in case.external_deadlines
        if one.noted_at <= at and _is_late(one.due_at, one.settled_at, at=at)
    )
    return tuple(sorted((*promised, *outside), key=lambda one: one.due_at))


def _is_late(due_at: datetime, over_at: datetime | None, *, at: datetime) -> bool:
    return not is_on_time(at, due_at) and (over_at is None or at < over_at)


def _over_at(case: Case, promise: Promise) -> datetime | None:
    """When a promise was kept, became without object or was made anew; None while it is owed."""
    ended = tuple(filter(None, (promise.kept_at, promise.dropped_at)))
    if ended:
        return min(ended)
    later = (
        one.owed_since
        for one in promises_of(case)
        if one.kind is promise.kind and one.owed_since > promise.owed_since
    )
    made_anew = min(later, default=None)
    # an older release closed cases without a trace of how their promises ended
    return made_anew or (None if is_owed(case, promise) else promise.due_at)
