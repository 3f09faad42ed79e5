"""Reminders: what is awaited, since when, from whom, and what to press."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import Action
from bot.domain.calendar.calendars import SENDING_TIME
from bot.domain.cases.cases import Case
from bot.domain.deadlines.reminder_content import DueReminder, ReminderContent
from bot.domain.deadlines.reminders import DeadlineKey, Reminder, Snooze, Timing
from bot.domain.school.office import Office, Site
from bot.domain.school.policies import DeadlineKind, Rung
from bot.domain.steps.deciding import next_step
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.waiting import KEPT_BY
from bot.ui.blocks.blocks import Block, Post, StepButton, actions, button, section
from bot.ui.blocks.dates import by, deadline, moment, relative, span
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.inputs import option, select
from bot.ui.blocks.people import mention, mentions
from bot.ui.blocks.read_back import moment_in, read_back
from bot.ui.cases.card import VIEW_CASE
from bot.ui.cases.case_lines import in_line, site, subject
from bot.ui.steps.menu import action_button, step_button
from bot.ui.texts.catalogue import Texts

SNOOZE = "snooze_reminder"
TITLE_MAX = 120
"""Characters of an action's title in a reminder."""


def reminder_post(
    content: ReminderContent,
    *,
    office: Office,
    texts: Texts,
    now: datetime,
    person: str,
    steps: Sequence[StepButton] = (),
) -> Post:
    """One reminder to one person; `steps` are buttons that do what is awaited."""
    (recall,) = content.recalls
    sentences = [
        _sentence(recall, content, office=office, texts=texts, now=now),
        *_reasons(recall, content, texts=texts, now=now, person=person),
    ]
    buttons = [*map(button, steps), _snoozes(recall, texts), *view_buttons(recall, content, texts)]
    said = " ".join(sentences)
    return Post(text=said, blocks=[section(said), actions(buttons)])


def what_is_awaited(recall: DueReminder, *, office: Office, texts: Texts, now: datetime) -> str:
    """« l'accusé de réception est attendu … », « … est en retard de 3 h (échéance : …) »."""
    owed, says = recall.deadline, _said_when(recall, texts, now=now)
    zone = office.at(site_of(recall)).zone
    return says[owed.kind].format(
        when=deadline(owed.due_at, zone, texts, now=now),
        by=by(owed.due_at, zone, texts, now=now),
        span=span(now - owed.due_at, texts),
        external=_outside(recall, texts),
        since=moment(owed.recorded_at, zone, texts, now=now),
    )


def site_of(recall: DueReminder) -> Site | None:
    """On whose clock it is told, and said to be: its case's, as on the card.

    A day by which an action is due is the office's; of a confidential case no site is named.
    """
    case = recall.matter.case
    is_told_there = case is not None and not case.confidential and recall.matter.action is None
    return case.site if case and is_told_there else None


def named_site(recall: DueReminder, texts: Texts) -> str:
    """« , Cayenne (heure locale) »."""
    where = site_of(recall)
    return f", {site(where, texts)}" if where else ""


def view_buttons(recall: DueReminder, content: ReminderContent, texts: Texts) -> list[Block]:
    """« Voir le dossier », to those who may."""
    case = recall.matter.case
    if case is None or case.id not in content.readable:
        return []
    view = StepButton(label=texts.card.view, action_id=VIEW_CASE, value=str(case.id))
    return [button(view, spoken=texts.card.view_spoken.format(ref=case.ref))]


def snooze_value(choice: Snooze, reminder: Reminder) -> str:
    """The value that the menu sends back: enough to find the deadline again."""
    return f"{choice}|{reminder.subject}|{reminder.kind}|{reminder.due_at.isoformat()}"


def read_snooze(value: str) -> tuple[Snooze, DeadlineKey]:
    """The choice and the deadline that `snooze_value` wrote. Raises UnreadableError."""
    choice, subject_id, kind, due_at = (*value.split("|"), "", "", "", "")[:4]
    deadline = read_back(DeadlineKind, kind), moment_in(due_at)
    return read_back(Snooze, choice), (read_back(UUID, subject_id), *deadline)


def snoozed_notice(texts: Texts, *, until: datetime | None, office: Office, now: datetime) -> str:
    """When it will be said again, or that there is nothing left to say."""
    if until is None:
        return texts.reminders.moot
    when = relative(until, office.zone, texts, now=now)
    return texts.reminders.snoozed.format(when=when)


def _outside(recall: DueReminder, texts: Texts) -> str:
    """« notification à la CNIL »: what somebody else waits for."""
    external = recall.matter.external
    if external is None:
        return texts.words.deadline.in_line[DeadlineKind.EXTERNAL]
    return texts.words.external_kind.in_line[external.kind]


