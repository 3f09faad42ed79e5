"""Every date that somebody still has to keep for a case, so that no open case is forgotten."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.actions import Action
from bot.domain.calendars import MIDNIGHT, ONE_DAY
from bot.domain.cases import Case, Status
from bot.domain.dues import Due, Promise, promised_dues
from bot.domain.external_deadlines import ExternalDeadline
from bot.domain.policies import DeadlineKind, Policy
from bot.domain.reminders import OpenDeadline, is_urgent
from bot.domain.wall_time import instant_on

KIND_OF_PROMISE = {
    Promise.ACKNOWLEDGEMENT: DeadlineKind.ACK,
    Promise.SOLUTION: DeadlineKind.SOLUTION,
    Promise.CHARGE: DeadlineKind.CHARGE,
    Promise.INFORMATION: DeadlineKind.INFORMATION,
}
"""What each promise is called in the rules of reminders."""


def deadlines_of(case: Case, policy: Policy, *, is_owned: bool) -> tuple[OpenDeadline, ...]:
    """What the case still owes by a date, or, owing nothing, when its next step is waited for.

    Never empty while the case is open. `is_owned` says that its owner can still be told.
    """
    if not case.status.is_open:
        return ()
    owed = tuple(_promised(case, due, is_owned=is_owned) for due in promised_dues(case))
    return owed or (_unpromised(case, policy, is_owned=is_owned),)


def external_deadline(
    case: Case, external: ExternalDeadline, *, is_owned: bool
) -> OpenDeadline | None:
    """The date that somebody else set on a case, under its own id. None once it is settled."""
    if not external.is_open:
        return None
    return OpenDeadline(
        subject=external.id,
        kind=DeadlineKind.EXTERNAL,
        due_at=external.due_at,
        recorded_at=external.noted_at,
        is_owned=is_owned,
        is_urgent=external.kind.is_urgent or is_urgent(case.severity, case.continuity),
    )


def action_deadline(action: Action, zone: ZoneInfo) -> OpenDeadline | None:
    """When an action is to be done: by the end of its day in `zone`. None once it is."""
    if not action.status.is_running:
        return None
    return OpenDeadline(
        subject=action.id,
        kind=DeadlineKind.ACTION,
        due_at=instant_on(action.due_on + ONE_DAY, MIDNIGHT, zone),
        recorded_at=action.created_at,
    )


def last_moved_at(case: Case) -> datetime:
    """When something was last done for the case, as far as its traces tell."""
    traces = [case.recorded_at, case.taken_charge_at, case.qualified_at, case.ack_sent_at]
    traces += [case.analysed_at, case.answered_at, case.implemented_at, case.reopened_at]
    traces += [decided.at for decided in case.measures]
    traces += [point.at for point in case.information_points]
    traces += [attempt.at for attempt in case.followups]
    return max(filter(None, traces))


def _promised(case: Case, due: Due, *, is_owned: bool) -> OpenDeadline:
    return OpenDeadline(
        subject=case.id,
        kind=KIND_OF_PROMISE[due.promise],
        due_at=due.at,
        recorded_at=case.recorded_at,
        is_owned=is_owned,
        is_urgent=is_urgent(case.severity, case.continuity),
    )


def _unpromised(case: Case, policy: Policy, *, is_owned: bool) -> OpenDeadline:
    """The follow-up of policy §3.3, which sets no delay, or else any sign of life."""
    moved_at = last_moved_at(case)
    kind, delay = DeadlineKind.NEXT_STEP, policy.next_step_in
    if case.status is Status.FOLLOW_UP:
        kind, delay = DeadlineKind.FOLLOW_UP, policy.follow_up_in
    return OpenDeadline(
        subject=case.id,
        kind=kind,
        due_at=moved_at + delay,
        recorded_at=moved_at,
        is_owned=is_owned,
    )
