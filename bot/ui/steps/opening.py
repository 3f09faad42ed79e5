"""Forms of a complaint before its answer: acknowledged, asked about, given more time."""

from datetime import datetime, timedelta

from bot.domain import letter_drafts
from bot.domain.letters import Letter, LetterKind, Told
from bot.domain.steps import (
    Acknowledge,
    Extend,
    RecordInformation,
    RequestInformation,
    WaiveAcknowledgement,
)
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block, context, plain
from bot.ui.form_errors import Refusal
from bot.ui.steps.fields import REASON, area
from bot.ui.steps.form import Form
from bot.ui.steps.letters import correspondence, day_in_french
from bot.ui.steps.scene import Scene

QUESTIONS = "questions"
ANSWER_BY = "answer_by"
TEXT = "text"
RECEIVED_AT = "received_at"
DONE = "done"
REMAINING = "remaining"
NEW_DUE_AT = "new_due_at"

ANSWER_IN = timedelta(days=7)
USUAL_EXTENSION = timedelta(days=15)


def ask_nothing(_scene: Scene) -> list[Block]:
    return []


def draft_acknowledgement(_answers: Answers, scene: Scene) -> Letter:
    return letter_drafts.acknowledgement(scene.case, correspondence(scene))


def read_acknowledgement(_answers: Answers, _scene: Scene, told: Told | None) -> Acknowledge | None:
    return None if told is None else Acknowledge(told=told)


def ask_waiver(scene: Scene) -> list[Block]:
    says = scene.texts.steps.answering
    return [area(says.waive_reason, block_id=REASON, hint=says.waive_reason_hint)]


def read_waiver(answers: Answers, _scene: Scene, _told: Told | None) -> WaiveAcknowledgement:
    return WaiveAcknowledgement(reason=answers.written(REASON))


def ask_questions(scene: Scene) -> list[Block]:
    says, due_at = scene.texts.steps.answering, scene.case.current_due_at
    still_due = [says.no_pause.format(when=scene.moment(due_at))] if due_at else []
    return [
        *(context(plain(line)) for line in still_due),
        area(says.questions, block_id=QUESTIONS),
        answer_by(scene, within=ANSWER_IN),
    ]


def draft_request(answers: Answers, scene: Scene) -> Letter:
    return letter_drafts.information_request(
        scene.case,
        correspondence(scene),
        questions=answers.written(QUESTIONS),
        answer_by=answered_by(answers, scene) or "",
    )


def read_request(_answers: Answers, _scene: Scene, told: Told | None) -> RequestInformation | None:
    return None if told is None else RequestInformation(told=told)


def ask_information(scene: Scene) -> list[Block]:
    says = scene.texts.steps.answering
    return [
        area(says.information, block_id=TEXT),
        moment(says.information_at, block_id=RECEIVED_AT, initial=scene.now),
    ]


def read_information(
    answers: Answers, _scene: Scene, _told: Told | None
) -> RecordInformation | None:
    text, received_at = answers.written(TEXT), answers.given_moment(RECEIVED_AT)
    return None if received_at is None else RecordInformation(text=text, received_at=received_at)


def ask_extension(scene: Scene) -> list[Block]:
    says = scene.texts.steps.answering
    due_at = scene.case.current_due_at or scene.now
    due = (says.due_past if due_at < scene.now else says.due_now).format(when=scene.moment(due_at))
    return [
        context(plain(due)),
        area(says.extension_reason, block_id=REASON),
        area(says.extension_done, block_id=DONE),
        area(says.extension_remaining, block_id=REMAINING),
        moment(says.new_due_at, block_id=NEW_DUE_AT, initial=due_at + USUAL_EXTENSION),
    ]


def draft_extension(answers: Answers, scene: Scene) -> Letter:
    return letter_drafts.extension(
        scene.case,
        correspondence(scene),
        reason=answers.written(REASON),
        done=answers.written(DONE),
        remaining=answers.written(REMAINING),
        new_due_at=answers.given_moment(NEW_DUE_AT) or scene.now,
    )


def read_extension(answers: Answers, _scene: Scene, told: Told | None) -> Extend | None:
    reason, new_due_at = answers.written(REASON), answers.given_moment(NEW_DUE_AT)
    if new_due_at is None or told is None:
        return None
    return Extend(reason=reason, new_due_at=new_due_at, told=told)


def answer_by(scene: Scene, *, within: timedelta) -> Block:
    """The day by which the letter asks for an answer."""
    says = scene.texts.steps.letter
    picker = inputs.day(scene.today + within)
    return inputs.labelled(picker, says.answer_by, block_id=ANSWER_BY)


def answered_by(answers: Answers, scene: Scene) -> str | None:
    """The same as the letter says it; one that is past, or none, is refused."""
    on = answers.day(ANSWER_BY)
    if on is None or on < scene.today:
        answers.refuse(ANSWER_BY, Refusal.NOT_CHOSEN if on is None else Refusal.IN_PAST)
    return day_in_french(on, scene)


def moment(label: str, *, block_id: str, initial: datetime) -> Block:
    """A date and time with its label."""
    return inputs.labelled(inputs.date_and_time(initial), label, block_id=block_id)


ACKNOWLEDGE = Form(
    ask=ask_nothing,
    letter=LetterKind.ACKNOWLEDGEMENT,
    draft=draft_acknowledgement,
    read=read_acknowledgement,
    is_drafted_at_once=True,
)
WAIVE_ACKNOWLEDGEMENT = Form(ask=ask_waiver, read=read_waiver)
REQUEST_INFORMATION = Form(
    ask=ask_questions,
    letter=LetterKind.INFORMATION_REQUEST,
    draft=draft_request,
    read=read_request,
)
RECORD_INFORMATION = Form(ask=ask_information, read=read_information)
EXTEND = Form(
    ask=ask_extension, letter=LetterKind.EXTENSION, draft=draft_extension, read=read_extension
)
