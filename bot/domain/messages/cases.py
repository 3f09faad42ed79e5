"""Messages about a case: its card, the lines in the card's thread, and what people are told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import Event, JournalRecord
from bot.domain.cases.roles import Role
from bot.domain.messages.message import Message, StepTold
from bot.domain.messages.step_facts import command_of, facts_of
from bot.domain.school.substitutes import NOBODY_AWAY, StandIns
from bot.domain.steps.lifecycles import Step

TOGETHER = timedelta(minutes=30)
"""Notes of one half-hour are one message to who pilots their case, brought up to date."""
_NEWS_TO_ALL = frozenset({Event.DUPLICATE_RETURNED})
"""To be told to who filed a case and who owns it, though nobody took a step on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMessage(Message):
    """The card of a case says what the case is now."""

    kind: ClassVar = "card"

    def key_parts(self) -> tuple[object, ...]:
        return (self.case_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLineMessage(StepTold):
    """One line in the card's thread about what happened."""

    kind: ClassVar = "step_line"
    holds_words: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterNews(StepTold):
    """Who filed the case is told what became of it."""

    kind: ClassVar = "reporter_news"
    holds_words: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptMessage(Message):
    """Who filed a case has its reference, what becomes of its files, and the news beneath it."""

    kind: ClassVar = "receipt"
    is_kept_current: ClassVar = True
    holds_words: ClassVar = True

    def key_parts(self) -> tuple[object, ...]:
        return self.case_id, self.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNotice(Message):
    """A training manager is told of an incident at once."""

    kind: ClassVar = "incident_notice"
    is_kept_current: ClassVar = True
    holds_words: ClassVar = True

    def key_parts(self) -> tuple[object, ...]:
        return self.case_id, self.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerNotice(Message):
    """Somebody was given the case."""

    kind: ClassVar = "owner_notice"
    is_kept_current: ClassVar = True
    holds_words: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerLeftNotice(Message):
    """Who leads the case is told that its owner has left."""

    kind: ClassVar = "owner_left"
    is_kept_current: ClassVar = True

    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesNotice(Message):
    """Who pilots a case reads what others added to it, since an instant and for a while."""

    kind: ClassVar = "notes"
    holds_words: ClassVar = True

    since: datetime

    @property
    def until(self) -> datetime:
        """What is added from then on is another message."""
        return self.since + TOGETHER

    def key_parts(self) -> tuple[object, ...]:
        return self.case_id, self.recipient, f"{self.since:%Y%m%dT%H%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerNotice(Message):
    """A confidential case was confided to somebody."""

    kind: ClassVar = "handler_notice"
    is_kept_current: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessEndedNotice(Message):
    """Somebody no longer sees a case, since it is about them."""

    kind: ClassVar = "access_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRefusedNotice(Message):
    """What somebody said in a card's thread is not in the case; they are told once."""

    kind: ClassVar = "note_refused"

    def key_parts(self) -> tuple[object, ...]:
        return self.case_id, self.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAnswer(Message):
    """Whether what somebody wrote beneath a message about a case is in it, with its `files`."""

    kind: ClassVar = "note_answer"

    thread_ts: str
    is_kept: bool
    files: int = 0

    def key_parts(self) -> tuple[object, ...]:
        kept = "kept" if self.is_kept else "refused"
        return self.recipient, self.thread_ts, kept, self.once


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToKeep(Message):
    """No message: a file that `by` sent is to be fetched from Slack and kept.

    `together` are all the files that came with it.
    """

    kind: ClassVar = "keep_file"

    file_id: UUID
    by: str | None = None
    together: tuple[UUID, ...] = ()

    def key_parts(self) -> tuple[object, ...]:
        return (self.file_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesRefusedNotice(Message):
    """Which of the files that somebody sent together are not kept."""

    kind: ClassVar = "files_refused"

    files: tuple[UUID, ...]

    def key_parts(self) -> tuple[object, ...]:
        return (self.files[0],)


MESSAGES = (
    CardMessage,
    StepLineMessage,
    ReporterNews,
    ReceiptMessage,
    IncidentNotice,
    OwnerNotice,
    OwnerLeftNotice,
    NotesNotice,
    HandlerNotice,
    AccessEndedNotice,
    NoteRefusedNotice,
    NoteAnswer,
    FileToKeep,
    FilesRefusedNotice,
)


def messages_of(
    case: Case,
    event: JournalRecord,
    *,
    actor: str,
    at: datetime,
    added: Sequence[Action] = (),
    stand_ins: StandIns = NOBODY_AWAY,
) -> Iterator[Message]:
    """What is told of a step on a case, and to whom; `added` are the actions that it brought."""
    told = _told(event, actor=actor, at=at, added=added)
    if changes_card(event):
        yield CardMessage(case_id=case.id, is_urgent=case.goes_first)
    if deserves_line(event):
        yield StepLineMessage(case_id=case.id, **told)
    owner = new_owner(event)
    if owner not in {None, actor}:
        yield OwnerNotice(case_id=case.id, recipient=owner)
    for person in people_to_tell(case, event, actor=actor, stand_ins=stand_ins):
        yield ReporterNews(case_id=case.id, recipient=person, **told)
    if event.name == Step.ADD_NOTE and case.status.is_open:
        since = at - timedelta(seconds=at.timestamp() % TOGETHER.total_seconds())
        for person in _readers_of_notes(case, actor=actor, stand_ins=stand_ins):
            yield NotesNotice(case_id=case.id, recipient=person, since=since)


def _readers_of_notes(case: Case, *, actor: str, stand_ins: StandIns) -> Iterator[str]:
    """Who pilots the case and, unless it is confidential or about them, who stands in for them."""
    owner = (case.owner,) if case.owner else ()
    readers = owner if case.confidential else stand_ins.beside(owner)
    about = set(case.concerned_people) - set(owner)
    yield from (person for person in readers if person not in {actor, *about})


def line_of(case: Case, event: JournalRecord, *, actor: str, at: datetime) -> StepLineMessage:
    """The line of a step in the card's thread."""
    return StepLineMessage(case_id=case.id, **_told(event, actor=actor, at=at))


def _told(
    event: JournalRecord, *, actor: str, at: datetime, added: Sequence[Action] = ()
) -> dict[str, Any]:
    facts = facts_of(event) | ({"action_id": str(added[0].id)} if added else {})
    return {"event": event.name, "actor": actor, "at": at, "facts": facts}


def deserves_line(event: JournalRecord) -> bool:
    """Whether the card's thread gets a line; what was said in the thread already does not."""
    return not (event.name == Step.ADD_NOTE and "link" in event.details)


def changes_card(event: JournalRecord) -> bool:
    """Whether the card may say something else than before."""
    return bool(event.changes) or event.name == Step.ADD_ACTION


def people_to_tell(
    case: Case, event: JournalRecord, *, actor: str, stand_ins: StandIns = NOBODY_AWAY
) -> tuple[str, ...]:
    """To whom of a case it is news that matters: who filed it, who owns it or stands in for them.

    A new owner is told as such, not twice.
    """
    command = command_of(event)
    owner = (case.owner,) if case.owner else ()
    by_role = {
        Role.REPORTER: (case.recorded_by,),
        Role.OWNER: owner if case.confidential else stand_ins.beside(owner),
    }
    tells = by_role.keys() if event.name in _NEWS_TO_ALL else command.tells if command else ()
    found = (person for role, people in by_role.items() if role in tells for person in people)
    return tuple(dict.fromkeys(one for one in found if one not in {actor, new_owner(event)}))


def new_owner(event: JournalRecord) -> str | None:
    """Who the case was given to by this step, if it was."""
    owner = event.changes["owner"].after if "owner" in event.changes else None
    return owner if isinstance(owner, str) else None
