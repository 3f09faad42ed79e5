"""What somebody may do to a case now, the next sensible thing first."""

from bot.domain.cases import Case, Status
from bot.domain.lifecycles import Step, lifecycle_of
from bot.domain.refusals import Missing
from bot.domain.roles import Role
from bot.domain.root_causes import is_root_cause_due
from bot.domain.steps.closing import is_unsolved, missing_to_close
from bot.domain.steps.deciding import refusal_of
from bot.domain.steps.decisions import ALONE, Surroundings
from bot.domain.taxonomy import Kind


def steps_open_to(
    case: Case, roles: frozenset[Role], *, around: Surroundings = ALONE
) -> tuple[Step, ...]:
    """Every step that these roles may take now, the next sensible one first if they may."""
    rules = lifecycle_of(case.kind).rules
    steps = [
        rule.step for rule in rules if refusal_of(rule, case, roles=roles, around=around) is None
    ]
    first = next_step(case, around=around)
    return tuple(sorted(steps, key=lambda step: step is not first))


def next_step(case: Case, *, around: Surroundings = ALONE) -> Step | None:
    """What the case waits for, whoever does it; None when nothing presses."""
    if not case.status.is_open:
        return None
    match case.kind:
        case Kind.COMPLAINT:
            return _next_of_complaint(case, around)
        case Kind.INCIDENT:
            return _next_of_incident(case, around)


_ONLY_OTHERS_WAIT = (Missing.EXTERNAL_DEADLINES,)
_WAITING_FOR = {
    Status.WAITING_INFO: Step.RECORD_INFORMATION,
    Status.SOLUTION_PROPOSED: Step.RECORD_DECISION,
    Status.IN_IMPLEMENTATION: Step.IMPLEMENT,
    Status.FOLLOW_UP: Step.FOLLOW_UP,
    Status.REPORTED: Step.TAKE_CHARGE,
    Status.REOPENED: Step.TAKE_CHARGE,
    Status.TAKEN_CHARGE: Step.DECIDE_MEASURES,
    Status.MEASURES_DECIDED: Step.INFORM_PARTIES,
}


def _next_of_complaint(case: Case, around: Surroundings) -> Step:
    missing = missing_to_close(case, around)
    if missing == _ONLY_OTHERS_WAIT:
        return Step.SETTLE_EXTERNAL
    if Missing.ACKNOWLEDGEMENT in missing:
        return Step.ACKNOWLEDGE
    if Missing.ROOT_CAUSE in missing:
        return Step.ANALYSE
    if Missing.ANSWER in missing and case.status is not Status.WAITING_INFO:
        return Step.PROPOSE_SOLUTION if case.analysis else Step.ANALYSE
    if case.is_unreachable and Missing.IMPLEMENTATION in missing:
        return Step.IMPLEMENT
    return _WAITING_FOR[case.status] if missing else _last_step(case)


def _last_step(case: Case) -> Step:
    return Step.PROPOSE_SOLUTION if is_unsolved(case) else Step.CLOSE


def _next_of_incident(case: Case, around: Surroundings) -> Step | None:
    if step := _WAITING_FOR.get(case.status):
        return step
    missing = missing_to_close(case, around)
    if missing == _ONLY_OTHERS_WAIT:
        return Step.SETTLE_EXTERNAL
    if Missing.ROOT_CAUSE in missing:
        return Step.ANALYSE
    if is_root_cause_due(case.severity) and not around.actions:
        return Step.ADD_ACTION
    return None if missing else Step.CLOSE
