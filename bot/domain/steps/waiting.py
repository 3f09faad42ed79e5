"""What a case waits for, and until when, so that nobody is told before that nothing moves."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar.wall_time import end_of_day
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.followups import is_unsolved
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.deciding import next_step
from bot.domain.steps.lifecycles import Step

KEPT_BY = {
    DeadlineKind.ACK: Step.ACKNOWLEDGE,
    DeadlineKind.CHARGE: Step.TAKE_CHARGE,
    DeadlineKind.INFORMATION: Step.INFORM_PARTIES,
    DeadlineKind.FOLLOW_UP: Step.FOLLOW_UP,
    DeadlineKind.EXTERNAL: Step.SETTLE_EXTERNAL,
}
"""The step by which what is due is done; a solution is led to by whatever comes next."""


def waits_until(
    case: Case, zone: ZoneInfo, *, actions_run_until: date | None = None
) -> datetime | None:
    """The last of the dates for which a case that owes no promise waits; None when for none.

    Those of its running actions, the day by which we asked for a reply, or that on which we
    said that the solution is in place, each until it ends in `zone`, and the dates of others where
    nothing else is left to do.
    """
    days = filter(None, (actions_run_until, reply_asked_by(case), case.in_place_due_on))
    ends = (end_of_day(day, zone) for day in days)
    return max((*ends, *_dates_of_others(case)), default=None)


def reply_asked_by(case: Case) -> date | None:
    """The day by which we asked for a reply to our answer, while none was given."""
    is_awaited = case.status is Status.SOLUTION_PROPOSED and case.complainant_decision is None
    return case.answer_asked_by if is_awaited else None


def _dates_of_others(case: Case) -> Iterator[datetime]:
    if next_step(case) is Step.SETTLE_EXTERNAL and not is_unsolved(case):
        yield from (one.due_at for one in case.external_deadlines if one.is_open)
