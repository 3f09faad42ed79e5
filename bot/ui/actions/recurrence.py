"""A topic that came back: told with its cases, and the form of an action against it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import Action, ActionDraft, ActionKind
from bot.domain.cases.cases import Case
from bot.domain.errors import UnreadableError
from bot.domain.reports.quality_risks import CaseTopic, Recurred
from bot.domain.school.office import Office
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, Post, StepButton, actions, button, section
from bot.ui.blocks.dates import day
from bot.ui.blocks.escape import mrkdwn
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.cases import case_lines
from bot.ui.steps.acting import CRITERION, DUE_ON, KIND, OWNER, TITLE
from bot.ui.steps.form import area, line
from bot.ui.steps.menu import action_button
from bot.ui.texts.catalogue import Texts

OPEN_ACTION = "open_action"
OPEN_RISK = "risk_open"
"""A button that opens a risk; its value is the risk's mark."""
CASES_NAMED = 10
DONE_IN = timedelta(days=30)
_KINDS = (ActionKind.CORRECTIVE, ActionKind.PREVENTIVE)


def recurrence_post(
    recurred: Recurred,
    cases: Sequence[Case],
    remedy: Action | None,
    *,
    office: Office,
    texts: Texts,
    now: datetime,
    risk_id: UUID | None = None,
) -> Post:
    """Tells a quality manager at once; confidential cases are never among them.

    `risk_id` is the risk that is proposed or followed because of it.
    """
    says, topic = texts.recurrence, recurred.topic
    if remedy is None:
        head = says.recurs.format(topic=topic_words(topic, texts), count=len(recurred.case_ids))
    else:
        head = says.came_back.format(topic=topic_words(topic, texts), ref=remedy.ref)
    named = [
        says.case.format(
            title=mrkdwn(case_lines.title(case, texts, brief=True)),
            when=day(case.received_at, office.zone, texts, now=now),
        )
        for case in cases[:CASES_NAMED]
    ]
    others = texts.summary.more_late.say(len(recurred.case_ids) - len(named))
    lines = "\n".join([head, *named, *([others] if others else [])])
    buttons = [_next(topic, remedy, texts)]
    if risk_id is not None:
        step = StepButton(label=texts.risks.examine_it, action_id=OPEN_RISK, value=str(risk_id))
        buttons.append(button(step))
    return Post(text=lines, blocks=[section(lines), actions(buttons)])


def topic_words(topic: CaseTopic, texts: Texts) -> str:
    """« Attestations (méthode) »; « Attestations (cause à analyser) »."""
    says = texts.recurrence
    if topic.category is not None:
        about = texts.words.category.short[topic.category]
    elif topic.incident_type is not None:
        about = texts.words.incident_type[topic.incident_type]
    else:
        about = texts.summary.unknown
    known = topic.cause_family
    cause = texts.words.cause_family.in_line[known] if known else says.cause_unknown
    return says.topic.format(about=about, cause=cause)


def action_modal_about(
    topic: CaseTopic, *, office: Office, texts: Texts, now: datetime, submission_id: UUID
) -> Block:
    """The form of an action against a topic."""
    says, action = texts.recurrence, texts.steps.action
    calendar = office.calendar
    due_on = calendar.working_day_from(calendar.day_of(now) + DONE_IN)
    words = texts.words.action_kind
    choices = {kind: words[kind] for kind in _KINDS}
    kinds = inputs.radio(inputs.options(choices, meanings=words.meaning))
    owner = inputs.person(None, texts.steps.handling.choose_person)
    return modal(
        says.open_action,
        [
            section(f"*{topic_words(topic, texts)}*"),
            inputs.labelled(kinds, action.kind, block_id=KIND),
            line(action.title, block_id=TITLE),
            inputs.labelled(owner, action.owner, block_id=OWNER),
            inputs.labelled(inputs.day(due_on), action.due_on, block_id=DUE_ON),
            area(action.criterion, block_id=CRITERION, hint=action.criterion_hint, optional=True),
        ],
        callback_id=OPEN_ACTION,
        submit=texts.meeting.save,
        close=texts.forms.cancel,
        carried={"topic": topic.key, "submission": str(submission_id)},
    )


def topic_in(key: str) -> CaseTopic:
    """The topic that a button or a form names. Raises UnreadableError."""
    try:
        return CaseTopic.of_key(key)
    except ValueError as error:
        raise UnreadableError from error


def carried_topic(view: View) -> tuple[CaseTopic, UUID]:
    """Which topic a form is about, and its submission."""
    carried = carried_by(view)
    topic = topic_in(read_back(str, carried.get("topic")))
    return topic, read_back(UUID, carried.get("submission"))


def read_topic_action(view: View, *, today: date) -> ActionDraft | FormErrors:
    """The action that a form asks for, or what has to be corrected."""
    answers = Answers(view)
    kind, owner = answers.choice(KIND, ActionKind), answers.person(OWNER)
    title, due_on = answers.written(TITLE), answers.given_day(DUE_ON)
    if due_on is not None and due_on < today:
        answers.refuse(DUE_ON, FieldError.IN_PAST)
    if answers.refusals or kind is None or owner is None or due_on is None:
        return FormErrors(answers.refusals)
    criterion = answers.text(CRITERION).strip() or None
    return ActionDraft(
        kind=kind, title=title, owner=owner, due_on=due_on, success_criterion=criterion
    )


def action_opened(action: Action, texts: Texts) -> Block:
    """Takes the form's place once the action is there, or says which one is there already."""
    said = texts.recurrence.opened.format(ref=action.ref)
    return modal(
        texts.recurrence.open_action,
        [section(said)],
        callback_id="action_opened",
        close=texts.receipt.close,
    )


def already_running(action: Action, texts: Texts) -> str:
    """Why no other action is opened."""
    status = texts.words.action_status.in_line[action.status]
    return texts.recurrence.running.format(ref=action.ref, status=status)


def _next(topic: CaseTopic, remedy: Action | None, texts: Texts) -> Block:
    """Do again what had been judged good, or open an action."""
    if remedy is not None:
        return button(action_button(ActionStep.REOPEN, remedy.id, texts=texts, primary=True))
    label = texts.recurrence.open_action
    return button(StepButton(label=label, action_id=OPEN_ACTION, value=topic.key, primary=True))
