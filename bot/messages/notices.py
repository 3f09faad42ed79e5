"""What those who have or lead a case are told of it: an incident at once, whose it is, who left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cases.cases import Case, Status
from bot.domain.messages.cases import (
    HandlerNotice,
    IncidentNotice,
    NotesNotice,
    OwnerLeftNotice,
    OwnerNotice,
)
from bot.domain.messages.message import Message
from bot.domain.school.office import Office
from bot.domain.steps.deciding import next_step
from bot.domain.steps.decisions import ALONE
from bot.domain.steps.lifecycles import Step
from bot.messages import kind
from bot.messages.kind import Context, PostKind, brief
from bot.messages.step_lines import quoted
from bot.ui.blocks.blocks import Block, Post, header, plain, section
from bot.ui.blocks.blocks import context as small_print
from bot.ui.blocks.dates import dated
from bot.ui.blocks.escape import mrkdwn
from bot.ui.blocks.people import mention, mentions
from bot.ui.cases import case_lines
from bot.ui.cases.card import case_buttons, facts_of, told_lines
from bot.ui.texts.catalogue import Texts
from storage.cases import journal

NOTES_MAX = 10
"""Notes in one message; the case has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody wrote into a case, fit to be posted; without words once they are erased."""

    by: str
    at: datetime
    words: str


def incident_notice(case: Case, *, office: Office, texts: Texts, now: datetime) -> Post:
    """Tells a training manager of an incident at once (policy §4.1).

    Of a confidential one it says only that it exists: who may read it is decided where
    it is opened.
    """
    if case.confidential:
        return brief(texts.notice.confidential.format(ref=case.ref), case_buttons(case, texts))
    office, title = office.at(case.site), case_lines.title(case, texts)
    dues = _dues(case, office=office, texts=texts, now=now)
    has_it = [case_lines.owner(case, texts)] if case.owner else []
    told = told_lines(case, office=office, texts=texts, now=now)
    return Post(
        text="\n".join([title, *told, *dues, *has_it]),
        blocks=[
            header(title),
            *facts_of(case, office=office, texts=texts, now=now),
            *([section("\n".join(dues))] if dues else []),
            *map(section, has_it),
            *_in_hand(case, texts),
            small_print(plain(texts.notice.why)),
        ],
    )


def _in_hand(case: Case, texts: Texts) -> list[Block]:
    """What to press while nobody has the incident; then where it stands."""
    is_free = case.status is Status.REPORTED and case.owner is None
    if is_free or next_step(case) is Step.VALIDATE:
        validating = case_lines.validating(case, texts, around=ALONE)
        return [*map(small_print, validating), case_buttons(case, texts, around=ALONE)]
    return [small_print(case_lines.progress(case, texts)), case_buttons(case, texts)]


def owner_notice(case: Case, *, office: Office, texts: Texts, now: datetime) -> Post:
    """Tells somebody that a case is theirs now, and what it waits for."""
    if case.confidential:
        said = texts.news.owned_confidential.format(ref=case.ref)
    else:
        said = texts.news.owned.format(title=mrkdwn(case_lines.title(case, texts, brief=True)))
    late = case_lines.late_marks(case, office=office, texts=texts, now=now)
    to_do = texts.case.to_do.format(what=case_lines.to_do(case, texts))
    dues = case_lines.due_lines(case, office=office, texts=texts, now=now)
    return brief("\n".join([said, *late, to_do, *dues]), case_buttons(case, texts, around=ALONE))


def notes_notice(
    case: Case, notes: Sequence[Note], *, office: Office, texts: Texts, now: datetime
) -> Post:
    """Tells who pilots a case what others wrote into it, the last of it where that is much."""
    says, lines = texts.news, []
    zone = office.zone if case.confidential else office.at(case.site).zone
    for note in notes[-NOTES_MAX:]:
        is_told = note.words and not case.confidential
        line = says.note_said if is_told else says.note_by
        when = dated(note.at, zone, texts, now=now)
        lines.append(line.format(who=mention(note.by), when=when, words=quoted(note.words, texts)))
    told = says.told_brief if case.confidential else says.told
    title = told.format(ref=case.ref, line=says.notes.say(len(notes)))
    said = "\n".join([title, *lines])
    return brief(said, case_buttons(case, texts))


def handler_notice(case: Case, *, office: Office, texts: Texts, now: datetime) -> Post:
    """Tells who handles a confidential case that it is theirs, with whom, and what it waits for."""
    said = texts.news.confided.format(ref=case.ref, who=mentions(case.handlers, texts))
    dues = _dues(case, office=office, texts=texts, now=now)
    return brief("\n".join([said, *dues]), case_buttons(case, texts, around=ALONE))


def _dues(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """What is late and what is due."""
    late = case_lines.late_marks(case, office=office, texts=texts, now=now)
    return [*late, *case_lines.due_lines(case, office=office, texts=texts, now=now)]


def _notes(message: NotesNotice, context: Context) -> Post | None:
    """None is left to say where every note was taken away with the case's words."""
    case = context.case()
    entries = journal.entries_between(
        context.work.connection, case.id, Step.ADD_NOTE, since=message.since, until=message.until
    )
    notes = [
        Note(by=one.actor, at=one.at, words=context.discreet((one.details or {}).get("text", "")))
        for one in entries
        if one.actor != message.recipient
    ]
    if not notes:
        return None
    return notes_notice(
        case, notes, office=context.work.office, texts=context.texts, now=context.work.now
    )


