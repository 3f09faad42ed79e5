"""Forms of the dates that others set: noted by hand, and settled once it is done."""

from uuid import UUID

from bot.domain.external_deadlines import ExternalDeadline, ExternalKind
from bot.domain.letters import Told
from bot.domain.steps import NoteExternal, SettleExternal
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block, context, plain
from bot.ui.form_errors import Refusal
from bot.ui.limits import OPTIONS_MAX
from bot.ui.steps.fields import area, box, line, menu_of
from bot.ui.steps.form import Form
from bot.ui.steps.opening import moment
from bot.ui.steps.scene import Scene

KIND = "kind"
WHAT = "what"
DUE_AT = "due_at"
WHICH = "deadline_id"
AT = "at"
NOTE = "note"
MOOT = "is_moot"


def ask_external(scene: Scene) -> list[Block]:
    texts, says = scene.texts, scene.texts.steps.outside
    return [
        menu_of(
            texts.steps.words.external_kind, says.kind, block_id=KIND, choose=texts.forms.choose
        ),
        line(says.what, block_id=WHAT, hint=says.what_hint),
        inputs.labelled(inputs.date_and_time(), says.due_at, block_id=DUE_AT),
        context(plain(says.law)),
    ]


def read_external(answers: Answers, _scene: Scene, _told: Told | None) -> NoteExternal | None:
    kind, what = answers.choice(KIND, ExternalKind), answers.written(WHAT)
    due_at = answers.given_moment(DUE_AT)
    if kind is None or due_at is None:
        return None
    return NoteExternal(kind=kind, what=what, due_at=due_at)


def ask_settling(scene: Scene) -> list[Block]:
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


def read_settling(answers: Answers, scene: Scene, _told: Told | None) -> SettleExternal | None:
    known = [str(one.id) for one in scene.case.external_deadlines]
    which, at = answers.picked(WHICH, known), answers.given_moment(AT)
    if which is None:
        answers.refuse(WHICH, Refusal.NOT_CHOSEN)
    if which is None or at is None:
        return None
    return SettleExternal(
        deadline_id=UUID(which),
        at=at,
        note=answers.text(NOTE).strip(),
        is_moot=bool(answers.ticked(MOOT)),
    )


def _open_ones(scene: Scene) -> list[ExternalDeadline]:
    """Soonest first, as many as a menu takes."""
    found = (one for one in scene.case.external_deadlines if one.is_open)
    return sorted(found, key=lambda one: one.due_at)[:OPTIONS_MAX]


def _named(one: ExternalDeadline, scene: Scene) -> str:
    """Enough to tell them apart in a menu."""
    return scene.texts.steps.outside.choice.format(
        kind=scene.texts.steps.words.external_kind[one.kind],
        due=scene.moment(one.due_at),
    )


NOTE_EXTERNAL = Form(ask=ask_external, read=read_external)
SETTLE_EXTERNAL = Form(ask=ask_settling, read=read_settling)
