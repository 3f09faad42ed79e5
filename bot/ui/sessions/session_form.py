"""The form in which a session is written by hand, new or corrected."""

from collections.abc import Iterator

from bot.domain.sessions.sessions import CODE_MAX, TrainingSession, names_in, session_key
from bot.slack.payload_shapes import Pressed, View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, StepButton, button, context, plain, section
from bot.ui.blocks.escape import cut, mrkdwn
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "session_form"
ADD, CORRECT = "session_add", "session_correct"
CODE, FIRST_ON, LAST_ON, TRAINEES, CANCELLED = "code", "first", "last", "trainees", "cancelled"
_TEXTS = ("title", "site", "room", "trainers", "client", "funder")
TEXT_MAX = 500
_YES = "yes"
_NEW = "+"
"""Begins a button's value, which may not be empty."""


def session_form(texts: Texts, *, code: str = "", known: TrainingSession | None = None) -> Block:
    """What is known of a session, to be corrected; of a new one nothing but what was typed."""
    says = texts.session_form
    told = known or TrainingSession(code=code)
    whose = (
        section(f"*{mrkdwn(told.label)}*")
        if known
        else inputs.labelled(
            inputs.text(initial=cut(code, CODE_MAX), limit=CODE_MAX), says.code, block_id=CODE
        )
    )
    return modal(
        says.correct if known else says.add,
        [whose, *_facts(told, texts), *([context(plain(says.corrected))] if known else [])],
        callback_id=CALLBACK_ID,
        submit=texts.steps.submit,
        close=texts.forms.cancel,
        carried={"code": known.code} if known else {},
    )


def adding(code: str, texts: Texts) -> Block:
    """The button that asks for a new session, with the code that was looked for, if any."""
    step = StepButton(label=texts.session_form.add, action_id=ADD, value=f"{_NEW}{code}")
    return button(step)


def code_in(pressed: Pressed) -> str:
    """The code that `adding` carries. Raises UnreadableError."""
    return text_in(pressed).removeprefix(_NEW)


def _facts(told: TrainingSession, texts: Texts) -> Iterator[Block]:
    says = texts.session_form
    written = {name: getattr(told, name) or "" for name in _TEXTS}
    written["trainers"] = "; ".join(told.trainers)
    first, last = inputs.day(told.first_on), inputs.day(told.last_on)
    yield _text("title", written, texts)
    yield inputs.labelled(first, says.first_on, block_id=FIRST_ON, optional=True)
    yield inputs.labelled(last, says.last_on, block_id=LAST_ON, optional=True)
    for name in ("site", "room"):
        yield _text(name, written, texts)
    yield _text("trainers", written, texts, hint=says.trainers_hint)
    count = inputs.count(told.trainees)
    yield inputs.labelled(count, says.trainees, block_id=TRAINEES, optional=True)
    for name in ("client", "funder"):
        yield _text(name, written, texts)
    box = inputs.option(says.is_cancelled, _YES)
    ticked = [box] if told.is_cancelled else []
    boxes = inputs.checkboxes([box], ticked=ticked)
    yield inputs.labelled(boxes, says.state, block_id=CANCELLED, optional=True)


def _text(name: str, written: dict[str, str], texts: Texts, *, hint: str | None = None) -> Block:
    element = inputs.text(initial=cut(written[name], TEXT_MAX), limit=TEXT_MAX)
    label = getattr(texts.session_form, name)
    return inputs.labelled(element, label, block_id=name, hint=hint, optional=True)


def is_correction(view: View) -> bool:
    """Whether the form is about a session that is known."""
    return "code" in carried_by(view)


def read_session_form(view: View) -> TrainingSession | FormErrors:
    """The session as it was written, or what has to be corrected. Raises UnreadableError."""
    answers = Answers(view)
    code = _code(answers, view)
    first, last = answers.day(FIRST_ON), answers.day(LAST_ON)
    trainees = answers.count(TRAINEES)
    told = {name: answers.line(name, limit=TEXT_MAX) for name in _TEXTS}
    names = names_in(told.pop("trainers") or "")
    if first and last and last < first:
        answers.refuse(LAST_ON, FieldError.DAYS_REVERSED)
    if answers.refusals:
        return FormErrors(answers.refusals)
    return TrainingSession(
        code=code,
        first_on=first,
        last_on=last,
        trainers=names,
        trainees=trainees,
        is_cancelled=_YES in answers.ticked(CANCELLED),
        **{name: " ".join(text.split()) if text else None for name, text in told.items()},
    )


def _code(answers: Answers, view: View) -> str:
    if is_correction(view):
        return read_back(str, carried_by(view).get("code"))
    code = " ".join(answers.written(CODE).split())
    if max(len(code), len(session_key(code))) > CODE_MAX:
        answers.refuse(CODE, FieldError.TOO_LONG)
    elif code and not session_key(code):
        answers.refuse(CODE, FieldError.BLANK)
    return code


def known_already() -> FormErrors:
    """A new session bears the code of one that is known."""
    return FormErrors({CODE: FieldError.SESSION_KNOWN})
