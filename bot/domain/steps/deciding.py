"""One way through for every step: who, from where, under which conditions, to what."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import Case, Status
from bot.domain.changes import event_of
from bot.domain.lifecycles import Rule, Step, lifecycle_of
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.roles import Role
from bot.domain.steps.decisions import (
    ALONE,
    Decision,
    Effect,
    Occasion,
    Surroundings,
    Wanted,
)
from bot.domain.steps.standing import standing_refusal


def decide(
    case: Case,
    wanted: Wanted,
    *,
    actor: str,
    roles: frozenset[Role],
    now: datetime,
    around: Surroundings = ALONE,
) -> Decision:
    """What becomes of a case when somebody takes a step; touches nothing.

    Raises IllegalStepError, whose refusal says why not and what is missing.
    """
    rule = _rule_for(case, wanted.step)
    if refusal := refusal_of(rule, case, roles=roles, around=around):
        raise IllegalStepError(refusal)
    effect = wanted.take(case, Occasion(actor=actor, roles=roles, now=now, around=around))
    after = replace(effect.case, status=_target(rule, case.status, effect))
    return Decision(
        case=after,
        event=event_of(wanted.step, wanted, old=case, new=after),
        told=effect.told,
        actions=effect.actions,
        linked=effect.linked,
    )


def refusal_of(
    rule: Rule, case: Case, *, roles: frozenset[Role], around: Surroundings
) -> Refusal | None:
    """Why these roles cannot take the step on the case as it stands; None when they can."""
    if not roles & rule.by:
        return Refusal(reason=Reason.ROLE, roles=rule.by)
    if case.status not in rule.moves:
        return Refusal(reason=Reason.STATUS, done_at=case.closed_at)
    return standing_refusal(rule.step, case, roles=roles, around=around)


def _rule_for(case: Case, step: Step) -> Rule:
    rule = lifecycle_of(case.kind).rule(step)
    if rule is None:
        raise IllegalStepError(Refusal(reason=Reason.KIND))
    return rule


def _target(rule: Rule, source: Status, effect: Effect) -> Status:
    """The status that the table gives, or the step's choice among those it allows."""
    allowed = rule.moves[source]
    target = effect.to or allowed[0]
    if target not in allowed:
        msg = f"{rule.step} leads from {source} to {target}, which the table does not know"
        raise AssertionError(msg)
    return target
