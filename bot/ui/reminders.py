"""Reminders: what is awaited, since when, from whom, and what to press."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.calendars import SENDING_TIME
from bot.domain.case_deadlines import last_moved_at
from bot.domain.office import Office
from bot.domain.policies import DeadlineKind, Step
from bot.domain.reminders import DeadlineKey, Reminder, Timing
from bot.domain.snoozes import Snooze
from bot.domain.tellings import Recall, Telling
from bot.ui.blocks import Block, StepButton, actions, button, section
from bot.ui.card import VIEW_CASE
from bot.ui.case_lines import in_line, subject
from bot.ui.dates import relative, span, weekday
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.inputs import option, select
from bot.ui.people import mention, mentions
from bot.ui.post import Post
from bot.ui.read_back import moment_in, read_back
from bot.ui.texts.catalogue import Texts

SNOOZE = "snooze_reminder"
TITLE_MAX = 120
"""Characters of an action's title in a reminder."""


def reminder_post(
    telling: Telling,
    *,
    office: Office,
    texts: Texts,
    now: datetime,
    person: str,
    steps: Sequence[StepButton] = (),
) -> Post:
    """One reminder to one person; `steps` are buttons that do what is awaited."""
    (recall,) = telling.recalls
    sentences = [
        _sentence(recall, telling, office=office, texts=texts, now=now),
        *_reasons(recall, telling, office=office, texts=texts, now=now, person=person),
    ]
    buttons = [*map(button, steps), _snoozes(recall, texts), *view_buttons(recall, telling, texts)]
    said = " ".join(sentences)
    return Post(text=said, blocks=[section(said), actions(buttons)])


def what_is_awaited(recall: Recall, *, office: Office, texts: Texts, now: datetime) -> str:
    """« l'accusé de réception est attendu … », « … est en retard de 3 h (échéance : …) »."""
    deadline, case = recall.deadline, recall.matter.case
    says = texts.reminders.late if _is_late(recall, now=now) else texts.reminders.expected
    moved_at = last_moved_at(case) if case else deadline.recorded_at
    return says[deadline.kind].format(
        when=relative(deadline.due_at, office.zone, texts, now=now),
        span=span(now - deadline.due_at, texts),
        external=_outside(recall, texts),
        since=relative(moved_at, office.zone, texts, now=now),
    )


def view_buttons(recall: Recall, telling: Telling, texts: Texts) -> list[Block]:
    """« Voir le dossier », to those who may."""
    case = recall.matter.case
    if case is None or case.id not in telling.readable:
        return []
    view = StepButton(label=texts.card.view, action_id=VIEW_CASE, value=str(case.id))
    return [button(view, spoken=texts.card.view_spoken.format(ref=case.ref))]


def snooze_value(choice: Snooze, reminder: Reminder) -> str:
    """What the menu sends back: enough to find the deadline again."""
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


def _outside(recall: Recall, texts: Texts) -> str:
    """« notification à la CNIL »: what somebody else waits for."""
    external = recall.matter.external
    if external is None:
        return texts.reminders.name[DeadlineKind.EXTERNAL]
    return in_line(texts.steps.words.external_kind[external.kind])


def _is_late(recall: Recall, *, now: datetime) -> bool:
    """Whether to speak of lateness: what is said at the deadline itself takes a moment to send."""
    due_at, timing = recall.deadline.due_at, recall.reminder.timing
    return now > due_at + (SENDING_TIME if timing is Timing.AT else timedelta())


def _sentence(
    recall: Recall, telling: Telling, *, office: Office, texts: Texts, now: datetime
) -> str:
    what = what_is_awaited(recall, office=office, texts=texts, now=now)
    return texts.reminders.sentence.format(
        ref=recall.matter.ref, about=_about(recall, telling, texts), what=what
    )


def _about(recall: Recall, telling: Telling, texts: Texts) -> str:
    """« , attestations »: only to those who may read it, and never a confidential case's."""
    case, action = recall.matter.case, recall.matter.action
    if recall.matter.subject not in telling.readable or (case and case.confidential):
        return ""
    if recall.matter.external is not None:
        return f" ({mrkdwn(cut(one_line(recall.matter.external.what), TITLE_MAX))})"
    if action is not None:
        return f" ({mrkdwn(cut(one_line(action.title), TITLE_MAX))})"
    return f", {in_line(subject(case, texts))}" if case else ""


def _reasons(
    recall: Recall, telling: Telling, *, office: Office, texts: Texts, now: datetime, person: str
) -> list[str]:
    """Why now, why this person, and what to do."""
    says, owner = texts.reminders, recall.matter.owner
    reasons = [says.after_outage] if telling.after_outage else []
    # what an outage held back comes after that moment
    if not telling.after_outage and _is_last_moment(recall.reminder, now=now):
        reasons.append(says.last_moment.format(weekday=weekday(now, office.zone, texts)))
    if telling.unreached:
        reasons.append(says.unreached.format(who=mentions(telling.unreached, texts)))
    elif owner is None:
        reasons.append(says.no_owner)
    elif owner in telling.left:
        reasons.append(says.owner_left.format(who=mention(owner)))
    elif owner != person and not (recall.matter.case and recall.matter.case.confidential):
        reasons.append(says.owner.format(who=mention(owner)))
    return reasons


def _is_last_moment(reminder: Reminder, *, now: datetime) -> bool:
    is_last = reminder.rule == f"{reminder.kind}-{Step().name}"
    return is_last and reminder.remind_at < reminder.due_at and now < reminder.due_at


def _snoozes(recall: Recall, texts: Texts) -> Block:
    words = texts.reminders.snoozes
    choices = [option(words[one], snooze_value(one, recall.reminder)) for one in Snooze]
    return select(choices, texts.reminders.snooze) | {"action_id": SNOOZE}
