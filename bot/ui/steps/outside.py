"""Forms of the dates that others set: noted by hand, and settled once it is done."""

from collections.abc import Mapping
from uuid import UUID

from bot.domain.cases.traces import ExternalDeadline, ExternalKind
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.outside import NoteExternal, SettleExternal
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, context, plain
from bot.ui.blocks.form_errors import FieldError
from bot.ui.blocks.limits import OPTIONS_MAX
from bot.ui.steps.form import Form, FormContext, area, box, line, menu_of
from bot.ui.steps.opening import moment

KIND = "kind"
WHAT = "what"
DUE_AT = "due_at"
WHICH = "deadline_id"
AT = "at"
NOTE = "note"
MOOT = "is_moot"


def ask_external(scene: FormContext) -> list[Block]:
    texts, says = scene.texts, scene.texts.steps.outside
    return [
        menu_of(texts.words.external_kind, says.kind, block_id=KIND, choose=texts.forms.choose),
        line(says.what, block_id=WHAT, hint=says.what_hint),
        inputs.labelled(inputs.date_and_time(), says.due_at, block_id=DUE_AT),
        context(plain(says.law)),
    ]


def read_external(answers: Answers, _scene: FormContext) -> NoteExternal | None:
    kind, what = answers.choice(KIND, ExternalKind), answers.written(WHAT)
    due_at = answers.given_moment(DUE_AT)
    if kind is None or due_at is None:
        return None
    return NoteExternal(kind=kind, what=what, due_at=due_at)


def ask_settling(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.outside
    choices = [
        inputs.option(_named(one, scene), str(one.id), description=one.what)
        for one in _open_ones(scene)
    ]
    which = inputs.select(choices, scene.texts.forms.choose, initial=choices[0])
    return [
        inputs.labelled(which, says.which, block_id=WHICH),
        moment(says.at, block_id=AT, initial=scene.now),
        box(says.moot, says.moot_yes, block_id=MOOT),
        area(says.note, block_id=NOTE, hint=says.note_hint, optional=True),
    ]


def read_settling(answers: Answers, scene: FormContext) -> SettleExternal | None:
    known = [str(one.id) for one in scene.case.external_deadlines]
    which, at = answers.picked(WHICH, known), answers.given_moment(AT)
    if which is None:
        answers.refuse(WHICH, FieldError.NOT_CHOSEN)
    if which is None or at is None:
        return None
    return SettleExternal(
        deadline_id=UUID(which),
        at=at,
        note=answers.text(NOTE).strip(),
        is_moot=bool(answers.ticked(MOOT)),
    )


def _open_ones(scene: FormContext) -> list[ExternalDeadline]:
    """Soonest first, as many as a menu takes."""
    found = (one for one in scene.case.external_deadlines if one.is_open)
    return sorted(found, key=lambda one: one.due_at)[:OPTIONS_MAX]


def _named(one: ExternalDeadline, scene: FormContext) -> str:
    """Enough to tell them apart in a menu."""
    return scene.texts.steps.outside.choice.format(
        kind=scene.texts.words.external_kind[one.kind], due=scene.deadline(one.due_at)
    )


FORMS: Mapping[Step, Form] = {
    Step.NOTE_EXTERNAL: Form(ask=ask_external, read=read_external),
    Step.SETTLE_EXTERNAL: Form(ask=ask_settling, read=read_settling),
}
