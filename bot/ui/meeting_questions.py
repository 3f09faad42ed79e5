"""What stands under a posted summary: questions, buttons, and what was decided."""

from bot.domain.actions import Action, ActionOrigin
from bot.domain.figures import Figures
from bot.domain.meeting_notes import Minutes, Question, questions_of
from bot.domain.reports import Report
from bot.ui.blocks import Block, StepButton, actions, button, context, plain, section
from bot.ui.case_lines import in_line
from bot.ui.dates import day_of
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.limits import MESSAGE_TEXT_MAX, SECTION_MAX
from bot.ui.people import mention
from bot.ui.post import Post
from bot.ui.summary_sentences import topic
from bot.ui.texts.catalogue import Texts

NOTE_DECISION = "meeting_decision"
NOTE_IMPROVEMENT = "meeting_improvement"
WRITE_MINUTES = "meeting_minutes"

TITLE_MAX = 300
_FINGERPRINT_SHOWN = 12


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
        "late": texts.summary.late.say(figures.late_count),
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
            context(f"SHA-256 {written.fingerprint[:_FINGERPRINT_SHOWN]}"),
        ],
    )


def _subject(question: Question, figures: Figures, texts: Texts) -> dict[str, str | int]:
    """What a question about one topic names, and how often it came."""
    match question:
        case Question.RECURRENCE:
            first = figures.recurrences[0]
            return {"topic": in_line(topic(first, texts)), "count": first.count}
        case Question.CATEGORY:
            category, count = figures.categories[0]
            return {"topic": in_line(texts.words.category_short[category]), "count": count}
        case Question.INCIDENTS:
            kind, count = figures.incident_types[0]
            return {"topic": in_line(texts.words.incident_type[kind]), "count": count}
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
