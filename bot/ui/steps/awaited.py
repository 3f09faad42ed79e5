"""The button that does what a reminder awaits."""

from bot.domain.action_steps import ActionStep
from bot.domain.actions import Action
from bot.domain.cases import Case
from bot.domain.lifecycles import Step
from bot.domain.policies import DeadlineKind
from bot.domain.steps import next_step
from bot.domain.tellings import Recall, Telling
from bot.ui.blocks import StepButton
from bot.ui.steps.action_menu import action_button
from bot.ui.steps.menu import step_button
from bot.ui.texts.catalogue import Texts

_BY_KIND = {
    DeadlineKind.ACK: Step.ACKNOWLEDGE,
    DeadlineKind.CHARGE: Step.TAKE_CHARGE,
    DeadlineKind.INFORMATION: Step.INFORM_PARTIES,
    DeadlineKind.FOLLOW_UP: Step.FOLLOW_UP,
    DeadlineKind.EXTERNAL: Step.SETTLE_EXTERNAL,
}


def awaited_buttons(telling: Telling, texts: Texts) -> list[StepButton]:
    """What to press under a reminder of one thing; nothing to those who may only hear of it."""
    (recall,) = telling.recalls
    if recall.matter.subject not in telling.readable:
        return []
    if recall.matter.action is not None:
        return [_about_action(recall.matter.action, texts)]
    return _about_case(recall.matter.case, recall, texts) if recall.matter.case else []


def _about_action(action: Action, texts: Texts) -> StepButton:
    step = ActionStep.COMPLETE if action.status.is_running else ActionStep.CHECK_EFFECT
    return action_button(step, action.id, texts=texts, primary=True)


def _about_case(case: Case, recall: Recall, texts: Texts) -> list[StepButton]:
    """A solution is awaited through whatever step leads to it now."""
    step = _BY_KIND.get(recall.deadline.kind, next_step(case))
    return [step_button(step, case.id, texts=texts, primary=True)] if step else []