def _said_when(recall: DueReminder, texts: Texts, *, now: datetime) -> Mapping[DeadlineKind, str]:
    """Before, at or after it: what is said at the deadline itself takes a moment to send."""
    due_at, says = recall.deadline.due_at, texts.reminders
    if recall.reminder.timing is Timing.AT and due_at <= now <= due_at + SENDING_TIME:
        return says.now
    return says.late if now > due_at else says.expected


def _sentence(
    recall: DueReminder, content: ReminderContent, *, office: Office, texts: Texts, now: datetime
) -> str:
    what = what_is_awaited(recall, office=office, texts=texts, now=now)
    return texts.reminders.sentence.format(
        ref=recall.matter.ref,
        about=_about(recall, content, texts) + named_site(recall, texts),
        what=what,
    )


def _about(recall: DueReminder, content: ReminderContent, texts: Texts) -> str:
    """« , attestations »: only to those who may read it, and never a confidential case's."""
    case, action = recall.matter.case, recall.matter.action
    if recall.matter.subject not in content.readable or (case and case.confidential):
        return ""
    if recall.matter.external is not None:
        return f" ({mrkdwn(cut(one_line(recall.matter.external.what), TITLE_MAX))})"
    if action is not None:
        return f" ({mrkdwn(cut(one_line(action.title), TITLE_MAX))})"
    return f", {in_line(subject(case, texts))}" if case else ""


def _reasons(
    recall: DueReminder,
    content: ReminderContent,
    *,
    texts: Texts,
    now: datetime,
    person: str,
) -> list[str]:
    """Why now, why this person, and what to do."""
    says = texts.reminders
    reasons = [says.after_outage] if content.after_outage else []
    # what an outage held back comes after that moment
    if not content.after_outage and _is_last_moment(recall.reminder, now=now):
        reasons.append(says.last_moment)
    if content.unreached and not _is_for_others(recall, content):
        return [*reasons, says.unreached.format(who=mentions(content.unreached, texts))]
    return [*reasons, *whose_it_is(recall, content, texts=texts, person=person)]


def whose_it_is(
    recall: DueReminder, content: ReminderContent, *, texts: Texts, person: str
) -> list[str]:
    """Who pilots it, where that is not the reader; nobody is named where that is confidential."""
    says, owner = texts.reminders, recall.matter.owner
    if _is_for_others(recall, content):
        return []
    if owner is None:
        return [says.no_owner]
    if owner in content.left and recall.deadline.kind is not DeadlineKind.EFFECT:
        return [says.owner_left.format(who=mention(owner))]
    if owner != person and not (recall.matter.case and recall.matter.case.confidential):
        return [says.owner.format(who=mention(owner))]
    return []


def _is_for_others(recall: DueReminder, content: ReminderContent) -> bool:
    """Whether it is about a confidential case that others handle, and nobody is to be named."""
    case = recall.matter.case
    return case is not None and case.confidential and recall.matter.subject not in content.readable


def _is_last_moment(reminder: Reminder, *, now: datetime) -> bool:
    is_last = reminder.rule == f"{reminder.kind}-{Rung().name}"
    return is_last and reminder.remind_at < reminder.due_at and now < reminder.due_at


def _snoozes(recall: DueReminder, texts: Texts) -> Block:
    words = texts.reminders.snoozes
    choices = [option(words[one], snooze_value(one, recall.reminder)) for one in Snooze]
    return select(choices, texts.reminders.snooze) | {"action_id": SNOOZE}


def awaited_buttons(content: ReminderContent, texts: Texts) -> list[StepButton]:
    """Buttons under a reminder of one thing; none for those who may only hear of it."""
    (recall,) = content.recalls
    if recall.matter.subject not in content.readable:
        return []
    if recall.matter.action is not None:
        return [_about_action(recall.matter.action, texts)]
    return _about_case(recall.matter.case, recall, texts) if recall.matter.case else []


def _about_action(action: Action, texts: Texts) -> StepButton:
    step = ActionStep.COMPLETE if action.status.is_running else ActionStep.CHECK_EFFECT
    return action_button(step, action.id, texts=texts, primary=True)


def _about_case(case: Case, recall: DueReminder, texts: Texts) -> list[StepButton]:
    """A solution is awaited through whatever step leads to it now."""
    first = next_step(case)
    step = first if first is Step.VALIDATE else KEPT_BY.get(recall.deadline.kind, first)
    return [step_button(step, case.id, texts=texts, primary=True)] if step else []
