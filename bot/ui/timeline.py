"""The timeline of a case, latest first, five entries at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.journal import TIMELINE_PAGE, Event, TimelineEntry
from bot.domain.office import Office
from bot.ui.blocks import Block, StepButton, actions, button, context, plain, section
from bot.ui.dates import relative
from bot.ui.escape import cut, one_line
from bot.ui.limits import SECTION_MAX
from bot.ui.people import mention
from bot.ui.texts.catalogue import Texts

NEWER = "case_newer"
OLDER = "case_older"
"""The two paging buttons; the value of each is the number of the page to show."""
NOTE_MAX = 1_000
_CHANGED_WORDS = ("analysis", "solution", "implementation", "closing_reason", "findings")
"""Fields in which a step keeps what somebody wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Some entries of `total`, latest first; `number` counts from zero."""

    entries: Sequence[TimelineEntry]
    number: int
    total: int

    @property
    def first(self) -> int:
        return self.number * TIMELINE_PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.entries) - 1


NOTHING_YET = TimelinePage(entries=(), number=0, total=0)


def timeline_blocks(
    page: TimelinePage, *, office: Office, texts: Texts, now: datetime
) -> list[Block]:
    """The page's title, its entries, and the buttons that turn it."""
    if not page.entries:
        return []
    blocks = [section(f"*{_title(page, texts)}*")]
    for entry in page.entries:
        written = _written(entry, texts)
        told = _told(entry, office=office, texts=texts, now=now)
        blocks.append(context(told, plain(written)) if written else context(told))
        if letter := _letter(entry):
            blocks.append(section(plain(letter)))
    buttons = _buttons(page, texts)
    return [*blocks, actions(buttons)] if buttons else blocks


def _title(page: TimelinePage, texts: Texts) -> str:
    if page.total <= TIMELINE_PAGE:
        return texts.case.timeline
    return texts.case.timeline_page.format(first=page.first, last=page.last, total=page.total)


def _told(entry: TimelineEntry, *, office: Office, texts: Texts, now: datetime) -> str:
    known = entry.event in set(Event)
    return texts.case.entry.format(
        when=relative(entry.at, office.zone, texts, now=now),
        event=texts.words.event[Event(entry.event)] if known else texts.words.other_event,
        who=texts.case.by_vigie if entry.actor is None else mention(entry.actor),
    )


def _written(entry: TimelineEntry, texts: Texts) -> str | None:
    """What people wrote, which file and why it was refused, which action it is about."""
    details, changes = entry.details, entry.details.get("changes", {})
    reason = details.get("reason", "")
    parts = [
        *details.get("refs", []),
        details.get("action"),
        details.get("text"),
        details.get("file"),
        texts.words.refused_file.get(reason, reason),
        *(changes[name][1] for name in _CHANGED_WORDS if name in changes),
    ]
    written = [part for part in parts if part and isinstance(part, str)]
    return cut(one_line(" · ".join(written)), NOTE_MAX) if written else None


def _letter(entry: TimelineEntry) -> str | None:
    """The letter as it was sent, its subject first; the register has a longer one whole."""
    told = entry.details.get("told")
    letter = entry.details.get("letter") or (told.get("letter") if isinstance(told, dict) else None)
    if not isinstance(letter, dict):
        return None
    return cut(f"{letter.get('subject', '')}\n{letter.get('body', '')}".strip(), SECTION_MAX)


def _buttons(page: TimelinePage, texts: Texts) -> list[Block]:
    newer = StepButton(label=texts.case.newer, action_id=NEWER, value=str(page.number - 1))
    older = StepButton(label=texts.case.older, action_id=OLDER, value=str(page.number + 1))
    turns = [(page.first > 1, newer), (page.last < page.total, older)]
    return [button(step) for is_there, step in turns if is_there]
