"""Forms of a complaint before its answer: acknowledged, asked about, given more time."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from bot.domain.calendar.wall_time import instant_on, wall_clock
from bot.domain.cases.letters import Letter, LetterKind
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.opening import (
    Acknowledge,
    Extend,
    RecordInformation,
    RequestInformation,
    WaiveAcknowledgement,
)
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, context, plain, section
from bot.ui.blocks.form_errors import FieldError
from bot.ui.steps.confirming import as_confirmed, confirmation_in, confirmation_inputs
from bot.ui.steps.form import REASON, Form, FormContext, area
from bot.ui.steps.letters import correspondence, day_in_french
from bot.ui.texts import letters

QUESTIONS = "questions"
ANSWER_BY = "answer_by"
TEXT = "text"
RECEIVED_AT = "received_at"
DONE = "done"
REMAINING = "remaining"
NEW_DUE_AT = "new_due_at"

ANSWER_IN = timedelta(days=7)
USUAL_EXTENSION = timedelta(days=15)


def ask_acknowledgement(scene: FormContext) -> list[Block]:
    """Of what was said aloud, how it was put down: the letter, which it is told to, sums it up."""
    confirmed = confirmation_inputs(scene)
    if not scene.case.channel.is_spoken:
        return confirmed
    noted = scene.texts.steps.answering.noted.format(text=letters.summary_of(scene.case))
    return [*confirmed, section(plain(noted))]


def draft_acknowledgement(answers: Answers, scene: FormContext) -> Letter:
    case = as_confirmed(scene.case, answers)
    return letters.acknowledgement(case, correspondence(scene), now=scene.now)


def read_acknowledgement(answers: Answers, scene: FormContext) -> Acknowledge | None:
    confirmation = confirmation_in(answers)
    return None if scene.told is None else Acknowledge(told=scene.told, **confirmation)


def ask_waiver(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.answering
    return [area(says.waive_reason, block_id=REASON, hint=says.waive_reason_hint)]


def read_waiver(answers: Answers, _scene: FormContext) -> WaiveAcknowledgement:
    return WaiveAcknowledgement(reason=answers.written(REASON))


def ask_questions(scene: FormContext) -> list[Block]:
    says, due_at = scene.texts.steps.answering, scene.case.current_due_at
    still_due = [says.no_pause.format(when=scene.deadline(due_at))] if due_at else []
    return [
        *(context(plain(line)) for line in still_due),
        area(says.questions, block_id=QUESTIONS),
        answer_by(scene, within=ANSWER_IN),
    ]


def draft_request(answers: Answers, scene: FormContext) -> Letter:
    on = answers.day(ANSWER_BY) or scene.today
    return letters.information_request(
        scene.case,
        correspondence(scene),
        questions=answers.written(QUESTIONS),
        answer_by=answered_by(answers, scene) or "",
        answer_from=instant_on(on, time.min, scene.zone),
        now=scene.now,
    )


def read_request(_answers: Answers, scene: FormContext) -> RequestInformation | None:
    return None if scene.told is None else RequestInformation(told=scene.told)


def ask_information(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.answering
    return [
        area(says.information, block_id=TEXT),
        moment(says.information_at, block_id=RECEIVED_AT, initial=scene.now),
    ]


def read_information(answers: Answers, _scene: FormContext) -> RecordInformation | None:
    text, received_at = answers.written(TEXT), answers.given_moment(RECEIVED_AT)
    return None if received_at is None else RecordInformation(text=text, received_at=received_at)


def ask_extension(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.answering
    due_at = scene.case.current_due_at or scene.now
    due = (says.due_past if due_at < scene.now else says.due_now).format(
        when=scene.deadline(due_at)
    )
    return [
        context(plain(due)),
        area(says.extension_reason, block_id=REASON),
        area(says.extension_done, block_id=DONE),
        area(says.extension_remaining, block_id=REMAINING),
        moment(says.new_due_at, block_id=NEW_DUE_AT, initial=_usual_extension(due_at, scene)),
    ]


def _usual_extension(due_at: datetime, scene: FormContext) -> datetime:
    """The same hour some days later, on a working day; after today, where the date has passed."""
    passed = max((scene.now - due_at).days + 1, 0)
    wall = wall_clock(due_at + timedelta(days=passed) + USUAL_EXTENSION, scene.zone)
    day = scene.calendar.working_day_from(wall.date())
    return instant_on(day, wall.time(), scene.zone)


def draft_extension(answers: Answers, scene: FormContext) -> Letter:
    return letters.extension(
        scene.case,
        correspondence(scene),
        reason=answers.written(REASON),
        done=answers.written(DONE),
        remaining=answers.written(REMAINING),
        new_due_at=answers.given_moment(NEW_DUE_AT) or scene.now,
        now=scene.now,
    )


def read_extension(answers: Answers, scene: FormContext) -> Extend | None:
    reason, new_due_at = answers.written(REASON), answers.given_moment(NEW_DUE_AT)
    if new_due_at is None or scene.told is None:
        return None
    return Extend(reason=reason, new_due_at=new_due_at, told=scene.told)


def answer_by(scene: FormContext, *, within: timedelta) -> Block:
    """The day by which the letter asks for an answer."""
    says = scene.texts.steps.letter
    picker = inputs.day(scene.calendar.working_day_from(scene.today + within))
    return inputs.labelled(picker, says.answer_by, block_id=ANSWER_BY)


def answered_by(answers: Answers, scene: FormContext) -> str | None:
    """The day given for an answer, as the letter words it; a past one, or none, is refused."""
    on = answers.day(ANSWER_BY)
    if on is None or on < scene.today:
        answers.refuse(ANSWER_BY, FieldError.NOT_CHOSEN if on is None else FieldError.IN_PAST)
    return day_in_french(on)


def moment(label: str, *, block_id: str, initial: datetime) -> Block:
    """A date and time with its label."""
    return inputs.labelled(inputs.date_and_time(initial), label, block_id=block_id)


FORMS: Mapping[Step, Form] = {
    Step.ACKNOWLEDGE: Form(
        ask=ask_acknowledgement,
        letter=LetterKind.ACKNOWLEDGEMENT,
        draft=draft_acknowledgement,
        read=read_acknowledgement,
        is_drafted_at_once=True,
    ),
    Step.WAIVE_ACKNOWLEDGEMENT: Form(ask=ask_waiver, read=read_waiver),
    Step.REQUEST_INFORMATION: Form(
        ask=ask_questions,
        letter=LetterKind.INFORMATION_REQUEST,
        draft=draft_request,
        read=read_request,
    ),
    Step.RECORD_INFORMATION: Form(ask=ask_information, read=read_information),
    Step.EXTEND: Form(
        ask=ask_extension, letter=LetterKind.EXTENSION, draft=draft_extension, read=read_extension
    ),
}
