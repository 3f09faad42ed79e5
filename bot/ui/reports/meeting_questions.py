"""Before and under a summary: the month's activity, questions, and what was decided."""

from uuid import UUID

from bot.domain.actions.actions import Action, ActionOrigin
from bot.domain.calendar.periods import Month, parse_month
from bot.domain.reports.figures import Figures, MonthActivity, Report
from bot.domain.reports.meeting_notes import Minutes, Question, questions_of
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, Post, StepButton, actions, button, context, plain, section
from bot.ui.blocks.dates import day_of
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.limits import MESSAGE_TEXT_MAX, SECTION_MAX
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.people import mention
from bot.ui.blocks.read_back import read_back
from bot.ui.cases.case_lines import in_line
from bot.ui.reports.summary_sentences import late_said, topic
from bot.ui.texts.catalogue import Texts

NOTE_DECISION = "meeting_decision"
NOTE_IMPROVEMENT = "meeting_improvement"
WRITE_MINUTES = "meeting_minutes"

TITLE_MAX = 300
_FINGERPRINT_SHOWN = 12


TELL_ACTIVITY = "tell_activity"
TOLD = "activity_told"
TRAINEES = "trainees"
SESSIONS = "sessions"


def questions_post(report: Report, texts: Texts) -> Post:
    """Three questions for the meeting, and where to note what it answers."""
    figures, says = report.figures, texts.meeting
    asked = [
        f"{number}. {question_line(one, figures, texts)}"
        for number, one in enumerate(questions_of(figures), start=1)
    ]
    lines = "\n".join([f"*{says.questions_title}*", *asked])
    return Post(text=lines, blocks=[section(lines), actions(_buttons(report, texts))])


def question_line(question: Question, figures: Figures, texts: Texts) -> str:
    """One question, with the figures that raise it."""
    says, present = texts.meeting, figures.present
    known = {
        "injuries": texts.summary.injuries.say(present.injuries),
        "late": ", ".join(late_said(figures, texts)),
        "missed": says.missed.say(present.ack.missed + present.extended.missed),
        "ineffective": says.ineffective.say(figures.actions.effective.missed),
        "undone": says.undone.say(len(figures.last_meeting.late) if figures.last_meeting else 0),
        "topic": "",
        "count": 0,
    }
    return says.question[question].format(**(known | _subject(question, figures, texts)))


def decision_line(action: Action, texts: Texts) -> Post:
    """Says under the summary what was decided, who does it and by when."""
    says = texts.meeting
    is_improvement = action.origin is ActionOrigin.IMPROVEMENT
    line = (says.improved if is_improvement else says.decided).format(
        who=mention(action.created_by),
        ref=action.ref,
        title=mrkdwn(cut(one_line(action.title), TITLE_MAX)),
        owner=mention(action.owner),
        due=day_of(action.due_on, texts, today=action.created_at.date()),
    )
    return Post(text=line, blocks=[section(line)])


def minutes_line(written: Minutes, texts: Texts) -> Post:
    """Says under the summary that the minutes are there, and what they say."""
    says = texts.meeting
    line = says.minuted.format(
        day=day_of(written.held_on, texts, today=written.written_at.date()),
        who=mention(written.written_by),
        participants=says.participated.say(len(written.participants)),
        decisions=says.decisions.say(len(written.decided)),
    )
    edition = [says.minutes_edition.format(edition=written.edition)] if written.edition > 1 else []
    head = " ".join([line, *edition])
    return Post(
        text=cut(f"{head}\n{mrkdwn(written.text)}", MESSAGE_TEXT_MAX),
        blocks=[
            section(head),
            section(plain(written.text, limit=SECTION_MAX)),
            context(says.fingerprint.format(hash=written.fingerprint[:_FINGERPRINT_SHOWN])),
        ],
    )


def _subject(question: Question, figures: Figures, texts: Texts) -> dict[str, str | int]:
    """The topic that a question names, and how often it came."""
    match question:
        case Question.RECURRENCE:
            first = figures.recurrences[0]
            return {"topic": in_line(topic(first, texts)), "count": first.count}
        case Question.CATEGORY:
            category, count = figures.categories[0]
            return {"topic": in_line(texts.words.category.short[category]), "count": count}
        case Question.INCIDENTS:
            kind, count = figures.incident_types[0]
            return {"topic": texts.words.incident_type.in_line[kind], "count": count}
        case _:
            return {}


def _buttons(report: Report, texts: Texts) -> list[Block]:
    says, value = texts.meeting, f"{report.figures.month}:{report.edition}"
    labels = {
        NOTE_DECISION: says.note_decision,
        NOTE_IMPROVEMENT: says.note_improvement,
        WRITE_MINUTES: says.write_minutes,
    }
    return [
        button(StepButton(label=label, action_id=name, value=value, primary=name == NOTE_DECISION))
        for name, label in labels.items()
    ]


def activity_request(month: Month, texts: Texts) -> Post:
    """Asks a quality manager for two figures that only they know."""
    said = texts.activity.asked.format(month=_named(month, texts))
    return Post(text=said, blocks=[section(said), actions([activity_button(month, texts)])])


def activity_button(month: Month, texts: Texts) -> Block:
    """Opens the form, wherever it stands."""
    step = StepButton(label=texts.activity.button, action_id=TELL_ACTIVITY, value=str(month))
    return button(step)


def activity_modal(
    month: Month, known: MonthActivity | None, *, texts: Texts, submission_id: UUID
) -> Block:
    """A field for each figure, filled in with what is known."""
    says, told = texts.activity, known or MonthActivity()
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


def read_activity(view: View) -> tuple[Month, MonthActivity, UUID] | FormErrors:
    """The month, its figures and the submission, or what has to be corrected."""
    answers, carried = Answers(view), carried_by(view)
    told = MonthActivity(trainees=answers.count(TRAINEES), sessions=answers.count(SESSIONS))
    if told == MonthActivity():
        answers.refuse(TRAINEES, FieldError.EMPTY)
    if answers.refusals:
        return FormErrors(answers.refusals)
    month = parse_month(read_back(str, carried.get("period")))
    return month, told, read_back(UUID, carried.get("submission"))


def activity_told(month: Month, told: MonthActivity, texts: Texts) -> Block:
    """Takes the form's place once the figures are kept."""
    said = section(activity_line(month, told, texts))
    return modal(texts.activity.title, [said], callback_id=TOLD, close=texts.receipt.close)


def activity_line(month: Month, told: MonthActivity, texts: Texts) -> str:
    """« C'est noté pour octobre 2026 : … »."""
    unknown = texts.summary.unknown
    return texts.activity.told.format(
        month=_named(month, texts),
        trainees=unknown if told.trainees is None else told.trainees,
        sessions=unknown if told.sessions is None else told.sessions,
    )


def _named(month: Month, texts: Texts) -> str:
    name = texts.dates.months[month.month - 1]
    return texts.summary.month_of_year.format(month=name, year=month.year)
