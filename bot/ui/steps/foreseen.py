"""What will stand against a step whatever is typed, said before anybody types."""

from bot.domain.action_steps import ACTION_RULES, ActionStep, action_steps_open_to
from bot.domain.actions import Action
from bot.domain.lifecycles import Step, lifecycle_of
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.roles import Role
from bot.domain.steps import lacks_root_cause
from bot.domain.steps.closing import check_mediator
from bot.domain.steps.deciding import refusal_of
from bot.domain.taxonomy import Kind
from bot.ui.steps.scene import Scene


def foreseen_refusal(step: Step, scene: Scene) -> Refusal | None:
    """Why the step's form need not open; None when it is worth filling in."""
    rule = lifecycle_of(scene.case.kind).rule(step)
    if rule is None:
        return Refusal(reason=Reason.KIND)
    standing = refusal_of(rule, scene.case, roles=scene.roles, around=scene.around)
    return standing or _lacking(step, scene)


def foreseen_action_refusal(
    step: ActionStep, action: Action, *, roles: frozenset[Role], person: str
) -> Refusal | None:
    """The same for a step on an action."""
    rule = ACTION_RULES[step]
    if not roles & rule.by:
        return Refusal(reason=Reason.ROLE, roles=rule.by)
    if action.status not in rule.sources:
        return Refusal(reason=Reason.STATUS, done_at=action.done_at)
    if step not in action_steps_open_to(action, roles, person=person):
        return Refusal(reason=Reason.NOT_INDEPENDENT, person=person)
    return None


def _lacking(step: Step, scene: Scene) -> Refusal | None:
    """A root cause or a mediator, which no answer of these two forms could give."""
    if step is Step.PROPOSE_SOLUTION and lacks_root_cause(scene.case):
        return Refusal(reason=Reason.NEEDS_ROOT_CAUSE)
    settles = step in {Step.PROPOSE_SOLUTION, Step.CLOSE}
    if not settles or scene.case.kind is not Kind.COMPLAINT:
        return None
    try:
        check_mediator(scene.case, scene.around)
    except IllegalStepError as error:
        return error.refusal
    return None
