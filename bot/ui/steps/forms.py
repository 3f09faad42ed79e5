"""Every step's form: drawn, shown again with its letter, and read as the step it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.domain.letters import Letter, Told
from bot.domain.lifecycles import Step
from bot.domain.steps import Wanted
from bot.domain.taxonomy import Means
from bot.ui.answers import Answers, is_blank
from bot.ui.blocks import Block, divider
from bot.ui.form_errors import FormErrors
from bot.ui.modal import again, carried_by, modal
from bot.ui.read_back import read_back
from bot.ui.steps import (
    acting,
    analysing,
    answering,
    ending,
    handling,
    incident,
    opening,
    outside,
)
from bot.ui.steps.form import Form
from bot.ui.steps.letters import joins_of, letter_blocks, read_told
from bot.ui.steps.menu import PREFIX
from bot.ui.steps.scene import Scene

FORMS: Mapping[Step, Form] = {
    Step.ACKNOWLEDGE: opening.ACKNOWLEDGE,
    Step.WAIVE_ACKNOWLEDGEMENT: opening.WAIVE_ACKNOWLEDGEMENT,
    Step.QUALIFY: handling.QUALIFY,
    Step.ASSIGN: handling.ASSIGN,
    Step.REQUEST_INFORMATION: opening.REQUEST_INFORMATION,
    Step.RECORD_INFORMATION: opening.RECORD_INFORMATION,
    Step.DECIDE_MEASURES: incident.DECIDE_MEASURES,
    Step.INFORM_PARTIES: incident.INFORM_PARTIES,
    Step.ANALYSE: analysing.ANALYSE,
    Step.PROPOSE_SOLUTION: answering.PROPOSE_SOLUTION,
    Step.RECORD_DECISION: answering.RECORD_DECISION,
    Step.EXTEND: opening.EXTEND,
    Step.IMPLEMENT: answering.IMPLEMENT,
    Step.FOLLOW_UP: answering.FOLLOW_UP,
    Step.ADD_ACTION: acting.ADD_ACTION,
    Step.NOTE_EXTERNAL: outside.NOTE_EXTERNAL,
    Step.SETTLE_EXTERNAL: outside.SETTLE_EXTERNAL,
    Step.CLOSE: ending.CLOSE,
    Step.REOPEN: ending.REOPEN,
    Step.REJECT: ending.REJECT,
    Step.MARK_DUPLICATE: ending.MARK_DUPLICATE,
    Step.WITHDRAW: ending.WITHDRAW,
    Step.CORRECT_RECEPTION: handling.CORRECT_RECEPTION,
    Step.CORRECT_FACTS: handling.CORRECT_FACTS,
    Step.ADD_NOTE: handling.ADD_NOTE,
}
"""All but taking charge, which a click does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The form is right so far: its letter is to be read, and changed, before it is kept.

    `wanted` is the step as it would be, so that what stands against it is said now.
    """

    letter: Letter
    wanted: Wanted


def step_modal(
    step: Step, scene: Scene, *, submission_id: UUID, is_over_case: bool = False
) -> Block:
    """The form of a step, with what is known already.

    One that stands over the case's modal remembers so, since that is to be shown anew.
    """
    form, texts = FORMS[step], scene.texts
    view = modal(
        texts.steps.label[step],
        form.ask(scene),
        callback_id=f"{PREFIX}{step}",
        submit=texts.steps.letter.write if form.draft else texts.steps.submit,
        close=texts.forms.cancel,
        carried={
            "case": str(scene.case.id),
            "submission": str(submission_id),
            "over_case": is_over_case,
        },
    )
    if form.is_drafted_at_once and form.draft and (letter := form.draft(Answers(view), scene)):
        return with_letter(view, scene, letter=letter)
    return view


def with_letter(view: dict[str, Any], scene: Scene, *, letter: Letter) -> Block:
    """The same form, all answers kept, with the letter below them."""
    blocks, joins = letter_blocks(letter, scene)
    there = {block.get("block_id") for block in view["blocks"]} - {None}
    fresh = [block for block in blocks if block.get("block_id") not in there]
    above = [*view["blocks"], divider()] if view["blocks"] else []
    return again(
        view,
        [*above, *fresh],
        submit=scene.texts.steps.submit,
        carried=carried_by(view) | {"joins": joins},
    )


def read_step(view: dict[str, Any], scene: Scene) -> Wanted | Drafted | FormErrors:
    """The step that a form asks for, its letter first, or what has to be corrected."""
    form, answers = FORMS[step_of(view)], Answers(view)
    joins, letter = joins_of(carried_by(view)), None
    if joins is not None and form.letter:
        told = read_told(answers, form.letter, joins=joins)
    else:
        letter = form.draft(answers, scene) if form.draft else None
        told = Told(letter=letter, at=scene.now, means=Means.EMAIL) if letter else None
    wanted = form.read(answers, scene, told)
    if answers.refusals or wanted is None:
        return FormErrors(answers.refusals)
    return wanted if letter is None else Drafted(letter=letter, wanted=wanted)


def step_of(view: Mapping[str, Any]) -> Step:
    """Which step a form is for."""
    return read_back(Step, view["callback_id"].removeprefix(PREFIX))


def case_of(view: Mapping[str, Any]) -> UUID:
    """The case that a form is about."""
    return read_back(UUID, carried_by(view).get("case"))


def is_over_case(view: Mapping[str, Any]) -> bool:
    """Whether the case's own modal stands beneath a form."""
    return bool(carried_by(view).get("over_case"))


def beside(view: dict[str, Any]) -> str | None:
    """The reference of another case that a form is about too, if it names one."""
    return ending.named_original(Answers(view))


def typed_in(view: Mapping[str, Any]) -> list[str]:
    """The texts in a form, so that they are not lost with it."""
    values = view.get("state", {}).get("values", {})
    elements = (element for block in values.values() for element in block.values())
    texts = (element.get("value") or "" for element in elements)
    return [text for text in texts if not is_blank(text)]


def submission_of(view: Mapping[str, Any]) -> UUID:
    """Made when the form opened, so that a repeat is harmless."""
    return read_back(UUID, carried_by(view).get("submission"))