def _as_it_is(say: Callable[..., Post]) -> Callable[[Message, Context], Post]:
    """Says what the case is now, whatever brought the message about."""

    def render(_message: Message, context: Context) -> Post:
        return say(
            context.case(), office=context.work.office, texts=context.texts, now=context.work.now
        )

    return render


def _is_settled(_message: Message, context: Context) -> bool:
    return not context.case().status.is_open


def _is_no_longer_theirs(message: OwnerNotice, context: Context) -> bool:
    return _is_settled(message, context) or context.case().owner != message.recipient


def _has_owner(message: OwnerLeftNotice, context: Context) -> bool:
    return _is_settled(message, context) or context.case().owner not in {None, message.owner}


def _whose_it_is(_message: Message, context: Context) -> Post:
    return whose_it_is(context.case(), context.texts)


def whose_it_is(case: Case, texts: Texts) -> Post:
    """Tells who had to do with a case that it is settled, or whose it is now."""
    title = mrkdwn(case_lines.title(case, texts, brief=True))
    if not case.status.is_open:
        said = texts.news.settled.format(title=title, standing=case_lines.standing(case, texts))
    elif case.owner is None:
        said = texts.news.owned_by_nobody.format(title=title)
    else:
        said = texts.news.owned_by.format(title=title, owner=mention(case.owner))
    return brief(said, case_buttons(case, texts))


def _owner_left(message: OwnerLeftNotice, context: Context) -> Post:
    case, texts = context.case(), context.texts
    said = texts.news.owner_left.format(ref=case.ref, owner=mention(message.owner))
    return brief(said, case_buttons(case, texts))


KINDS = (
    PostKind(
        example=IncidentNotice(case_id=kind.CASE, recipient=kind.MANAGER),
        render=_as_it_is(incident_notice),
        of_case=True,
        is_over=_is_settled,
    ),
    PostKind(
        example=OwnerNotice(case_id=kind.CASE, recipient=kind.PERSON),
        render=_as_it_is(owner_notice),
        of_case=True,
        is_over=_is_no_longer_theirs,
        ended=_whose_it_is,
    ),
    PostKind(
        example=OwnerLeftNotice(case_id=kind.CASE, recipient=kind.MANAGER, owner=kind.PERSON),
        render=_owner_left,
        of_case=True,
        is_over=_has_owner,
        ended=_whose_it_is,
    ),
    PostKind(
        example=NotesNotice(case_id=kind.CASE, recipient=kind.PERSON, since=kind.AT),
        render=_notes,
        of_case=True,
        lives=timedelta(days=7),
    ),
    PostKind(
        example=HandlerNotice(case_id=kind.CASE, recipient=kind.MANAGER),
        render=_as_it_is(handler_notice),
        of_case=True,
        is_over=_is_settled,
        ended=_whose_it_is,
    ),
)
