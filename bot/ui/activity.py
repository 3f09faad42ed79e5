"""The month's activity: the question, the form with a field for each figure, the answer."""

from typing import Any
from uuid import UUID

from bot.domain.activity import Activity
from bot.domain.periods import Month, parse_month
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block, StepButton, actions, button, section
from bot.ui.form_errors import FormErrors, Refusal
from bot.ui.modal import carried_by, modal
from bot.ui.post import Post
from bot.ui.read_back import read_back
from bot.ui.texts.catalogue import Texts

TELL_ACTIVITY = "tell_activity"
TOLD = "activity_told"
TRAINEES = "trainees"
SESSIONS = "sessions"


def activity_request(month: Month, texts: Texts) -> Post:
    """Asks a quality manager for two figures that only they know."""
    said = texts.activity.asked.format(month=_named(month, texts))
    return Post(text=said, blocks=[section(said), actions([activity_button(month, texts)])])


def activity_button(month: Month, texts: Texts) -> Block:
    """Opens the form, wherever it stands."""
    step = StepButton(label=texts.activity.button, action_id=TELL_ACTIVITY, value=str(month))
    return button(step)


def activity_modal(
    month: Month, known: Activity | None, *, texts: Texts, submission_id: UUID
) -> Block:
    """A field for each figure, filled in with what is known."""
    says, told = texts.activity, known or Activity()
    fields = {
        TRAINEES: (says.trainees, says.trainees_hint, told.trainees),
        SESSIONS: (says.sessions, says.sessions_hint, told.sessions),
    }
    asked = [
        inputs.labelled(inputs.count(value), label, block_id=block_id, hint=hint, optional=True)
        for block_id, (label, hint, value) in fields.items()
    ]
    about = section(says.about.format(month=_named(month, texts)))
    return modal(
        says.title,
        [about, *asked],
        callback_id=TELL_ACTIVITY,
        submit=says.save,
        close=texts.forms.cancel,
        carried={"period": str(month), "submission": str(submission_id)},
    )


def read_activity(view: dict[str, Any]) -> tuple[Month, Activity, UUID] | FormErrors:
    """The month, its figures and the submission, or what has to be corrected."""
    answers, carried = Answers(view), carried_by(view)
    told = Activity(trainees=answers.count(TRAINEES), sessions=answers.count(SESSIONS))
    if told == Activity():
        answers.refuse(TRAINEES, Refusal.EMPTY)
    if answers.refusals:
        return FormErrors(answers.refusals)
    month = parse_month(read_back(str, carried.get("period")))
    return month, told, read_back(UUID, carried.get("submission"))


def activity_told(month: Month, told: Activity, texts: Texts) -> Block:
    """Takes the form's place once the figures are kept."""
    says, unknown = texts.activity, texts.summary.unknown
    said = says.told.format(
        month=_named(month, texts),
        trainees=unknown if told.trainees is None else told.trainees,
        sessions=unknown if told.sessions is None else told.sessions,
    )
    return modal(says.title, [section(said)], callback_id=TOLD, close=texts.receipt.close)


def _named(month: Month, texts: Texts) -> str:
    name = texts.dates.months[month.month - 1]
    return texts.summary.month_of_year.format(month=name, year=month.year)
