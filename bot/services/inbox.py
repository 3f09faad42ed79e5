"""Replies in a card's thread: kept first, then made notes; an edit is journalled, not applied."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.cases import UploadedFile
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.journal import VIGIE, Event
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.refusals import IllegalStepError
from bot.domain.replies import Reply, ReplyEvent
from bot.domain.roles import may_see
from bot.services.notes import add_files, add_note
from bot.services.offices import current_office
from storage import cards, cases, inbox, journal, outbox, people
from storage.cards import Place
from storage.database import Database

_BATCH = 20


def receive_reply(database: Database, event_id: str, reply: Reply, *, now: datetime) -> bool:
    """Keep a reply to be dealt with; False when it is none to a card, or was kept before.

    Raises StorageUnavailableError: Slack must then say it again.
    """
    with database.writing() as connection:
        if _case_id(connection, reply) is None and not cards.is_placing(connection):
            return False
        return inbox.receive(connection, event_id, asdict(reply), at=now)


def take_reply(
    database: Database, event_id: str, reply: Reply, *, now: datetime, defaults: Office
) -> None:
    """Make of a reply what is to be made of it. Harmless when it was done before.

    What somebody may not add to the case is not kept, and they are told so, once. A reply
    to a card that we do not know to be posted yet waits for a tick.
    """
    with database.reading() as connection:
        case_id = _case_id(connection, reply)
        may_be_known_soon = case_id is None and cards.is_placing(connection)
    if may_be_known_soon:
        return
    if case_id is not None:
        _take(database, case_id, reply, now=now, defaults=defaults)
    with database.writing() as connection:
        inbox.record_done(connection, event_id)


def take_left(database: Database, *, now: datetime, defaults: Office) -> int:
    """Finish what a crash left undone, and say how many replies that was."""
    with database.reading() as connection:
        if not inbox.is_any_left(connection, now=now):
            return 0
    with database.writing() as connection:
        left = inbox.claim_left(connection, now=now, limit=_BATCH)
    for received in left:
        reply = _reply_of(received.payload)
        take_reply(database, received.event_id, reply, now=now, defaults=defaults)
    return len(left)


def _reply_of(payload: Mapping[str, Any]) -> Reply:
    files = tuple(UploadedFile(**file) for file in payload["files"])
    return Reply(**{**payload, "event": ReplyEvent(payload["event"]), "files": files})


def _case_id(connection: Connection, reply: Reply) -> UUID | None:
    return cards.case_at(connection, Place(channel=reply.channel, ts=reply.thread_ts))


def _take(
    database: Database, case_id: UUID, reply: Reply, *, now: datetime, defaults: Office
) -> None:
    match reply.event:
        case ReplyEvent.WRITTEN:
            _note(database, case_id, reply, now=now, defaults=defaults)
        case ReplyEvent.EDITED | ReplyEvent.DELETED:
            _journal_change(database, case_id, reply, now=now, defaults=defaults)


def _note(
    database: Database, case_id: UUID, reply: Reply, *, now: datetime, defaults: Office
) -> None:
    try:
        add_note(
            database,
            case_id,
            reply.text,
            actor=reply.person,
            now=now,
            defaults=defaults,
            source=reply.link or f"{reply.channel}/{reply.ts}",
            submission_id=reply.note_id,
        )
    except (NotAllowedError, IllegalStepError):
        _say_not_kept(database, case_id, reply, now=now)
    else:
        add_files(database, case_id, reply.files, now=now)


def _say_not_kept(database: Database, case_id: UUID, reply: Reply, *, now: datetime) -> None:
    key = f"{Outgoing.NOTE_REFUSED}:{case_id}:{reply.person}"
    with database.writing() as connection:
        if outbox.is_known(connection, key) or people.has_left(connection, reply.person):
            return
        outbox.wish(
            connection,
            Outgoing.NOTE_REFUSED,
            key=key,
            at=now,
            case_id=case_id,
            recipient=reply.person,
        )


def _journal_change(
    database: Database, case_id: UUID, reply: Reply, *, now: datetime, defaults: Office
) -> None:
    """The note stays as it was said. Slack does not tell who deleted, only whose it was."""
    was_edited = reply.event is ReplyEvent.EDITED
    with database.writing() as connection:
        case = cases.for_update(connection, case_id)
        if case is None:
            raise CaseNotFoundError
        if not may_see(reply.person, case, current_office(connection, defaults)):
            return
        journal.append(
            connection,
            Event.NOTE_EDITED if was_edited else Event.NOTE_DELETED,
            at=now,
            actor=reply.person if was_edited else VIGIE,
            case_id=case_id,
            details={
                "text": reply.text if was_edited else reply.before,
                "before": reply.before,
                "author": reply.person,
                "link": reply.link,
            },
        )
