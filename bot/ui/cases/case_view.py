"""« Voir le dossier »: the whole case, for those who may see it.

At the top the one thing to do now and the steps of the usual way; then facts, description,
people, what was done, deadlines, actions, files, the other steps, and the timeline, latest
first, five at a time.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.actions.action_steps import ActionStep, action_steps_open_to
from bot.domain.actions.actions import Action, roles_on_action
from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.letters import was_written_to
from bot.domain.cases.roles import HANDLING, Role, may_see_complainant
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.mail.case_mail import NO_MAIL, CaseMail
from bot.domain.school.office import Office
from bot.domain.steps.deciding import next_step
from bot.domain.steps.decisions import ALONE, CaseContext
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.waiting import KEPT_BY
from bot.slack.payload_shapes import View
from bot.ui.blocks.answers import is_blank
from bot.ui.blocks.blocks import Block, context, divider, plain, section
from bot.ui.blocks.dates import limit, whose_hours
from bot.ui.blocks.escape import cut, fitting, shown, split
from bot.ui.blocks.limits import SECTION_MAX, VIEW_BYTES_MAX
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import page_in, read_back
from bot.ui.cases import case_facts, case_lines
from bot.ui.cases.case_facts import NamedFile
from bot.ui.cases.lists import similar_blocks
from bot.ui.cases.shown_files import (
    files_button,
    letters_button,
    letters_on_their_way,
    on_their_way,
)
from bot.ui.cases.timeline import NOTHING_YET, TimelinePage, timeline_blocks
from bot.ui.mail.letter_lines import letter_blocks, owed_lines
from bot.ui.mail.replies import came_blocks, reply_block
from bot.ui.steps.case_summary import CaseSummary
from bot.ui.steps.menu import action_blocks, other_steps, usual_steps
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "case"
_FRAME_BYTES = 10_000
"""Bytes of JSON left for the view's frame and for that of the description's blocks."""
UNSAVED_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLook:
    """A case as its reader sees it now; each part of the modal is a method.

    `complainant` is None where the reader may not know, or nobody does. The reader `lives_in` a
    zone, has these `roles`, and may take the `steps` now. `similar` may be about the same thing.
    Whoever `may_see_files` can have those that are kept sent, and letters to print; `files_sent`
    and `letters_sent` say how many are on their way. `notice` says on top why something was not
    done, with the `way_out` of it if there is one and the `unsaved` texts typed for it.
    """

    case: Case
    office: Office
    texts: Texts
    now: datetime
    reader: str = ""
    lives_in: ZoneInfo | None = None
    roles: frozenset[Role] = frozenset()
    steps: Sequence[Step] = ()
    around: CaseContext = ALONE
    complainant: Complainant | None = None
    files: Sequence[NamedFile] = ()
    may_see_files: bool = False
    files_sent: int | None = None
    letters_sent: int | None = None
    timeline: TimelinePage = NOTHING_YET
    similar: Sequence[Case] = ()
    mail: CaseMail = NO_MAIL
    notice: Sequence[str] = ()
    way_out: Sequence[Block] = ()
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
        yield from self.way_out
        if self.unsaved:
            yield section(refused.lost)
        for text in self.unsaved[:UNSAVED_SHOWN]:
            yield section(plain(text))

    def to_do(self) -> list[Block]:
        """The one thing to do now, and the steps of the usual way."""
        buttons = usual_steps(self.case, self.steps, texts=self.texts, around=self.around)
        return [section("\n".join([*self._letters_owed(), self._to_do()])), *buttons]

    def answered(self) -> list[Block]:
        """The complainant's answer, where no step has followed it."""
        if self.mail.reply is None:
            return []
        line = reply_block(
            self.mail.reply,
            may_read=may_see_complainant(self.reader, self.case, self.office),
            office=self.on_site,
            texts=self.texts,
            now=self.now,
        )
        return [line]

    def facts(self) -> list[Block]:
        known = case_facts.facts(self.case, office=self.on_site, texts=self.texts, now=self.now)
        return _paragraphs(self.texts.case.facts, [*known, *self._whose_hours()])

    def _whose_hours(self) -> list[str]:
        """Whose hours are told, to who lives by others; a case's site is named with its own."""
        zone = self.office.zone
        hours = whose_hours(zone, self.lives_in or zone, self.texts, now=self.now)
        return [hours] if hours and self.case.site is None else []

    def description(self, *, room: int) -> Iterator[Block]:
        """The text as written, in as many blocks as it takes of the `room`, in bytes."""
        case, named = self.case, self.texts.fields.labels
        yield section(f"*{named['description']}*")
        taken = fitting(case.description, size=room)
        for piece in split(taken, SECTION_MAX).pieces:
            if not is_blank(shown(piece)):
                yield section(plain(piece))
        if len(taken) < len(case.description):
            yield context(plain(self.texts.case.description_cut))
        if case.requested_remedy:
            yield section(f"*{named['requested_remedy']}*")
            yield section(plain(case.requested_remedy))

    def like_it(self) -> list[Block]:
        """The cases that may be about the same thing."""
        return similar_blocks(self.case, self.similar, texts=self.texts)

    def people(self) -> list[Block]:
        named = case_facts.people(self.case, self.complainant, texts=self.texts)
        return _paragraphs(self.texts.case.people, named)

    def life(self) -> list[Block]:
        """Steps taken, and which promises were kept."""
        case, office, texts, now = self.case, self.on_site, self.texts, self.now
        life = CaseSummary(case, office=office, texts=texts, now=now)
        kept = case_facts.deadlines(case, life, office=office, texts=texts, now=now)
        return [
            *_paragraphs(texts.steps.life.heading, life.lines()),
            *_paragraphs(texts.case.deadlines, kept),
        ]

    def mails_that_came(self) -> list[Block]:
        """What came by mail, but for the answer that stands above."""
        return came_blocks(
            [one for one in self.mail.came if one != self.mail.reply],
            may_read=may_see_complainant(self.reader, self.case, self.office),
            office=self.on_site,
            texts=self.texts,
            now=self.now,
        )

    def letters_by_mail(self) -> list[Block]:
        """What became of each letter that was to leave by mail."""
        return letter_blocks(
            self.mail.letters,
            may_decide=bool(self.roles & HANDLING),
            office=self.on_site,
            texts=self.texts,
            now=self.now,
        )

    def actions(self) -> list[Block]:
        """The case's actions, each with what the reader may do to it."""
        listed = [(action, self._steps_on(action)) for action in self.around.actions]
        return action_blocks(listed, office=self.on_site, texts=self.texts, now=self.now)

    def kept_files(self) -> list[Block]:
        """What the files are called, and what shows them."""
        listed = _paragraphs(
            self.texts.fields.labels["attachments"], case_facts.files(self.files, self.texts)
        )
        if self.files_sent is not None:
            return [*listed, on_their_way(self.files_sent, self.texts)]
        if self.may_see_files and any(file.sha256 for file in self.files):
            return [*listed, files_button(str(self.case.id), self.texts)]
        return listed

    def letters_on_paper(self) -> list[Block]:
        """What sends the case's letters to be printed."""
        if self.letters_sent is not None:
            return [letters_on_their_way(self.letters_sent, self.texts)]
        if self.may_see_files and was_written_to(self.case):
            return [letters_button(str(self.case.id), self.texts)]
        return []

    def others(self) -> list[Block]:
        """The steps that are not on the usual way."""
        buttons = other_steps(
            self.case, self.steps, texts=self.texts, roles=self.roles, around=self.around
        )
        return [section(f"*{self.texts.steps.life.more}*"), *buttons] if buttons else []

    def past(self) -> list[Block]:
        """The page of the timeline."""
        return timeline_blocks(self.timeline, office=self.on_site, texts=self.texts, now=self.now)

    def _steps_on(self, action: Action) -> tuple[ActionStep, ...]:
        roles = roles_on_action(self.reader, action, case=self.case, office=self.on_site)
        return action_steps_open_to(action, roles, person=self.reader)

    def _letters_owed(self) -> list[str]:
        """Letters that did not simply leave: what is to be known before anything is sent again."""
        letters, on_site = self.mail.letters, self.on_site
        return owed_lines(letters, office=on_site, texts=self.texts, now=self.now)

    def _to_do(self) -> str:
        """What comes next and by when; another deadline that comes before it has its own line."""
        case, office, texts, now = self.case, self.on_site, self.texts, self.now
        late = case_lines.late_lines(case, office=office, texts=texts, now=now)
        what, dues = case_lines.to_do(case, texts, around=self.around), open_deadlines_of(case)
        if not dues or late:
            return "\n".join([*late, texts.case.to_do.format(what=what)])
        first, step = dues[0], next_step(case, around=self.around)
        keeping = KEPT_BY.get(first.kind, Step.PROPOSE_SOLUTION)
        if step is keeping:
            when = limit(first.due_at, office.zone, texts, now=now)
            return texts.case.to_do_before.format(what=what, when=when)
        next_due = case_lines.due_line(first, office=office, texts=texts, now=now)
        return "\n".join([texts.case.to_do.format(what=what), next_due])


def case_modal(look: CaseLook) -> Block:
    """The whole case; of a description beyond Slack's 250,000 bytes of view what has room."""
    above = [*look.warning(), *look.answered(), *look.to_do(), *look.facts()]
    below = [
        *look.like_it(),
        *look.people(),
        *look.life(),
        *look.mails_that_came(),
        *look.letters_by_mail(),
        *look.letters_on_paper(),
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


def page_of(view: View) -> int:
    """The page of the timeline that a modal of this kind shows."""
    return page_in(carried_by(view).get("page"))


def case_of(view: View) -> UUID:
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
