"""What stands against a step whatever is brought along, so that a menu can leave it out."""

from bot.domain.cases import Case, Status
from bot.domain.lifecycles import Step
from bot.domain.refusals import Reason, Refusal
from bot.domain.roles import Role
from bot.domain.steps.closing import missing_to_close
from bot.domain.steps.decisions import Surroundings
from bot.domain.steps.opening import granted_extensions
from bot.domain.taxonomy import Kind

_NOT_BEGUN = frozenset({Status.REPORTED, Status.REOPENED})
_TOLD_TO_COMPLAINANTS = frozenset(
    {Step.REQUEST_INFORMATION, Step.EXTEND, Step.RECORD_DECISION, Step.FOLLOW_UP}
)


def standing_refusal(
    step: Step, case: Case, *, roles: frozenset[Role], around: Surroundings
) -> Refusal | None:
    """Why the step cannot be taken as things stand; None when nothing stands against it."""
    if step in _TOLD_TO_COMPLAINANTS and case.is_unreachable:
        return Refusal(reason=Reason.NO_ADDRESSEE)
    match step:
        case Step.TAKE_CHARGE:
            return _against_taking(case, roles)
        case Step.ACKNOWLEDGE | Step.WAIVE_ACKNOWLEDGEMENT:
            return _against_acknowledging(step, case)
        case Step.EXTEND:
            return _against_extending(case, around)
        case Step.CLOSE | Step.SETTLE_EXTERNAL:
            return _against_settling(step, case, around)
        case _:
            return None


def _against_taking(case: Case, roles: frozenset[Role]) -> Refusal | None:
    if case.owner is None:
        return None
    if Role.OWNER not in roles:
        return Refusal(reason=Reason.TAKEN, person=case.owner)
    if case.kind is Kind.INCIDENT and case.status in _NOT_BEGUN:
        return None
    return Refusal(reason=Reason.ALREADY_DONE, person=case.owner, done_at=case.taken_charge_at)


def _against_acknowledging(step: Step, case: Case) -> Refusal | None:
    if case.ack_sent_at is not None:
        return Refusal(reason=Reason.ALREADY_DONE, done_at=case.ack_sent_at)
    if step is Step.WAIVE_ACKNOWLEDGEMENT and case.is_unreachable:
        return Refusal(reason=Reason.ALREADY_DONE)
    return None


def _against_settling(step: Step, case: Case, around: Surroundings) -> Refusal | None:
    if step is Step.CLOSE:
        missing = missing_to_close(case, around)
        return Refusal(reason=Reason.INCOMPLETE, missing=missing) if missing else None
    is_awaited = any(one.is_open for one in case.external_deadlines)
    return None if is_awaited else Refusal(reason=Reason.ALREADY_DONE)


def _against_extending(case: Case, around: Surroundings) -> Refusal | None:
    if case.proposed_at is not None:
        return Refusal(reason=Reason.ALREADY_DONE, done_at=case.proposed_at)
    if granted_extensions(case) >= around.policy.max_extensions:
        return Refusal(reason=Reason.TOO_MANY)
    return None
