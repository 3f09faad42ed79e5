"""« Voir le dossier »: the whole case, for those who may see it.

At the top the one thing to do now and the steps of the usual way; then facts, description,
people, what was done, deadlines, actions, files, the other steps, and the timeline, latest
first, five at a time.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.domain.action_steps import action_steps_open_to
from bot.domain.actions import roles_on_action
from bot.domain.cases import Case, Complainant
from bot.domain.dues import Promise, open_dues, promised_at
from bot.domain.journal import TimelineEntry
from bot.domain.lifecycles import Step
from bot.domain.office import Office
from bot.domain.roles import Role
from bot.domain.steps import ALONE, Surroundings
from bot.domain.taxonomy import Kind
from bot.ui import case_lines
from bot.ui.answers import is_blank
from bot.ui.blocks import (
    Block,
    context,
    divider,
    plain,
    section,
)
from bot.ui.dates import limit, moment, relative
from bot.ui.escape import cut, mrkdwn, shown
from bot.ui.limits import SECTION_MAX, VIEW_BYTES_MAX
from bot.ui.long_text import fitting, split
from bot.ui.modal import carried_by, modal
from bot.ui.people import mention
from bot.ui.steps.action_menu import action_blocks
from bot.ui.steps.life import Life
from bot.ui.steps.menu import other_steps, usual_steps
from bot.ui.texts.catalogue import Texts
from bot.ui.timeline import TimelinePage, timeline_blocks

CALLBACK_ID = "case"
_FRAME_BYTES = 10_000
"""Bytes of JSON left for the view's frame and for that of the description's blocks."""
UNSAVED_SHOWN = 3
FILES_SHOWN = 20
FILE_NAME_MAX = 100
_KILO = 1024


class NamedFile(Protocol):
    """A file of the case, uploaded or kept; `size` in bytes."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...


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
) -> Block:
    """The case; `complainant` is None where the reader may not know, or nobody does.

    `timeline` is the page of that number, latest first, of `timeline_length` entries.
    `steps` are what the reader, with these `roles`, may do now; `notice` says on top why
    something was not done, with the `unsaved` texts that somebody typed for it.
    """
    shown = TimelinePage(entries=timeline, number=page, total=timeline_length)
    life = Life(case, office=office, texts=texts, now=now)
    above = [
        *_notice(notice, unsaved, texts=texts),
        section(_to_do(case, office=office, texts=texts, now=now)),
        *usual_steps(case, steps, texts=texts, around=around),
        *_paragraphs(texts.case.facts, _facts(case, office=office, texts=texts, now=now)),
    ]
    below = [
        *_paragraphs(texts.case.people, _people(case, complainant, texts=texts)),
        *_paragraphs(texts.steps.life.heading, life.lines()),
        *_paragraphs(
            texts.case.deadlines, _deadlines(case, life, office=office, texts=texts, now=now)
        ),
        *_actions(case, around, reader=reader, office=office, texts=texts, now=now),
        *_paragraphs(texts.case.files, _files(files, texts)),
        *_others(case, steps, roles=roles, texts=texts),
        divider(),
        *timeline_blocks(shown, office=office, texts=texts, now=now),
    ]
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


def _actions(
    case: Case,
    around: Surroundings,
    *,
    reader: str,
    office: Office,
    texts: Texts,
    now: datetime,
) -> list[Block]:
    """The case's actions, each with what the reader may do to it."""
    listed = [
        (
            action,
            action_steps_open_to(
                action,
                roles_on_action(reader, action, case=case, office=office),
                person=reader,
            ),
        )
        for action in around.actions
    ]
    return action_blocks(listed, texts=texts, today=now.astimezone(office.zone).date())


def _others(
    case: Case, steps: Sequence[Step], *, roles: frozenset[Role], texts: Texts
) -> list[Block]:
    buttons = other_steps(case, steps, texts=texts, roles=roles)
    return [section(f"*{texts.steps.life.more}*"), *buttons] if buttons else []


def _to_do(case: Case, *, office: Office, texts: Texts, now: datetime) -> str:
    """The one thing to do now; when it is late, that it is."""
    late = case_lines.late_lines(case, office=office, texts=texts, now=now)
    what, dues = texts.words.to_do[case.status], open_dues(case)
    if dues and not late:
        when = limit(dues[0].at, office.zone, texts, now=now)
        return texts.case.to_do_before.format(what=what, when=when)
    return "\n".join([*late, texts.case.to_do.format(what=what)])


def _facts(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    says, words = texts.case, texts.words
    about = case.incident_type and words.incident_type[case.incident_type]
    facts: list[tuple[str, str | None]] = [
        (says.kind, words.kind[case.kind]),
        (says.status, words.status[case.status]),
        (says.type, about),
        (says.category, case.category and words.category[case.category]),
        (says.severity, words.severity[case.severity]),
        (says.continuity, case.continuity and words.continuity_in_line[case.continuity]),
        (says.session, case.session and mrkdwn(case.session)),
        (says.party, words.party[case.party] if case.kind is Kind.COMPLAINT else None),
        (says.channel, words.channel[case.channel] if case.kind is Kind.COMPLAINT else None),
        (says.received, relative(case.received_at, office.zone, texts, now=now)),
        (says.recorded, relative(case.recorded_at, office.zone, texts, now=now)),
    ]
    flags = [
        texts.card.injury if case.injury else "",
        f":lock: {says.confidential}" if case.confidential else "",
    ]
    return [*_lines(facts, texts), *(flag for flag in flags if flag)]


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


def _people(case: Case, complainant: Complainant | None, *, texts: Texts) -> list[str]:
    says = texts.case
    people = [
        (says.owner, mention(case.owner) if case.owner else texts.card.nobody),
        (says.reporter, mention(case.recorded_by)),
    ]
    if complainant is not None:
        people += [
            (says.complainant, mrkdwn(complainant.name or says.not_known)),
            (says.contact, mrkdwn(complainant.contact or says.not_known)),
        ]
    return _lines(people, texts)


def _lines(facts: Sequence[tuple[str, str | None]], texts: Texts) -> list[str]:
    return [texts.case.line.format(label=label, value=value) for label, value in facts if value]


def _deadlines(case: Case, life: Life, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """What is late, what is to come, and which promises were kept."""
    pending = open_dues(case)
    past = [
        life.deadline(promise)
        or texts.case.met.format(
            what=texts.words.promise[promise], when=moment(at, office.zone, texts, now=now)
        )
        for promise in Promise
        if (at := promised_at(case, promise)) is not None
        and promise not in {due.promise for due in pending}
    ]
    return [
        *case_lines.late_lines(case, office=office, texts=texts, now=now),
        *case_lines.due_lines(case, office=office, texts=texts, now=now),
        *([] if pending else [texts.case.no_deadline]),
        *past,
    ]


def _files(files: Sequence[NamedFile], texts: Texts) -> list[str]:
    listed = [
        texts.case.file.format(
            name=cut(mrkdwn(file.name), FILE_NAME_MAX), size=_size(file.size, texts)
        )
        for file in files[:FILES_SHOWN]
    ]
    hidden = len(files) - len(listed)
    return [*listed, texts.case.more_files.say(hidden)] if hidden else listed


def _size(size: int, texts: Texts) -> str:
    kilobytes = max(1, round(size / _KILO))
    if kilobytes < _KILO:
        return texts.case.kilobytes.format(count=kilobytes)
    return texts.case.megabytes.format(count=round(kilobytes / _KILO))
