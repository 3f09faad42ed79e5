"""What may be done to a case now, and what becomes of it when somebody does."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.followups import is_unsolved
from bot.domain.cases.journal_entries import event_of
from bot.domain.cases.on_spot import has_left_short_way
from bot.domain.cases.refusals import IllegalStepError, Missing, Reason, Refusal
from bot.domain.cases.roles import Role
from bot.domain.cases.stages import owes_root_cause
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.promises import kept_at
from bot.domain.deadlines.renewals import taken_off_short_way
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps import (
    answering,
    ending,
    handling,
    incident,
    on_spot,
    opening,
    outside,
    settling,
)
from bot.domain.steps.conditions import missing_to_close
from bot.domain.steps.decisions import (
    ALONE,
    CaseContext,
    Decision,
    Effect,
    StepCommand,
    StepContext,
)
from bot.domain.steps.lifecycles import MEASURED, Rule, Step, lifecycle_of
from bot.domain.steps.on_spot import to_validate
from bot.domain.steps.settling import may_be_settled_at_once

_FAMILIES = (opening, answering, settling, handling, incident, on_spot, outside, ending)
COMMANDS: Mapping[Step, type[StepCommand]] = {
    command.step: command for family in _FAMILIES for command in family.COMMANDS
}
"""Every step as it is asked for, with what is known of it."""


def decide(
    case: Case,
    wanted: StepCommand,
    *,
    actor: str,
    roles: frozenset[Role],
    now: datetime,
    around: CaseContext = ALONE,
) -> Decision:
    """Decide a step: the case as it becomes; touches nothing.

    Raises IllegalStepError, whose refusal says why not and what is missing.
    """
    on = StepContext(actor=actor, roles=roles, now=now, around=around)
    _open_rule(case, wanted.step, on)
    *earlier, last = _one_by_one(case, wanted, on)
    return replace(last, earlier=tuple(earlier))


def _one_by_one(case: Case, wanted: StepCommand, on: StepContext) -> Iterator[Decision]:
    """The decision on each of its parts, on the case as the one before it left it."""
    for part in wanted.parts(case, on):
        decision = _decision(case, part, on)
        case = decision.case
        yield replace(decision, is_told=part.step not in wanted.untold)


def _decision(case: Case, wanted: StepCommand, on: StepContext) -> Decision:
    rule = _open_rule(case, wanted.step, on)
    effect = _whole_way(wanted.take(case, on), wanted, on)
    after = replace(effect.case, status=_target(rule, case.status, effect))
    return Decision(
        case=after,
        event=event_of(wanted.step, wanted, old=case, new=after),
        told=effect.told,
        actions=effect.actions,
        linked=effect.linked,
    )


def _whole_way(effect: Effect, wanted: StepCommand, on: StepContext) -> Effect:
    """The step's effect; a case that may not be settled on the spot after it is to be taken on."""
    case = effect.case
    if not (case.status.is_open and has_left_short_way(case, *wanted.words)):
        return effect
    owed = taken_off_short_way(
        case, now=on.now, calendar=on.around.calendar, policy=on.around.policy
    )
    is_in_hand = kept_at(owed, DeadlineKind.CHARGE) is not None
    return replace(effect, case=owed, to=effect.to if is_in_hand else Status.REPORTED)


def refusal_of(
    rule: Rule, case: Case, *, roles: frozenset[Role], around: CaseContext
) -> Refusal | None:
    """Why these roles cannot take the step on the case as it stands; None when they can."""
    if case.erased_at is not None:
        return Refusal(reason=Reason.STATUS, done_at=case.erased_at)
    if not roles & rule.by:
        return Refusal(reason=Reason.ROLE, roles=rule.by)
    if case.status not in rule.moves:
        return Refusal(reason=Reason.STATUS, done_at=case.closed_at)
    command = COMMANDS[rule.step]
    if command.is_told_to_complainant and case.is_unreachable:
        return Refusal(reason=Reason.NO_ADDRESSEE)
    return command.standing_refusal(case, roles=roles, around=around)


