"""Messages about deadlines, from what is still owed when they are sent."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.calendar.calendars import SENDING_TIME
from bot.domain.deadlines.open_deadlines import OpenDeadline
from bot.domain.deadlines.reminder_content import readable_to, saying_time
from bot.domain.deadlines.reminders import Level, Reminder, Timing
from bot.domain.messages.deadlines import (
    AuditNotice,
    MorningDigestMessage,
    ReminderMessage,
    Reminding,
    RoundUpMessage,
    WeeklyDigestMessage,
)
from bot.messages import kind
from bot.messages.kind import Context, PostKind, brief
from bot.services.deadlines.planning import calendar_of
from bot.services.deadlines.reminder_content import (
    content_of,
    due_reminder_of,
    reminders_in,
    subjects_of,
)
from bot.services.deadlines.upcoming import week_of
from bot.slack.gateway import PostponedError, RefusedError
from bot.ui.blocks.blocks import Post
from bot.ui.cases.card import case_buttons
from bot.ui.cases.case_lines import in_line
from bot.ui.deadlines.digests import audit_notice, round_up_post, week_post
from bot.ui.deadlines.reminders import awaited_buttons, reminder_post
from storage.school import people


def _reminding(message: Reminding, context: Context) -> Post | None:
    """Raises PostponedError where it waited so long that the person's hours are over."""
    person, office, texts, now = (
        message.recipient or "",
        context.work.office,
        context.texts,
        context.work.now,
    )
    content = content_of(context.work, message, person=person)
    if content is None:
        _hand_on(message, context)
        return _old(message, context) if context.is_posted else None
    deadlines = [recall.deadline for recall in content.recalls]
    is_whole = len(deadlines) == len(message.reminders)
    if not context.is_posted and not (is_whole and _is_fresh(context)):
        _keep_hours(context, deadlines)
    if isinstance(message, ReminderMessage):
        steps = awaited_buttons(content, texts)
        return reminder_post(
            content, office=office, texts=texts, now=now, person=person, steps=steps
        )
    is_morning = isinstance(message, MorningDigestMessage)
    return round_up_post(
        content, office=office, texts=texts, now=now, person=person, is_morning=is_morning
    )


def _hand_on(message: Reminding, context: Context) -> None:
    """Refuse what was asked for before its reader left: others are told at once in their place.

    Slack would take a message to a closed account, and nobody would have heard.
    """
    person = message.recipient or ""
    if context.is_posted or not people.has_left(context.work.connection, person):
        return
    said, _ = reminders_in(context.work, message, person=person)
    matters = subjects_of(context.work, (one.subject for one in said))
    if any(due_reminder_of(one, matters) for one in said):
        raise RefusedError("user_disabled")


def _is_over(message: Reminding, context: Context) -> bool:
    """Whether what was recalled is done, was moved or is somebody else's."""
    person = message.recipient or ""
    return context.is_posted and content_of(context.work, message, person=person) is None


def _old(message: Reminding, context: Context) -> Post:
    """Says where a reminder stands that there is nothing left to recall in it."""
    says = context.texts.reminders
    old = brief(says.old)
    if len(message.reminders) != 1:
        return old
    (first,) = message.reminders
    matter = subjects_of(context.work, [first.subject]).get(first.subject)
    if matter is None or matter.owed(first.deadline):
        return old
    what = context.texts.words.deadline[first.kind]
    said = says.over.format(ref=matter.ref, what=in_line(what))
    readable = readable_to(message.recipient or "", matter, context.work.office)
    case = matter.case if matter.case and matter.case.id in readable else None
    return brief(said, *([case_buttons(case, context.texts)] if case else []))


def _weekly_digest(message: WeeklyDigestMessage, context: Context) -> Post | None:
    """A person whom nothing awaits this week reads none: of what is late they were reminded."""
    if message.recipient is not None and not _is_fresh(context):
        _keep_hours(context)
    office, now = context.work.office, context.work.now
    week = week_of(context.work, owner=message.about)
    is_own = message.about is not None
    if is_own and not week.ahead:
        return None
    return week_post(week, office=office, texts=context.texts, now=now, is_own=is_own)


def _audit(message: AuditNotice, context: Context) -> Post:
    return audit_notice(context.texts, refs=message.refs, count=message.count)


def _is_fresh(context: Context) -> bool:
    """Whether it was asked for at this moment, with the hours in mind."""
    return context.work.now - context.row.created_at <= SENDING_TIME


def _keep_hours(context: Context, deadlines: Sequence[OpenDeadline] = ()) -> None:
    """An outage that ends at night wakes nobody for what can wait until the morning."""
    reader, now = context.row.recipient or "", context.work.now
    person = people.by_ids(context.work.connection, [reader]).get(reader)
    calendar = calendar_of(context.work.office, person)
    at = saying_time(deadlines, calendar, planned_at=context.row.created_at, now=now)
    if at > now:
        raise PostponedError("out_of_hours", retry_in=(at - now).total_seconds())


_REMINDER = Reminder(
    subject=kind.CASE,
    rule="solution-1d",
    remind_at=kind.AT,
    due_at=kind.DUE_AT,
    level=Level.OWNER,
    timing=Timing.BEFORE,
)
KINDS = (
    PostKind(
        example=ReminderMessage(case_id=kind.CASE, recipient=kind.PERSON, reminders=(_REMINDER,)),
        render=_reminding,
        is_over=_is_over,
    ),
    PostKind(
        example=RoundUpMessage(
            recipient=kind.PERSON,
            once="U0PILOTE:20261116T083000000000",
            reminders=(_REMINDER,),
            after_outage=True,
        ),
        render=_reminding,
    ),
    PostKind(
        example=MorningDigestMessage(
            recipient=kind.PERSON,
            once="U0PILOTE:20261116T080000000000",
            reminders=(_REMINDER,),
            about=kind.PERSON,
        ),
        render=_reminding,
    ),
    PostKind(
        example=WeeklyDigestMessage(once="20261116", about=None),
        render=_weekly_digest,
        lives=timedelta(days=5),
    ),
    PostKind(
        example=AuditNotice(
            recipient=kind.MANAGER, once="2026-11-16", refs=("REC-2026-0007",), count=1
        ),
        render=_audit,
        lives=timedelta(days=7),
    ),
)
