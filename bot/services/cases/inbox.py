"""What people say to Vigie: kept first, then made notes of a case, or answered.

A reply beneath a message about a case is a note of it; an edit is journalled, not applied.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.cases.cases import UploadedFile
from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.cases.refusals import IllegalStepError
from bot.domain.cases.replies import Reply, ReplyEvent
from bot.domain.errors import (
    CaseNotFoundError,
    NotAllowedError,
    StorageUnavailableError,
    VigieError,
)
from bot.domain.messages.cases import (
    CardMessage,
    NoteAnswer,
    NoteRefusedNotice,
    deserves_line,
    line_of,
)
from bot.domain.messages.school import DirectAnswer
from bot.domain.steps.handling import AddNote
from bot.services.messages.notifications import add_files, answer_once, is_untold, tell
from bot.services.steps.steps import may_add_note, take_step
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import cases, inbox, journal
from storage.messages import outbox, places
from storage.messages.places import Place

_BATCH = 20
_CANNOT_BE_TAKEN = (VigieError, SQLAlchemyError, LookupError, TypeError, ValueError)
_CLOCK_SKEW = timedelta(minutes=5)


def receive_reply(work: UnitOfWork, event_id: str, reply: Reply) -> bool:
    """Keep a reply to be dealt with; False when it is none of ours, or was kept before.

    What is said to Vigie directly is ours. Raises StorageUnavailableError: Slack must then say
    it again.
    """
    if _case_id(work, reply) is None and not _may_be_ours(work, reply):
        if not (reply.is_direct and reply.event is ReplyEvent.WRITTEN):
            return False
        reply = replace(reply, text="", files=())  # nobody is to read it
    return inbox.receive(work.connection, event_id, asdict(reply), at=work.now)


def take_reply(transactions: Transactions, event_id: str, reply: Reply) -> None:
    """Make of a reply what is to be made of it. Harmless when it was done before.

    What somebody may not add to the case is not kept, and they are told so, once. A reply
    to a message that we do not know to be posted yet waits for a tick. What is said to Vigie
    directly is answered, whatever it is about.
    """
    with transactions.reading() as work:
        case_id = _case_id(work, reply)
        may_be_known_soon = case_id is None and _may_be_ours(work, reply)
    if may_be_known_soon:
        return
    if case_id is not None and (reply.text or reply.event is ReplyEvent.DELETED):
        for earlier_id, earlier in _waiting_before(transactions, event_id, reply):
            _take(transactions, case_id, earlier, event_id=earlier_id)
        _take(transactions, case_id, reply, event_id=event_id)
    elif reply.is_direct:
        transactions.write(_answer, reply)
    with transactions.writing() as work:
        inbox.record_done(work.connection, event_id)


def take_left(transactions: Transactions) -> int:
    """Finish what a crash left undone, and say how many replies that was.

    One that cannot be dealt with holds up no other.
    """
    with transactions.reading() as work:
        if not inbox.is_any_left(work.connection, now=work.now):
            return 0
    with transactions.writing() as work:
        left = inbox.claim_left(work.connection, now=work.now, limit=_BATCH)
    for received in left:
        try:
            take_reply(transactions, received.event_id, _reply_of(received.payload))
        except StorageUnavailableError:
            raise
        except _CANNOT_BE_TAKEN as error:
            transactions.write(_record_failed, received.event_id, error=type(error).__name__)
    return len(left)


def _record_failed(work: UnitOfWork, event_id: str, *, error: str) -> None:
    inbox.record_failed(work.connection, event_id, error=error)


def _waiting_before(
    transactions: Transactions, event_id: str, reply: Reply
) -> tuple[tuple[str, Reply], ...]:
    """What was said in the same reply before it was changed or deleted, if that still waits."""
    if reply.event is ReplyEvent.WRITTEN:
        return ()
    with transactions.reading() as work:
        before = inbox.waiting_before(work.connection, event_id)
    same = (one for one in before if one.payload.get("ts") == reply.ts)
    found = ((one.event_id, _reply_of(one.payload)) for one in same)
    return tuple((earlier_id, one) for earlier_id, one in found if one.channel == reply.channel)


def _reply_of(payload: Mapping[str, Any]) -> Reply:
    files = tuple(UploadedFile(**file) for file in payload["files"])
    return Reply(**{**payload, "event": ReplyEvent(payload["event"]), "files": files})


def _case_id(work: UnitOfWork, reply: Reply) -> UUID | None:
    return places.case_at(work.connection, Place(channel=reply.channel, ts=reply.thread_ts))


def _may_be_ours(work: UnitOfWork, reply: Reply) -> bool:
    """Whether a reply may be to a message of which we do not know yet where it stands.

    Such a message stands in the quality channel or is for the person themselves, and is not older
    than when it was asked for: what is said in any other thread is never kept.
    """
    if not reply.is_direct and reply.channel != work.office.quality_channel:
        return False
    to = reply.person if reply.is_direct else None
    since = places.placing_since(work.connection, reply.channel, recipient=to)
    if since is None:
        return False
    try:
        began = float(reply.thread_ts)
    except ValueError:
        return False
    return began >= (since - _CLOCK_SKEW).timestamp()


def _take(transactions: Transactions, case_id: UUID, reply: Reply, *, event_id: str) -> None:
    match reply.event:
        case ReplyEvent.WRITTEN:
            _note(transactions, case_id, reply)
            with transactions.writing() as work:
                inbox.record_done(work.connection, event_id)
        case ReplyEvent.EDITED | ReplyEvent.DELETED:
            transactions.write(_journal_change, case_id, reply, event_id=event_id)


def _note(transactions: Transactions, case_id: UUID, reply: Reply) -> None:
    try:
        transactions.write(_add_note, case_id, reply)
    except (NotAllowedError, IllegalStepError):
        transactions.write(_say_not_kept, case_id, reply)
    else:
        transactions.write(add_files, case_id, reply.files, by=reply.person)
        if reply.is_direct:
            transactions.write(_answer, reply, case_id=case_id, is_kept=True)


def _address(reply: Reply) -> str | None:
    """Where others read it; a line in the card's thread tells them of what was said directly."""
    return None if reply.is_direct else reply.link or f"{reply.channel}/{reply.ts}"