def steps_open_to(
    case: Case, roles: frozenset[Role], *, around: CaseContext = ALONE
) -> tuple[Step, ...]:
    """Every step that these roles may take now, the next sensible one first if they may."""
    rules = lifecycle_of(case.kind).rules
    steps = [
        rule.step for rule in rules if refusal_of(rule, case, roles=roles, around=around) is None
    ]
    first = next_step(case, around=around)
    return tuple(sorted(steps, key=lambda step: step is not first))


def next_step(case: Case, *, around: CaseContext = ALONE) -> Step | None:
    """The step that the case waits for, whoever takes it; None when nothing presses."""
    if not case.status.is_open:
        return None
    match case.kind:
        case Kind.COMPLAINT:
            return _next_of_complaint(case, around)
        case Kind.INCIDENT:
            return _next_of_incident(case, around)


def foreseen_refusal(
    step: Step, case: Case, *, roles: frozenset[Role], around: CaseContext
) -> Refusal | None:
    """Refusals of a step whatever is typed, said before anybody types."""
    rule = lifecycle_of(case.kind).rule(step)
    if rule is None:
        return Refusal(reason=Reason.KIND)
    standing = refusal_of(rule, case, roles=roles, around=around)
    return standing or COMMANDS[step].lacking(case, around)


def _open_rule(case: Case, step: Step, on: StepContext) -> Rule:
    rule = lifecycle_of(case.kind).rule(step)
    if rule is None:
        raise IllegalStepError(Refusal(reason=Reason.KIND))
    if refusal := refusal_of(rule, case, roles=on.roles, around=on.around):
        raise IllegalStepError(refusal)
    return rule


def _target(rule: Rule, source: Status, effect: Effect) -> Status:
    """The status that the table gives, or the step's choice among those it allows."""
    allowed = rule.moves[source]
    target = effect.to or allowed[0]
    if target not in allowed:
        msg = f"{rule.step} leads from {source} to {target}, which the table does not know"
        raise AssertionError(msg)
    return target


_ONLY_OTHERS_WAIT = (Missing.EXTERNAL_DEADLINES,)
_LEFT_OVER = frozenset({Missing.QUALIFICATION, Missing.EXTERNAL_DEADLINES})
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


def _next_of_complaint(case: Case, around: CaseContext) -> Step:
    missing = missing_to_close(case, around)
    if last := _last_missing(missing):
        return last
    if Missing.ACKNOWLEDGEMENT in missing:
        return Step.ACKNOWLEDGE
    if Missing.ROOT_CAUSE in missing:
        return Step.ANALYSE
    if Missing.ANSWER in missing and case.status is not Status.WAITING_INFO:
        return _next_before_answer(case)
    if case.is_unreachable and Missing.IMPLEMENTATION in missing:
        return Step.IMPLEMENT
    return _WAITING_FOR[case.status] if missing else _last_step(case)


def _last_missing(missing: Collection[Missing]) -> Step | None:
    """What is left to do once the complaint itself is: all other steps may confirm it as well."""
    if not missing or not _LEFT_OVER.issuperset(missing):
        return None
    return Step.QUALIFY if Missing.QUALIFICATION in missing else Step.SETTLE_EXTERNAL


def _next_before_answer(case: Case) -> Step:
    """The short way, so long as nobody began the long one."""
    if case.analysis:
        return Step.PROPOSE_SOLUTION
    return Step.ANSWER_AND_SETTLE if may_be_settled_at_once(case) else Step.ANALYSE


def _last_step(case: Case) -> Step:
    return Step.PROPOSE_SOLUTION if is_unsolved(case) else Step.CLOSE


def _next_of_incident(case: Case, around: CaseContext) -> Step | None:
    if to_validate(case, around) is None:
        return Step.VALIDATE
    missing = missing_to_close(case, around)
    if step := _awaited_by(case, missing):
        return step
    if missing == _ONLY_OTHERS_WAIT:
        return Step.SETTLE_EXTERNAL
    if Missing.ROOT_CAUSE in missing:
        return Step.ANALYSE
    if owes_root_cause(case) and not around.actions:
        return Step.ADD_ACTION
    return None if missing else Step.CLOSE


def _awaited_by(case: Case, missing: Collection[Missing]) -> Step | None:
    """What the status of an incident waits for; a measure that counts no more is decided anew."""
    if Missing.MEASURE in missing and case.status in MEASURED:
        return Step.DECIDE_MEASURES
    return _WAITING_FOR.get(case.status)
