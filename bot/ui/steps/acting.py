"""Forms of actions: added to a case, done with a proof, judged by somebody else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.actions.action_steps import (
    ActionCommand,
    ActionStep,
    CancelAction,
    CheckEffect,
    Complete,
    MoveToPlan,
    Reassign,
    ReopenAction,
    Reschedule,
)
from bot.domain.actions.actions import ActionDraft, ActionKind, Proof
from bot.domain.steps.handling import AddAction
from bot.domain.steps.lifecycles import Step
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, context, plain, section
from bot.ui.blocks.form_errors import FieldError
from bot.ui.steps.form import REASON, ActionContext, Form, FormContext, area, line
from bot.ui.steps.menu import action_traces
from bot.ui.steps.opening import moment

KIND = "kind"
TITLE = "title"
OWNER = "owner"
DUE_ON = "due_on"
CRITERION = "success_criterion"
DONE_AT = "done_at"
PROOF = "proof"
LINK = "link"
FILE = "file"
CHECK_ON = "check_on"
EFFECTIVE = "is_effective"
FINDINGS = "findings"

USUAL_DELAY = timedelta(days=30)
CHECKED_IN = timedelta(days=60)
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionForm:
    """The form of one step on an action; `read` gives None where an answer is refused."""

    ask: Callable[[ActionContext], list[Block]]
    read: Callable[[Answers], ActionCommand | None]


def ask_action(scene: FormContext) -> list[Block]:
    says, texts = scene.texts.steps.action, scene.texts
    words = texts.words.action_kind
    kinds = inputs.radio(inputs.options(words, meanings=words.meaning))
    owner = inputs.person(scene.case.owner, texts.steps.handling.choose_person)
    due_on = scene.calendar.working_day_from(scene.today + USUAL_DELAY)
    return [
        inputs.labelled(kinds, says.kind, block_id=KIND),
        line(says.title, block_id=TITLE),
        inputs.labelled(owner, says.owner, block_id=OWNER),
        inputs.labelled(inputs.day(due_on), says.due_on, block_id=DUE_ON),
        area(says.criterion, block_id=CRITERION, hint=says.criterion_hint, optional=True),
    ]


def read_action(answers: Answers, scene: FormContext) -> AddAction | None:
    kind, owner = answers.choice(KIND, ActionKind), answers.person(OWNER)
    title, due_on = answers.written(TITLE), answers.given_day(DUE_ON)
    if due_on is not None and due_on < scene.today:
        answers.refuse(DUE_ON, FieldError.IN_PAST)
    if kind is None or owner is None or due_on is None:
        return None
    criterion = answers.text(CRITERION).strip() or None
    return AddAction(
        action=ActionDraft(
            kind=kind, title=title, owner=owner, due_on=due_on, success_criterion=criterion
        )
    )


def ask_completion(scene: ActionContext) -> list[Block]:
    says = scene.texts.steps.action
    calendar = scene.office.calendar
    check_on = calendar.working_day_from(calendar.day_of(scene.now) + CHECKED_IN)
    return [
        moment(says.done_at, block_id=DONE_AT, initial=scene.now),
        area(says.proof, block_id=PROOF, hint=says.proof_hint, optional=True),
        line(says.link, block_id=LINK, optional=True),
        inputs.labelled(inputs.files(at_most=1), says.file, block_id=FILE, optional=True),
        inputs.labelled(
            inputs.day(check_on),
            says.check_on,
            block_id=CHECK_ON,
            hint=says.who_checks,
            optional=True,
        ),
    ]


def read_completion(answers: Answers) -> Complete | None:
    done_at = answers.given_moment(DONE_AT)
    proof = Proof(text=answers.text(PROOF).strip() or None, link=answers.text(LINK).strip() or None)
    if proof.is_empty and not answers.files(FILE):
        answers.refuse(PROOF, FieldError.NO_PROOF)
    if done_at is None:
        return None
    return Complete(done_at=done_at, proof=proof, check_on=answers.day(CHECK_ON))


def ask_effect(scene: ActionContext) -> list[Block]:
    says = scene.texts.steps.action
    verdicts = [inputs.option(says.effective_yes, _YES), inputs.option(says.effective_no, _NO)]
    again = inputs.labelled(
        inputs.day(), says.again_on, block_id=DUE_ON, hint=says.again_hint, optional=True
    )
    return [
        *_known_of(scene),
        inputs.labelled(inputs.radio(verdicts), says.effective, block_id=EFFECTIVE),
        area(says.findings, block_id=FINDINGS),
        again,
    ]


def _known_of(scene: ActionContext) -> list[Block]:
    """How one will tell that the action worked, and what proves that it was done."""
    known = action_traces(scene.action, office=scene.office, texts=scene.texts, now=scene.now)
    said = "\n".join(known)
    who = context(plain(scene.texts.steps.action.who_checks))
    return [section(said), who] if said else [who]


def read_effect(answers: Answers) -> CheckEffect | None:
    verdict, due_on = answers.picked(EFFECTIVE, (_YES, _NO)), answers.day(DUE_ON)
    if verdict is None:
        answers.refuse(EFFECTIVE, FieldError.NOT_CHOSEN)
        return None
    if verdict == _NO and due_on is None:
        answers.refuse(DUE_ON, FieldError.NOT_CHOSEN)
    return CheckEffect(
        is_effective=verdict == _YES, findings=answers.written(FINDINGS), due_on=due_on
    )


def ask_new_day(scene: ActionContext) -> list[Block]:
    says = scene.texts.steps.action
    picker = inputs.labelled(inputs.day(), says.due_on, block_id=DUE_ON)
    return [picker, *ask_reason(scene)]


def read_reopening(answers: Answers) -> ReopenAction:
    return ReopenAction(reason=answers.written(REASON), due_on=answers.given_day(DUE_ON))


def read_rescheduling(answers: Answers) -> Reschedule | None:
    due_on, reason = answers.given_day(DUE_ON), answers.written(REASON)
    return None if due_on is None else Reschedule(due_on=due_on, reason=reason)


def ask_new_owner(scene: ActionContext) -> list[Block]:
    element = inputs.person(None, scene.texts.steps.handling.choose_person)
    return [inputs.labelled(element, scene.texts.steps.action.owner, block_id=OWNER)]


def read_new_owner(answers: Answers) -> Reassign | None:
    owner = answers.person(OWNER)
    return None if owner is None else Reassign(owner=owner)


def ask_reason(scene: ActionContext) -> list[Block]:
    return [area(scene.texts.steps.action.reason, block_id=REASON)]


def read_move(answers: Answers) -> MoveToPlan:
    return MoveToPlan(reason=answers.written(REASON))


def read_cancelling(answers: Answers) -> CancelAction:
    return CancelAction(reason=answers.written(REASON))


FORMS: Mapping[Step, Form] = {Step.ADD_ACTION: Form(ask=ask_action, read=read_action)}
ACTION_FORMS: Mapping[ActionStep, ActionForm] = {
    ActionStep.COMPLETE: ActionForm(ask=ask_completion, read=read_completion),
    ActionStep.CHECK_EFFECT: ActionForm(ask=ask_effect, read=read_effect),
    ActionStep.REOPEN: ActionForm(ask=ask_new_day, read=read_reopening),
    ActionStep.RESCHEDULE: ActionForm(ask=ask_new_day, read=read_rescheduling),
    ActionStep.REASSIGN: ActionForm(ask=ask_new_owner, read=read_new_owner),
    ActionStep.MOVE_TO_PLAN: ActionForm(ask=ask_reason, read=read_move),
    ActionStep.CANCEL: ActionForm(ask=ask_reason, read=read_cancelling),
}
