"""The modal of a door: which of its steps is meant; the step's form then takes its place."""

from collections.abc import Sequence

from bot.domain.cases.cases import Case
from bot.domain.steps.doors import Door
from bot.domain.steps.lifecycles import Step
from bot.slack.payload_shapes import View
from bot.ui.blocks.blocks import Block, button, section
from bot.ui.blocks.modal import modal
from bot.ui.steps.menu import step_button
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "steps_behind_a_door"


def choice_modal(
    door: Door, case: Case, steps: Sequence[Step], *, texts: Texts, is_over_case: bool
) -> Block:
    """What each of the steps is for, with its button."""
    says = texts.steps.doors
    rows = [
        section(says.leads_to[step])
        | {"accessory": button(step_button(step, case.id, texts=texts)), "block_id": str(step)}
        for step in steps
    ]
    return modal(
        says.label[door],
        rows,
        callback_id=CALLBACK_ID,
        close=texts.forms.cancel,
        carried={"case": str(case.id), "over_case": is_over_case},
    )


def is_choice(view: View | None) -> bool:
    """Whether a step was pressed in such a modal."""
    return view is not None and view.callback_id == CALLBACK_ID
