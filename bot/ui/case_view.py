"""« Voir le dossier »: the whole case, for those who may see it.

At the top the one thing to do now and the steps of the usual way; then facts, description,
people, what was done, deadlines, actions, files, the other steps, and the timeline, latest
first, five at a time.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.domain.action_steps import ActionStep, action_steps_open_to
from bot.domain.actions import Action, roles_on_action
from bot.domain.cases import Case, Complainant
from bot.domain.dues import open_dues
from bot.domain.journal import TimelineEntry
from bot.domain.lifecycles import Step
from bot.domain.office import Office
from bot.domain.roles import Role
from bot.domain.steps import ALONE, Surroundings
from bot.ui import case_facts, case_lines
from bot.ui.answers import is_blank
from bot.ui.blocks import (
    Block,
    context,
    divider,
    plain,
    section,
)
from bot.ui.case_facts import NamedFile
from bot.ui.dates import limit
from bot.ui.escape import cut, shown
from bot.ui.limits import SECTION_MAX, VIEW_BYTES_MAX
from bot.ui.long_text import fitting, split
from bot.ui.modal import carried_by, modal
from bot.ui.similar import similar_blocks
from bot.ui.steps.action_menu import action_blocks
from bot.ui.steps.life import Life
from bot.ui.steps.menu import other_steps, usual_steps
from bot.ui.texts.catalogue import Texts
from bot.ui.timeline import TimelinePage, timeline_blocks

CALLBACK_ID = "case"
_FRAME_BYTES = 10_000
"""Bytes of JSON left for the view's frame and for that of the description's blocks."""
UNSAVED_SHOWN = 3


def case_modal(
    case: Case,
    *,
    complainant: Complainant | None,
    files: Sequence[NamedFile],
    timeline: Sequence[TimelineEntry],
    timeline_length: int,
    office: Office,
    texts: Texts,
    now: datetime,
    page: int = 0,
    reader: str = "",
    roles: frozenset[Role] = frozenset(),
    steps: Sequence[Step] = (),
    around: Surroundings = ALONE,
    notice: Sequence[str] = (),
    unsaved: Sequence[str] = (),
    similar: Sequence[Case] = (),
) -> Block:
    """The case; `complainant` is None where the reader may not know, or nobody does.

    `similar` are the cases that may be about the same thing.

    `timeline` is the page of that number, latest first, of `timeline_length` entries.
    `steps` are what the reader, with these `roles`, may do now; `notice` says on top why
    something was not done, with the `unsaved` texts that somebody typed for it.
    """
    seen = _Seen(
        case=case,
        office=office.at(case.site),
        texts=texts,
        now=now,
        reader=reader,
        roles=roles,
        around=around,
    )
    above = [*_notice(notice, unsaved, texts=texts), *seen.to_do(steps), *seen.facts()]
    below = [
        *seen.people(complainant),
        *seen.life(),
        *seen.actions(),
        *_paragraphs(texts.case.files, case_facts.files(files, texts)),
        *seen.others(steps),
        divider(),
        *seen.timeline(TimelinePage(entries=timeline, number=page, total=timeline_length)),
    ]
    below[:0] = similar_blocks(case, similar, texts=texts)
    room = VIEW_BYTES_MAX - _FRAME_BYTES - len(json.dumps([*above, *below]))
    return modal(
        case.ref,
        [*above, *_description(case, texts, room=room), *below],
        callback_id=CALLBACK_ID,
        close=texts.case.close,
        carried={"case": str(case.id), "page": page},
    )


def case_of(view: dict[str, Any]) -> UUID:
    """The id of the case that a modal of this kind shows."""
    return UUID(carried_by(view)["case"])


def _paragraphs(title: str, lines: Sequence[str]) -> list[Block]:
    """The lines under their title, in as many blocks as they take."""
    if not lines:
        return []
    texts = [f"*{title}*"]
    for line in lines:
        if len(texts[-1]) + len(line) < SECTION_MAX:
            texts[-1] += f"\n{line}"
        else:
            texts.append(cut(line, SECTION_MAX))
    return [section(text) for text in texts]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A case as its reader sees it now: each part of the modal, in blocks."""

    case: Case
    office: Office
    texts: Texts
    now: datetime
    reader: str
    roles: frozenset[Role]
    around: Surroundings

    def to_do(self, steps: Sequence[Step]) -> list[Block]:
        """The one thing to do now, and the steps of the usual way."""
        buttons = usual_steps(self.case, steps, texts=self.texts, around=self.around)
        return [section(self._to_do()), *buttons]

    def facts(self) -> list[Block]:
        known = case_facts.facts(self.case, office=self.office, texts=self.texts, now=self.now)
        return _paragraphs(self.texts.case.facts, known)

    def people(self, complainant: Complainant | None) -> list[Block]:
        named = case_facts.people(self.case, complainant, texts=self.texts)
        return _paragraphs(self.texts.case.people, named)

    def life(self) -> list[Block]:
        """What was done, and which promises were kept."""
        case, office, texts, now = self.case, self.office, self.texts, self.now
        life = Life(case, office=office, texts=texts, now=now)
        kept = case_facts.deadlines(case, life, office=office, texts=texts, now=now)
        return [
            *_paragraphs(texts.steps.life.heading, life.lines()),
            *_paragraphs(texts.case.deadlines, kept),
        ]

    def actions(self) -> list[Block]:
        """The case's actions, each with what the reader may do to it."""
        listed = [(action, self._steps_on(action)) for action in self.around.actions]
        return action_blocks(listed, office=self.office, texts=self.texts, now=self.now)

    def others(self, steps: Sequence[Step]) -> list[Block]:
        """The steps that are not on the usual way."""
        buttons = other_steps(self.case, steps, texts=self.texts, roles=self.roles)
        return [section(f"*{self.texts.steps.life.more}*"), *buttons] if buttons else []

    def timeline(self, page: TimelinePage) -> list[Block]:
        return timeline_blocks(page, office=self.office, texts=self.texts, now=self.now)

    def _steps_on(self, action: Action) -> tuple[ActionStep, ...]:
        roles = roles_on_action(self.reader, action, case=self.case, office=self.office)
        return action_steps_open_to(action, roles, person=self.reader)

    def _to_do(self) -> str:
        """What presses; when it is late, that it is."""
        case, office, texts, now = self.case, self.office, self.texts, self.now
        late = case_lines.late_lines(case, office=office, texts=texts, now=now)
        what, dues = case_lines.to_do(case, texts, around=self.around), open_dues(case)
        if dues and not late:
            when = limit(dues[0].at, office.zone, texts, now=now)
            return texts.case.to_do_before.format(what=what, when=when)
        return "\n".join([*late, texts.case.to_do.format(what=what)])


def _notice(lines: Sequence[str], unsaved: Sequence[str], *, texts: Texts) -> Iterator[Block]:
    if lines:
        yield section(":warning: " + "\n".join([*lines, texts.steps.refused.now]))
    if unsaved:
        yield section(texts.steps.refused.lost)
    for text in unsaved[:UNSAVED_SHOWN]:
        yield section(plain(text))


def _description(case: Case, texts: Texts, *, room: int) -> Iterator[Block]:
    """What was written, as it was, in as many blocks as it takes of the `room`, in bytes."""
    yield section(f"*{texts.case.description}*")
    taken = fitting(case.description, size=room)
    for piece in split(taken, SECTION_MAX).pieces:
        if not is_blank(shown(piece)):
            yield section(plain(piece))
    if len(taken) < len(case.description):
        yield context(plain(texts.case.description_cut))
    if case.requested_remedy:
        yield section(f"*{texts.case.remedy}*")
        yield section(plain(case.requested_remedy))
