"""The timeline of a case, latest first, and the files that were refused."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.cases.journal_entries import TIMELINE_PAGE, Event, TimelineEntry
from bot.domain.school.office import Office
from bot.ui.blocks.blocks import Block, Post, StepButton, actions, button, context, plain, section
from bot.ui.blocks.dates import relative
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.limits import SECTION_MAX
from bot.ui.blocks.people import mention
from bot.ui.cases.case_lines import capital
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

NAME_MAX = 100
SHOWN = 10
NOT_GIVEN = frozenset({"file_not_found", "file_deleted", "access_denied", "http_404", "http_410"})
"""Slack's words for a file that it does not give: it is gone, or Vigie may not see it."""


class RefusedFile(Protocol):
    """A file and the reason, a code, why it is not kept."""

    @property
    def name(self) -> str: ...

    @property
    def refused(self) -> str | None: ...


def reason_of(code: str, texts: Texts) -> str:
    """« type de fichier non accepté »."""
    words = texts.case.refused_because
    if code in NOT_GIVEN:
        return words["not_given"]
    return words.get(code) or words["other"].format(code=mrkdwn(code))


def refused_mark(codes: Sequence[str], texts: Texts) -> str:
    """« 2 pièces refusées : plus de 10 Mo »: no name, which may be a person's."""
    reasons = Counter(reason_of(code, texts) for code in codes)
    count = texts.card.refused_files.say(len(codes))
    return texts.card.refused_why.format(count=count, reasons=BETWEEN.join(reasons))


def refused_line(file: RefusedFile, texts: Texts) -> str:
    """« • note.exe : non conservée, type de fichier non accepté »."""
    reason = reason_of(file.refused or "", texts)
    return texts.case.refused_file.format(name=cut(mrkdwn(file.name), NAME_MAX), reason=reason)


def files_refused(ref: str | None, files: Sequence[RefusedFile], texts: Texts) -> Post:
    """Tells who sent them which files are not kept, why, and what is."""
    says = texts.news
    title = says.files_refused.say(len(files))
    title = capital(title) if ref is None else says.files_refused_of.format(ref=ref, title=title)
    lines = [title, *(refused_line(file, texts) for file in files[:SHOWN])]
    notes = [says.files_accepted]
    if any(file.refused in NOT_GIVEN for file in files):
        notes.append(says.files_not_given)
    return Post(
        text="\n".join([*lines, *notes]),
        blocks=[section("\n".join(lines)), context("\n".join(notes))],
    )


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
        blocks.append(context(f"{told} ·", plain(written)) if written else context(told))
        if letter := _letter(entry):
            blocks.append(section(plain(letter)))
    buttons = _buttons(page, texts)
    return [*blocks, actions(buttons)] if buttons else blocks


def _title(page: TimelinePage, texts: Texts) -> str:
    if page.total <= TIMELINE_PAGE:
        return texts.case.timeline
    return texts.case.timeline_page.format(first=page.first, last=page.last, total=page.total)


def _told(entry: TimelineEntry, *, office: Office, texts: Texts, now: datetime) -> str:
    return texts.case.entry.format(
        when=relative(entry.at, office.zone, texts, now=now),
        event=texts.journal.named(entry.event),
        who=texts.case.by_vigie if entry.actor is None else mention(entry.actor),
    )


def _reason(entry: TimelineEntry, texts: Texts) -> str:
    """Why a file was refused, or the reason that a step gives."""
    reason = str(entry.details.get("reason") or "")
    return reason_of(reason, texts) if entry.event == Event.FILE_REFUSED else reason


def _written(entry: TimelineEntry, texts: Texts) -> str | None:
    """Details: people's words, a refused file and why, the action it is about."""
    details, changes = entry.details, entry.details.get("changes", {})
    parts = [
        *details.get("refs", []),
        details.get("action"),
        details.get("text"),
        details.get("file"),
        _reason(entry, texts),
        *(changes[name][1] for name in _CHANGED_WORDS if name in changes),
    ]
    written = [part for part in parts if part and isinstance(part, str)]
    return cut(one_line(BETWEEN.join(written)), NOTE_MAX) if written else None


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
