"""Deadlines in a list: after an outage, in the morning, on Monday, and what the audit found."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.office import Office
from bot.domain.policies import DeadlineKind
from bot.domain.tellings import Digest, Listed, Recall, Telling
from bot.ui.blocks import Block, context, section
from bot.ui.dates import day, span
from bot.ui.escape import cut
from bot.ui.limits import SECTION_MAX
from bot.ui.people import mention, mentions
from bot.ui.post import Post
from bot.ui.reminders import view_buttons, what_is_awaited
from bot.ui.texts.catalogue import Counted, Texts

LINES_MAX = 20
"""Deadlines named one by one; the others are counted."""


def round_up_post(telling: Telling, *, office: Office, texts: Texts, now: datetime) -> Post:
    """Several reminders in one message, the most pressing first."""
    says = texts.reminders
    title = says.together.say(len(telling.recalls))
    if telling.after_outage:
        title = says.together_after_outage
    if telling.unreached:
        title = says.morning_of.format(who=mentions(telling.unreached, texts))
    shown = telling.recalls[:LINES_MAX]
    lines = [_recalled(one, office=office, texts=texts, now=now) for one in shown]
    more = says.and_more.say(len(telling.recalls) - len(shown))
    parts = [title, *(f"• {line}" for line in lines), *([more] if more else [])]
    viewed = zip(lines, shown, strict=True)
    return Post(
        text=cut("\n".join(parts), SECTION_MAX),
        blocks=[
            section(f"*{title}*"),
            *(section(line) | _viewing(one, telling, texts) for line, one in viewed),
            *([context(more)] if more else []),
        ],
    )


def morning_post(
    digest: Digest, *, about: str | None, office: Office, texts: Texts, now: datetime
) -> Post:
    """What awaits a person this morning; `about` is somebody else, who cannot be told."""
    says = texts.reminders
    title = says.morning if about is None else says.morning_of.format(who=mention(about))
    lines = _lines(digest.lines, office=office, texts=texts, now=now)
    return _list(title, lines, more=digest.count - len(lines), says=says.and_more)


def week_post(digest: Digest, *, office: Office, texts: Texts, now: datetime) -> Post:
    """The week ahead and what is overdue, to everyone or to one person."""
    says = texts.reminders
    title = says.week.format(
        day=day(_monday(now, office.zone), office.zone, texts, now=now),
        count=says.week_count.say(digest.count - digest.late_count),
        late=says.week_late.say(digest.late_count),
    )
    lines = _lines(digest.lines, office=office, texts=texts, now=now)
    more = digest.count - len(digest.lines)
    return _list(title, lines, more=more, says=says.and_more)


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
    who = f" · {mention(one.owner)}" if one.owner else ""
    what = says.name[one.kind]
    if one.due_at >= now:
        when = day(one.due_at, office.zone, texts, now=now)
        return says.line.format(when=when, ref=one.ref, what=what, who=who)
    late = span(now - one.due_at, texts)
    if one.kind is DeadlineKind.NEXT_STEP:
        return says.line_since.format(span=late, ref=one.ref, who=who)
    return says.line_late.format(span=late, ref=one.ref, what=what, who=who)


def _viewing(recall: Recall, telling: Telling, texts: Texts) -> Block:
    found = view_buttons(recall, telling, texts)
    return {"accessory": found[0]} if found else {}


def _recalled(recall: Recall, *, office: Office, texts: Texts, now: datetime) -> str:
    what = what_is_awaited(recall, office=office, texts=texts, now=now)
    return texts.reminders.sentence.format(ref=recall.matter.ref, about="", what=what)


def _list(title: str, lines: Sequence[str], *, more: int, says: Counted) -> Post:
    shown = [*lines[:LINES_MAX], *([says.say(more)] if more > 0 else [])]
    body = "\n".join(f"• {line}" for line in shown)
    text = f"{title}\n{body}" if body else title
    blocks = [section(f"*{title}*"), *([section(cut(body, SECTION_MAX))] if body else [])]
    return Post(text=cut(text, SECTION_MAX), blocks=blocks)
