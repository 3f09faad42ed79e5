"""Deadlines in a list: after an outage, in the morning, on Monday, and what the audit found."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.deadlines.lateness import WAITING, LateCounts
from bot.domain.deadlines.reminder_content import Digest, DueReminder, Listed, ReminderContent
from bot.domain.school.office import Office
from bot.domain.school.policies import DeadlineKind
from bot.ui.blocks.blocks import Block, Post, context, section
from bot.ui.blocks.dates import day, due_day, span
from bot.ui.blocks.escape import cut
from bot.ui.blocks.limits import SECTION_MAX
from bot.ui.blocks.people import mention, mentions
from bot.ui.deadlines.reminders import named_site, view_buttons, what_is_awaited, whose_it_is
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN, Counted

LINES_MAX = 20
"""Deadlines named one by one; the others are counted."""


def round_up_post(
    content: ReminderContent,
    *,
    office: Office,
    texts: Texts,
    now: datetime,
    person: str,
    is_morning: bool,
) -> Post:
    """Several reminders in one message, the most pressing first; who pilots what is another's."""
    says = texts.reminders
    is_all_theirs = all(one.matter.owner == person for one in content.recalls)
    together = says.together if is_all_theirs else says.together_of_others
    title = together.say(len(content.recalls))
    if is_morning:
        title = says.morning.format(day=day(now, office.zone, texts, now=now))
    if content.after_outage:
        title = says.together_after_outage
    if content.unreached:
        title = says.morning_of.format(who=mentions(content.unreached, texts))
    shown = content.recalls[:LINES_MAX]
    lines = [
        _recalled(one, content, office=office, texts=texts, now=now, person=person) for one in shown
    ]
    more = says.and_more.say(len(content.recalls) - len(shown))
    parts = [title, *(f"• {line}" for line in lines), *([more] if more else [])]
    viewed = zip(lines, shown, strict=True)
    return Post(
        text=cut("\n".join(parts), SECTION_MAX),
        blocks=[
            section(f"*{title}*"),
            *(section(line) | _viewing(one, content, texts) for line, one in viewed),
            *([context(more)] if more else []),
        ],
    )


def week_post(
    digest: Digest, *, office: Office, texts: Texts, now: datetime, is_own: bool = False
) -> Post:
    """The week ahead, to everyone with what is overdue, to one person of what is their own."""
    says = texts.reminders
    title = (says.own_week if is_own else says.week).format(
        day=day(_monday(now, office.zone), office.zone, texts, now=now),
        count=says.week_count.say(digest.ahead),
        late=late_said(digest.late, texts),
    )
    lines = _lines(digest.lines, office=office, texts=texts, now=now)
    more = (digest.ahead if is_own else digest.count) - len(digest.lines)
    return _list(title, lines, more=more, says=says.and_more)


def late_said(late: LateCounts, texts: Texts) -> str:
    """« 1 promesse dépassée · 2 actions en retard »: promises first, what is apart after them."""
    says = texts.reminders
    counted = (
        (says.late_promises, late.promises),
        (says.late_outside, late.outside),
        (says.late_actions, late.actions),
        (says.late_checks, late.checks),
        (says.waiting, late.waiting),
    )
    return BETWEEN.join(filter(None, (words.say(count) for words, count in counted)))


def audit_notice(texts: Texts, *, refs: Sequence[str], count: int) -> Post:
    """Tells a quality manager which open cases had been without a reminder."""
    says = texts.reminders
    named = ", ".join(refs)
    more = says.and_more.say(count - len(refs))
    done = says.audit_done.format(refs=f"{named} {more}" if more else named)
    said = f"{says.audit.say(count)} {done}"
    return Post(text=said, blocks=[section(said)])


def _monday(now: datetime, zone: ZoneInfo) -> datetime:
    return now - timedelta(days=now.astimezone(zone).weekday())


def _lines(listed: Sequence[Listed], *, office: Office, texts: Texts, now: datetime) -> list[str]:
    return [_line(one, office=office, texts=texts, now=now) for one in listed]


def _line(one: Listed, *, office: Office, texts: Texts, now: datetime) -> str:
    says = texts.reminders
    who = f"{BETWEEN}{mention(one.owner)}" if one.owner else ""
    what = texts.words.deadline.in_line[one.kind]
    if one.due_at >= now:
        when = due_day(one.due_at, office.zone, texts, now=now)
        return says.line.format(when=when, ref=one.ref, what=what, who=who)
    late = span(now - one.due_at, texts)
    if one.kind is DeadlineKind.NEXT_STEP:
        return says.line_since.format(span=late, ref=one.ref, who=who)
    if one.kind in WAITING:
        return says.line_awaited.format(span=late, ref=one.ref, what=what, who=who)
    return says.line_late.format(span=late, ref=one.ref, what=what, who=who)


def _viewing(recall: DueReminder, content: ReminderContent, texts: Texts) -> Block:
    found = view_buttons(recall, content, texts)
    return {"accessory": found[0]} if found else {}


def _recalled(
    recall: DueReminder,
    content: ReminderContent,
    *,
    office: Office,
    texts: Texts,
    now: datetime,
    person: str,
) -> str:
    what = what_is_awaited(recall, office=office, texts=texts, now=now)
    where = named_site(recall, texts)
    said = texts.reminders.sentence.format(ref=recall.matter.ref, about=where, what=what)
    whose = [] if content.unreached else whose_it_is(recall, content, texts=texts, person=person)
    return " ".join([said, *whose])


def _list(title: str, lines: Sequence[str], *, more: int, says: Counted) -> Post:
    shown = [*lines[:LINES_MAX], *([says.say(more)] if more > 0 else [])]
    body = "\n".join(f"• {line}" for line in shown)
    text = f"{title}\n{body}" if body else title
    blocks = [section(f"*{title}*"), *([section(cut(body, SECTION_MAX))] if body else [])]
    return Post(text=cut(text, SECTION_MAX), blocks=blocks)
