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
from bot.domain.lifecycles import Step
from bot.domain.office import Office
from bot.domain.roles import Role
from bot.domain.steps import ALONE, Surroundings
from bot.ui import case_facts, case_lines
from bot.ui.answers import is_blank
from bot.ui.blocks import Block, context, divider, plain, section
from bot.ui.case_facts import NamedFile
from bot.ui.dates import limit
from bot.ui.escape import cut, shown
from bot.ui.limits import SECTION_MAX, VIEW_BYTES_MAX
from bot.ui.long_text import fitting, split
from bot.ui.modal import carried_by, modal
from bot.ui.read_back import read_back
from bot.ui.similar import similar_blocks
from bot.ui.steps.action_menu import action_blocks
from bot.ui.steps.life import Life
from bot.ui.steps.menu import other_steps, usual_steps
from bot.ui.texts.catalogue import Texts
from bot.ui.timeline import NOTHING_YET, TimelinePage, timeline_blocks

CALLBACK_ID = "case"
_FRAME_BYTES = 10_000
"""Bytes of JSON left for the view's frame and for that of the description's blocks."""
UNSAVED_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLook:
    """A case as its reader sees it now; each part of the modal is a method.

    `complainant` is None where the reader may not know, or nobody does. `steps` are what the
    reader, with these `roles`, may do now. `similar` are cases that may be about the same thing.
    `notice` says on top why something was not done, with the `unsaved` texts typed for it.
    """

    case: Case
    office: Office
    texts: Texts
    now: datetime
    reader: str = ""
    roles: frozenset[Role] = frozenset()
    steps: Sequence[Step] = ()
    around: Surroundings = ALONE
    complainant: Complainant | None = None
    files: Sequence[NamedFile] = ()
    timeline: TimelinePage = NOTHING_YET
    similar: Sequence[Case] = ()
    notice: Sequence[str] = ()
    unsaved: Sequence[str] = ()

    @property
    def on_site(self) -> Office:
        """The school on the clock of the case's site."""
        return self.office.at(self.case.site)

    def warning(self) -> Iterator[Block]:
        """Why something was not done, and what was typed for it."""
        refused = self.texts.steps.refused
        if self.notice:
            yield section(":warning: " + "\n".join([*self.notice, refused.now]))
        if self.unsaved:
            yield section(refused.lost)
        for text in self.unsaved[:UNSAVED_SHOWN]:
            yield section(plain(text))

    def to_do(self) -> list[Block]:
        """The one thing to do now, and the steps of the usual way."""
        buttons = usual_steps(self.case, self.steps, texts=self.texts, around=self.around)
        return [section(self._to_do()), *buttons]

    def facts(self) -> list[Block]:
        known = case_facts.facts(self.case, office=self.on_site, texts=self.texts, now=self.now)
        return _paragraphs(self.texts.case.facts, known)

    def description(self, *, room: int) -> Iterator[Block]:
        """What was written, as it was, in as many blocks as it takes of the `room`, in bytes."""
        case, says = self.case, self.texts.case
        yield section(f"*{says.description}*")
        taken = fitting(case.description, size=room)
        for piece in split(taken, SECTION_MAX).pieces:
            if not is_blank(shown(piece)):
                yield section(plain(piece))
        if len(taken) < len(case.description):
            yield context(plain(says.description_cut))
        if case.requested_remedy:
            yield section(f"*{says.remedy}*")
            yield section(plain(case.requested_remedy))

    def like_it(self) -> list[Block]:
        """The cases that may be about the same thing."""
        return similar_blocks(self.case, self.similar, texts=self.texts)

    def people(self) -> list[Block]:
        named = case_facts.people(self.case, self.complainant, texts=self.texts)
        return _paragraphs(self.texts.case.people, named)

    def life(self) -> list[Block]:
        """What was done, and which promises were kept."""
        case, office, texts, now = self.case, self.on_site, self.texts, self.now
        life = Life(case, office=office, texts=texts, now=now)
        kept = case_facts.deadlines(case, life, office=office, texts=texts, now=now)
        return [
            *_paragraphs(texts.steps.life.heading, life.lines()),
            *_paragraphs(texts.case.deadlines, kept),
        ]

    def actions(self) -> list[Block]:
        """The case's actions, each with what the reader may do to it."""
        listed = [(action, self._steps_on(action)) for action in self.around.actions]
        return action_blocks(listed, office=self.on_site, texts=self.texts, now=self.now)

    def kept_files(self) -> list[Block]:
        return _paragraphs(self.texts.case.files, case_facts.files(self.files, self.texts))

    def others(self) -> list[Block]:
        """The steps that are not on the usual way."""
        buttons = other_steps(self.case, self.steps, texts=self.texts, roles=self.roles)
        return [section(f"*{self.texts.steps.life.more}*"), *buttons] if buttons else []

    def past(self) -> list[Block]:
        """The page of the timeline."""
        return timeline_blocks(self.timeline, office=self.on_site, texts=self.texts, now=self.now)

    def _steps_on(self, action: Action) -> tuple[ActionStep, ...]:
        roles = roles_on_action(self.reader, action, case=self.case, office=self.on_site)
        return action_steps_open_to(action, roles, person=self.reader)

    def _to_do(self) -> str:
        """What presses; when it is late, that it is."""
        case, office, texts, now = self.case, self.on_site, self.texts, self.now
        late = case_lines.late_lines(case, office=office, texts=texts, now=now)
        what, dues = case_lines.to_do(case, texts, around=self.around), open_dues(case)
        if dues and not late:
            when = limit(dues[0].at, office.zone, texts, now=now)
            return texts.case.to_do_before.format(what=what, when=when)
        return "\n".join([*late, texts.case.to_do.format(what=what)])


def case_modal(look: CaseLook) -> Block:
    """The whole case; of a description beyond Slack's 250,000 bytes of view what has room."""
    above = [*look.warning(), *look.to_do(), *look.facts()]
    below = [
        *look.like_it(),
        *look.people(),
        *look.life(),
        *look.actions(),
        *look.kept_files(),
        *look.others(),
        divider(),
        *look.past(),
    ]
    room = VIEW_BYTES_MAX - _FRAME_BYTES - len(json.dumps([*above, *below]))
    return modal(
        look.case.ref,
        [*above, *look.description(room=room), *below],
        callback_id=CALLBACK_ID,
        close=look.texts.case.close,
        carried={"case": str(look.case.id), "page": look.timeline.number},
    )


def case_of(view: dict[str, Any]) -> UUID:
    """The id of the case that a modal of this kind shows."""
    return read_back(UUID, carried_by(view).get("case"))


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
