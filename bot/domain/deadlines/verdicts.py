"""Whether the promises made on a case were kept (policy §3.2, §4): one rule for each figure.

Each save writes the verdicts beside the case (`storage/cases/case_rows.py`), where the database
counts them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.cases.cases import Case
from bot.domain.cases.traces import Promise
from bot.domain.deadlines.due_dates import is_on_time
from bot.domain.deadlines.promises import promises_of
from bot.domain.school.policies import DeadlineKind


class Verdict(StrEnum):
    """Whether a promise was kept, broken, or may still be either."""

    MET = "met"
    MISSED = "missed"
    PENDING = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict and the instant, in UTC, at which it was reached.

    What is pending is missed from `at` on, unless it is done before.
    """

    verdict: Verdict
    at: datetime

    def as_of(self, now: datetime) -> Verdict:
        """The verdict at an instant."""
        is_broken = self.verdict is Verdict.PENDING and self.at <= now
        return Verdict.MISSED if is_broken else self.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """The judgement on each promise; None where nothing was promised.

    `ack` is a first answer to who can be answered, `initial` a solution by the first date,
    `extended` one by the date in force, extensions included.
    """

    ack: Judgement | None
    initial: Judgement | None
    extended: Judgement | None


def judge(case: Case) -> Judgements:
    """Judge what was promised first, as far as the case tells; a later promise is another one."""
    first = {promise.kind: promise for promise in reversed(promises_of(case))}
    ack, solution = first.get(DeadlineKind.ACK), first.get(DeadlineKind.SOLUTION)
    return Judgements(
        ack=judge_promise(ack),
        initial=judge_promise(solution, due_at=case.solution_due_at),
        extended=judge_promise(solution),
    )


def judge_promise(promise: Promise | None, *, due_at: datetime | None = None) -> Judgement | None:
    """Judge a promise by its date, or by an earlier one; None where it came to nothing in time.

    Whatever happens after the date changes nothing any more.
    """
    if promise is None:
        return None
    due_at = due_at or promise.due_at
    done_at, dropped_at = promise.kept_at, promise.dropped_at
    if done_at is not None and is_on_time(done_at, due_at):
        return Judgement(verdict=Verdict.MET, at=done_at)
    if dropped_at is not None and is_on_time(dropped_at, due_at):
        return None
    verdict = Verdict.MISSED if promise.is_over else Verdict.PENDING
    return Judgement(verdict=verdict, at=due_at)
