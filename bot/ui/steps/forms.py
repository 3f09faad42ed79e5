"""Every step's form: drawn, drawn again where it asks for more, read as the step it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from bot.domain.actions.action_steps import ActionCommand, ActionStep, refusal_on_action
from bot.domain.actions.listings import PlanLook
from bot.domain.cases.cases import UploadedFile
from bot.domain.cases.letters import Communication
from bot.domain.cases.refusals import Refusal
from bot.domain.cases.taxonomy import Means
from bot.domain.steps.deciding import decide, foreseen_refusal
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.handling import TakeCharge
from bot.domain.steps.lifecycles import Step
from bot.slack.payload_shapes import View
from bot.ui.actions.action_plan import look_in
from bot.ui.blocks.answers import Answers, is_blank
from bot.ui.blocks.blocks import Block, section
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.limits import SECTION_MAX
from bot.ui.blocks.modal import again, carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.filing.filing_form import concerned_page, was_asked
from bot.ui.filing.more_files import FILES
from bot.ui.steps import (
    acting,
    analysis,
    answering,
    confirming,
    ending,
    handling,
    incident,
    opening,
    outside,
    settling,
)
from bot.ui.steps.acting import ACTION_FORMS, FILE
from bot.ui.steps.drafting import Drafted, LetterDraft, draft_in, drafted_anew, with_letter
from bot.ui.steps.form import NOTHING, ActionContext, Beneath, Form, FormContext
from bot.ui.steps.letters import (
    MEANS,
    ByMail,
    letter_blocks,
    read_told,
    relabelled,
    sent_by_mail,
    submit_of,
)
from bot.ui.steps.menu import ACTION_PREFIX, PREFIX, step_named
from bot.ui.steps.refusals import Attempt, action_attempt, step_attempt
from bot.ui.texts.language import BETWEEN

_FAMILIES = (opening, analysis, answering, settling, handling, incident, outside, ending, acting)
FORMS: Mapping[Step, Form] = {
    step: form for family in _FAMILIES for step, form in family.FORMS.items()
}
"""All but taking charge, which a click does."""

TOLD_AT_ONCE = (
    answering.OUTCOME,
    analysis.ASK_WHY,
    incident.AUDIENCE,
    confirming.SIGNATORY,
    MEANS,
)
"""The answers on which it depends what else a form asks, or what its button says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOfCase:
    """A step of a case that somebody is about to take."""

    step: Step
    scene: FormContext

    @property
    def about(self) -> UUID:
        return self.scene.case.id

    @property
    def case_id(self) -> UUID:
        return self.scene.case.id

    @property
    def taken_at_once(self) -> StepCommand | None:
        """The step, where a press takes it; None where its form asks for more."""
        if self.step is Step.TAKE_CHARGE:
            return TakeCharge()
        at_once = FORMS[self.step].at_once
        return at_once(self.scene) if at_once else None

    @property
    def foreseen_refusal(self) -> Refusal | None:
        """Why its form need not open; None when it is worth filling in."""
        scene = self.scene
        return foreseen_refusal(self.step, scene.case, roles=scene.roles, around=scene.around)

    @property
    def attempt(self) -> Attempt:
        return step_attempt(self.step, self.scene)

    def modal(self, *, submission_id: UUID, beneath: Beneath) -> Block:
        return step_modal(self.step, self.scene, submission_id=submission_id, beneath=beneath)

    def read(self, view: View) -> StepCommand | ByMail | Block | FormErrors:
        """The step that its form asks for; the form again, where that asks for more first.

        Raises IllegalStepError for what stands against the step, before more is asked.
        """
        read = read_step(view, self.scene)
        if isinstance(read, Drafted):
            self._rehearse(read.wanted)
            return with_letter(view, self.scene, drafted=read)
        if isinstance(read, FormErrors | ByMail) or was_asked(view):
            return read
        if not read.makes_confidential(self.scene.case):
            return read
        self._rehearse(read)
        return concerned_page(view, self.scene.texts)

    def _rehearse(self, wanted: StepCommand) -> None:
        scene = self.scene
        decide(
            scene.case,
            wanted,
            actor=scene.actor,
            roles=scene.roles,
            now=scene.now,
            around=scene.around,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOnAction:
    """A step on an action that somebody is about to take."""

    step: ActionStep
    scene: ActionContext

    taken_at_once: ClassVar[None] = None

    @property
    def about(self) -> UUID:
        return self.scene.action.id

    @property
    def case_id(self) -> UUID | None:
        return self.scene.case.id if self.scene.case else None

    @property
    def foreseen_refusal(self) -> Refusal | None:
        """Why its form need not open; None when it is worth filling in."""
        scene = self.scene
        return refusal_on_action(self.step, scene.action, roles=scene.roles, person=scene.actor)

    @property
    def attempt(self) -> Attempt:
        return action_attempt(self.step, self.scene)

    def modal(self, *, submission_id: UUID, beneath: Beneath) -> Block:
        """The form, with the action named on top."""
        action, texts = self.scene.action, self.scene.texts
        about = cut(f"*{action.ref}*{BETWEEN}{mrkdwn(one_line(action.title))}", SECTION_MAX)
        return modal(
            texts.steps.action_label[self.step],
            [section(about), *ACTION_FORMS[self.step].ask(self.scene)],
            callback_id=f"{ACTION_PREFIX}{self.step}",
            submit=texts.steps.submit,
            close=texts.forms.cancel,
            carried={"action": str(action.id), "submission": str(submission_id), **beneath.carried},
        )

    def read(self, view: View) -> ActionCommand | FormErrors:
        """The step that its form asks for, or what has to be corrected."""
        answers = Answers(view)
        wanted = ACTION_FORMS[self.step].read(answers)
        if answers.refusals or wanted is None:
            return FormErrors(answers.refusals)
        return wanted


def step_modal(
    step: Step, scene: FormContext, *, submission_id: UUID, beneath: Beneath = NOTHING
) -> Block:
    """The form of a step, with what is known already."""
    form, texts = FORMS[step], scene.texts
    carried = {"case": str(scene.case.id), "submission": str(submission_id), **beneath.carried}
    blocks, submit = form.ask(scene), texts.steps.submit
    if form.is_drafted_at_once and form.draft and (letter := form.draft(scene.given, scene)):
        above, joins = letter_blocks(letter, scene)
        carried |= replace(LetterDraft.of(letter, at=scene.now), joins=joins).carried
        blocks, submit = [*above, *blocks], submit_of(letter.kind, scene)
    elif form.draft:
        submit = texts.steps.letter.write
    return modal(
        texts.steps.label[step],
        blocks,
        callback_id=f"{PREFIX}{step}",
        submit=submit,
        close=texts.forms.cancel,
        carried=carried,
    )


def drawn_anew(view: View, scene: FormContext) -> Block:
    """The form as it asks now that one of its answers was told at once.

    Where its letter stands there, only what its button says depends on it.
    """
    if draft_in(carried_by(view)) is not None:
        return relabelled(view, scene)
    form = FORMS[read_back(Step, view.callback_id.removeprefix(PREFIX))]
    says, has_letter = scene.texts.steps, form.draft and form.draft(Answers(view), scene)
    submit = says.letter.write if has_letter else says.submit
    return again(view, form.ask(replace(scene, given=Answers(view))), submit=submit)


def read_step(view: View, scene: FormContext) -> StepCommand | ByMail | Drafted | FormErrors:
    """The step that a form asks for, its letter first, or what has to be corrected."""
    step = read_back(Step, view.callback_id.removeprefix(PREFIX))
    form, answers = FORMS[step], Answers(view)
    draft, letter = draft_in(carried_by(view)), None
    if draft is not None and form.letter:
        told = read_told(answers, form.letter, joins=draft.joins, now=scene.now, draft=draft.number)
    else:
        letter = form.draft(answers, scene) if form.draft else None
        told = Communication(letter=letter, at=scene.now, means=Means.EMAIL) if letter else None
    wanted = form.read(answers, replace(scene, told=told))
    if answers.refusals or wanted is None:
        return FormErrors(answers.refusals)
    if letter is not None:
        made = LetterDraft.of(letter, at=scene.now)
        return Drafted(letter=letter, wanted=wanted, draft=made)
    if draft is not None and told is not None:
        anew = drafted_anew(view, form, scene, draft=draft, written=told.letter, wanted=wanted)
        if anew is not None:
            return anew
    return sent_by_mail(wanted, answers, replace(scene, told=told)) or wanted


def asked_in(view: View) -> tuple[Step | ActionStep, UUID]:
    """Which step a form is for, and of which case or action."""
    step = step_named(view.callback_id)
    about = carried_by(view).get("case" if isinstance(step, Step) else "action")
    return step, read_back(UUID, about)


def is_over_case(view: View) -> bool:
    """Whether the case's own modal stands beneath a form."""
    return bool(carried_by(view).get("over_case"))


def beside(view: View) -> str | None:
    """The reference of another case that a form is about too, if it names one."""
    return ending.named_original(Answers(view))


def typed_in(view: View) -> list[str]:
    """The texts in a form, so that they are not lost with it."""
    blocks = view.state.values.values()
    texts = (element.value or "" for block in blocks for element in block.values())
    return [text for text in texts if not is_blank(text)]


def submission_of(view: View) -> UUID:
    """Made when the form opened, so that a repeat is harmless."""
    return read_back(UUID, carried_by(view).get("submission"))


def files_in(view: View) -> tuple[UploadedFile, ...]:
    """The files that came with a form, if it had room for any."""
    answers = Answers(view)
    return (*answers.files(FILE), *answers.files(FILES))


def plan_beneath(view: View) -> PlanLook | None:
    """The view of the action plan beneath a form; None where there is none."""
    carried = carried_by(view).get("over_plan")
    return look_in(read_back(dict, carried)) if carried else None
