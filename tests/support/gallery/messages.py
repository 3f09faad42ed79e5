"""Every kind of message as it is sent, and what some say otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from bot.delivery.kept_files import FileFault
from bot.domain.cases.journal_entries import Event
from bot.domain.cases.letters import LetterKind
from bot.domain.deadlines.reminders import Reminder
from bot.domain.mail.departures import LetterState
from bot.domain.messages.cases import CardMessage, NoteAnswer, StepLineMessage
from bot.domain.messages.deadlines import ReminderMessage
from bot.domain.messages.mail import LetterNotice
from bot.domain.messages.message import Message
from bot.domain.messages.reports import DayOffNotice
from bot.domain.messages.school import Alarm, AlarmNotice, MovedNotice
from bot.domain.school.office import Locale
from bot.messages import kind
from bot.messages.notices import Note, notes_notice
from bot.messages.register import comment
from bot.messages.rendering import KINDS
from bot.ui.cases.shown_files import beside_file, files_button, in_place_of, on_their_way
from bot.ui.texts.catalogue import Texts, texts_for
from storage.database import Database
from tests.support.builders import OFFICE
from tests.support.cases import complaint, incident
from tests.support.message_examples import ELSEWHERE, NOW, render


def messages(locale: Locale, school: Database, folder: Path) -> Iterator[Any]:
    """Each of them, of the message and of its file, in a school of this language."""
    for message in (*(one.example for one in KINDS.values()), *_others()):
        rendered = render(message, locale, school, folder)
        if rendered is not None:
            yield [rendered.post.text, rendered.post.blocks, rendered.upload]
    for old in (_moved(), replace(_moved(), subject=UUID(int=99))):
        told = ReminderMessage(case_id=kind.CASE, recipient=kind.PERSON, reminders=(old,))
        yield [render(told, locale, school, folder, is_posted=True)]
    passed = DayOffNotice(recipient=kind.MANAGER, starts_at=kind.AT - timedelta(days=1))
    yield [render(passed, locale, school, folder, is_posted=True)]
    for kept_back in (one.example for one in KINDS.values() if one.example.kind == "owner_notice"):
        yield [render(kept_back, locale, school, folder, now=NOW + timedelta(days=90))]
    yield from _incomplete(texts_for(locale))
    yield from _notes(texts_for(locale))
    yield from _files(texts_for(locale))


_TOLD = (LetterState.REFUSED, LetterState.UNKNOWN, LetterState.RETURNED, LetterState.CANCELLED)
_LETTER_EVENTS = (
    Event.LETTER_LEFT_ALONE,
    Event.LETTER_REFUSED,
    Event.LETTER_UNKNOWN,
    Event.LETTER_RETURNED,
    Event.LETTER_DECLARED_SENT,
    Event.LETTER_NOT_SENT,
    Event.LETTER_CANCELLED,
)


def _moved() -> Reminder:
    """A reminder of a deadline that is another day's by now."""
    (example,) = (one.example for one in KINDS.values() if one.example.kind == "reminder")
    reminder: Reminder = example.reminders[0]
    return replace(reminder, due_at=reminder.due_at - timedelta(days=1))


def _others() -> Iterator[Message]:
    for alarm in Alarm:
        yield AlarmNotice(recipient=kind.MANAGER, once=alarm, alarm=alarm, seconds=600)
    for state, is_untaken in (*((one, False) for one in _TOLD), (LetterState.ACCEPTED, True)):
        yield LetterNotice(
            case_id=kind.CASE,
            recipient=kind.MANAGER,
            letter_id=kind.FILE,
            letter=LetterKind.ACKNOWLEDGEMENT,
            state=state,
            is_untaken=is_untaken,
        )
    for event in _LETTER_EVENTS:
        yield StepLineMessage(case_id=kind.CASE, event=event, actor=kind.MANAGER, at=kind.AT)
    yield DayOffNotice(recipient=ELSEWHERE.id, starts_at=kind.MEETING_AT)
    for count in (0, 1, 2):
        yield NoteAnswer(
            case_id=kind.CASE,
            recipient=kind.PERSON,
            once=str(count),
            thread_ts="1794588600.000100",
            is_kept=True,
            files=count,
        )
    for case_id in (None, kind.CASE):
        yield MovedNotice(case_id=case_id, once="1", of=CardMessage(case_id=kind.CASE).key)


def _notes(texts: Texts) -> Iterator[Any]:
    note = Note(by=kind.MANAGER, at=kind.AT, words="")
    for case in (incident(owner=kind.PERSON), complaint(owner=kind.PERSON, confidential=True)):
        yield notes_notice(case, [note, note], office=OFFICE, texts=texts, now=NOW).text


def _files(texts: Texts) -> Iterator[Any]:
    yield beside_file("REC-2026-0001", "photo.png", texts, lives=timedelta(hours=1))
    for fault in FileFault:
        yield in_place_of("REC-2026-0001", "photo.png", texts, fault=fault)
    for count in (0, 1, 2):
        yield on_their_way(count, texts)
    yield files_button("1", texts)


def _incomplete(texts: Texts) -> Iterator[Any]:
    (request,) = (one.example for one in KINDS.values() if one.example.kind == "evidence")
    yield comment(texts.register.evidence, request, texts, is_whole=False)
