"""The form of every step on an action: drawn, and read as the step it asks for."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from bot.domain.action_lists import PlanLook
from bot.domain.action_steps import ActionStep, WantedOnAction
from bot.domain.cases import UploadedFile
from bot.ui.action_plan import carried_look, look_in
from bot.ui.answers import Answers
from bot.ui.blocks import Block, section
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.form_errors import FormErrors
from bot.ui.limits import SECTION_MAX
from bot.ui.modal import carried_by, modal
from bot.ui.read_back import read_back
from bot.ui.steps.acting import ACTION_FORMS, ActionScene, proving_file
from bot.ui.steps.action_menu import PREFIX
from bot.ui.steps.refusals import Attempt


def action_modal(
    step: ActionStep,
    scene: ActionScene,
    *,
    submission_id: UUID,
    is_over_case: bool = False,
    over_plan: PlanLook | None = None,
) -> Block:
    """The form of a step on an action, which is named on top.

    `over_plan` is what the action plan beneath it shows, where it lies over the plan.
    """
    action, texts = scene.action, scene.texts
    about = cut(f"*{action.ref}* · {mrkdwn(one_line(action.title))}", SECTION_MAX)
    return modal(
        texts.steps.action_label[step],
        [section(about), *ACTION_FORMS[step].ask(scene)],
        callback_id=f"{PREFIX}{step}",
        submit=texts.steps.submit,
        close=texts.forms.cancel,
        carried={
            "action": str(action.id),
            "submission": str(submission_id),
            "over_case": is_over_case,
            **({"over_plan": carried_look(over_plan)} if over_plan else {}),
        },
    )


def read_action_step(view: dict[str, Any]) -> WantedOnAction | FormErrors:
    """The step on an action that a form asks for, or what has to be corrected."""
    answers = Answers(view)
    wanted = ACTION_FORMS[action_step_of(view)].read(answers)
    if answers.refusals or wanted is None:
        return FormErrors(answers.refusals)
    return wanted


def file_in(view: dict[str, Any]) -> UploadedFile | None:
    """The file that came with a form, if it had room for one."""
    return proving_file(Answers(view))


def action_step_of(view: Mapping[str, Any]) -> ActionStep:
    """Which step a form is for."""
    return ActionStep(str(view["callback_id"]).removeprefix(PREFIX))


def action_of(view: Mapping[str, Any]) -> UUID:
    """The action that a form is about."""
    return read_back(UUID, carried_by(view).get("action"))


def plan_beneath(view: Mapping[str, Any]) -> PlanLook | None:
    """What the action plan beneath a form shows; None where there is none."""
    carried = carried_by(view).get("over_plan")
    return look_in(read_back(dict, carried)) if carried else None


def action_attempt(step: ActionStep, scene: ActionScene) -> Attempt:
    """A step that somebody tried to take on an action."""
    return Attempt(
        what=scene.texts.steps.refused.action_to_do[step],
        case=scene.case,
        action=scene.action,
        office=scene.office,
        texts=scene.texts,
        now=scene.now,
    )
