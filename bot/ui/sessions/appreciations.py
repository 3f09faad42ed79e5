"""Appreciations on screen: what surveys say of a session, and those that wait to be judged."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from bot.domain.sessions.appreciations import LEVELS, AppreciationFigures, AppreciationOfSession
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import (
    Block,
    Post,
    StepButton,
    actions,
    button,
    context,
    divider,
    plain,
    section,
)
from bot.ui.blocks.escape import cut, mrkdwn
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.limits import SECTION_MAX
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.filing.from_survey import score_of
from bot.ui.filing.session_choice import short_day
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

CALLBACK_ID = "appreciations"
OPEN = "appreciations_open"
COMPLAINT, DIFFICULTY = "appreciation_complaint", "appreciation_difficulty"
NEITHER = "appreciation_neither"
"""The button, and the form that asks why."""
REASON = "reason"
SHOWN_MAX = 10
"""At most five blocks each, of the hundred that a modal takes."""


def figures_lines(said: AppreciationFigures, texts: Texts) -> list[Block]:
    """How many answered, the mean, how many gave what; nothing where nobody answered."""
    return [context(BETWEEN.join(_figures(said, texts)))] if said.answers else []


def _figures(said: AppreciationFigures, texts: Texts) -> Iterator[str]:
    says = texts.appreciations
    yield says.said.format(answers=says.answers.say(said.answers))
    if said.mean is not None:
        mean = f"{said.mean:.1f}".replace(".", texts.summary.decimal_mark)
        yield says.mean.format(mean=mean)
        counts = (str(said.by_level.get(level, 0)) for level in range(LEVELS, 0, -1))
        yield says.levels.format(counts=", ".join(counts))
    if waiting := says.to_judge.say(said.waiting):
        yield waiting


def waiting_line(count: int, texts: Texts) -> list[Block]:
    """How many wait, with the button that opens them; nothing for none."""
    said = texts.appreciations.waiting.say(count)
    return [section(said) | {"accessory": _opening(texts)}] if count else []


def waiting_post(count: int, texts: Texts, *, is_recall: bool) -> Post:
    """The message about them."""
    says = texts.appreciations
    said = (says.recalled if is_recall else says.waiting).say(count)
    return Post(text=said, blocks=[section(said) | {"accessory": _opening(texts)}])


def waiting_modal(found: Sequence[AppreciationOfSession], texts: Texts) -> Block:
    """Each of the first with its words and what can be made of it."""
    says = texts.appreciations
    blocks = [
        section(says.waiting.say(len(found))),
        *([context(plain(says.intro))] if found else []),
    ]
    for one in found[:SHOWN_MAX]:
        blocks += [divider(), *_waiting(one, texts)]
    if more := says.more.say(len(found[SHOWN_MAX:])):
        blocks += [divider(), context(plain(more))]
    return modal(says.title, blocks, callback_id=CALLBACK_ID, close=says.close)


def reason_form(told: AppreciationOfSession, texts: Texts) -> Block:
    """Why it is neither a complaint nor a difficulty."""
    says = texts.appreciations
    asked = inputs.labelled(
        inputs.text(multiline=True), says.reason, block_id=REASON, hint=says.reason_hint
    )
    return modal(
        says.neither,
        [*_head(told, texts), asked],
        callback_id=NEITHER,
        submit=says.submit,
        close=texts.forms.cancel,
        carried={"appreciation": str(told.appreciation.id)},
    )


def read_reason(view: View) -> tuple[UUID, str] | FormErrors:
    """The appreciation and why it is neither. Raises UnreadableError."""
    answers = Answers(view)
    reason = answers.written(REASON)
    if answers.refusals:
        return FormErrors(answers.refusals)
    return read_back(UUID, carried_by(view).get("appreciation")), reason


def _opening(texts: Texts) -> Block:
    return button(StepButton(label=texts.appreciations.open, action_id=OPEN, value=OPEN))


def _waiting(told: AppreciationOfSession, texts: Texts) -> list[Block]:
    says, value = texts.appreciations, str(told.appreciation.id)
    choices = {COMPLAINT: says.complaint, DIFFICULTY: says.difficulty, NEITHER: says.neither}
    buttons = [
        button(
            StepButton(label=label, action_id=action_id, value=value),
            spoken=says.spoken.format(choice=label, code=told.session.code),
        )
        for action_id, label in choices.items()
    ]
    return [*_head(told, texts), actions(buttons)]


def _head(told: AppreciationOfSession, texts: Texts) -> list[Block]:
    """Of which session, the score, the words as they are."""
    says, one = texts.appreciations, told.appreciation
    facts = [f"*{mrkdwn(told.session.label)}*", score_of(one, texts) or says.unscored]
    if one.answered_on is not None:
        facts.append(says.answered.format(day=short_day(one.answered_on, texts)))
    words = plain(cut(one.verbatim or says.no_words, SECTION_MAX))
    blocks = [section(BETWEEN.join(facts)), section(words)]
    return [*blocks, context(plain(says.in_confidence))] if one.in_confidence else blocks