def _add_note(work: UnitOfWork, case_id: UUID, reply: Reply) -> None:
    """Add the note; where it was not said beneath the card as it stands today, a line tells."""
    wanted = AddNote(text=reply.text, link=_address(reply))
    taken = take_step(work, case_id, wanted, actor=reply.person, submission_id=reply.note_id)
    card = places.place_of(work.connection, CardMessage(case_id=case_id).key)
    is_elsewhere = card != Place(channel=reply.channel, ts=reply.thread_ts)
    if taken.event is not None and is_elsewhere and not deserves_line(taken.event):
        tell(work, [line_of(taken.case, taken.event, actor=reply.person, at=work.now)])


def _say_not_kept(work: UnitOfWork, case_id: UUID, reply: Reply) -> None:
    if reply.is_direct:
        _answer(work, reply, case_id=case_id)
        return
    refused = NoteRefusedNotice(case_id=case_id, recipient=reply.person)
    if is_untold(work, refused):
        outbox.enqueue(work.connection, refused, at=work.now)


def _answer(
    work: UnitOfWork, reply: Reply, *, case_id: UUID | None = None, is_kept: bool = False
) -> None:
    """Say beneath what was said to Vigie what became of it; of files that came, each time.

    What follows in the same place within a minute is covered by what the answer says.
    """
    told: dict[str, Any] = {"recipient": reply.person, "thread_ts": reply.thread_ts or None}
    if case_id is None:
        place = f":{reply.thread_ts}" if reply.thread_ts else ""
        answer_once(work, lambda once: DirectAnswer(once=f"{once}{place}", **told))
        return
    told |= {"case_id": case_id, "is_kept": is_kept, "files": len(reply.files)}
    answer_once(
        work,
        lambda once: NoteAnswer(once=reply.ts if reply.files else once, **told),
    )


def _journal_change(work: UnitOfWork, case_id: UUID, reply: Reply, *, event_id: str) -> None:
    """The note stays as it was said. Slack does not tell who deleted, only whose it was.

    That it is journalled and that it is done are written together: it is journalled once.
    """
    inbox.record_done(work.connection, event_id)
    was_edited = reply.event is ReplyEvent.EDITED
    case = cases.for_update(work.connection, case_id)
    if case is None:
        raise CaseNotFoundError
    if not may_add_note(work, case, person=reply.person):
        return
    journal.append(
        work.connection,
        Event.NOTE_EDITED if was_edited else Event.NOTE_DELETED,
        at=work.now,
        actor=reply.person if was_edited else VIGIE,
        case_id=case_id,
        details={
            "text": reply.text if was_edited else reply.before,
            "before": reply.before,
            "author": reply.person,
            "link": reply.link,
        },
    )
