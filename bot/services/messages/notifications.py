"""Messages of a unit of work, and files that wait to be kept or were refused."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.cases.cases import Case, UploadedFile
from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.errors import CaseNotFoundError
from bot.domain.messages.cases import CardMessage, FilesRefusedNotice, FileToKeep, ReceiptMessage
from bot.domain.messages.message import Message
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, journal
from storage.cases.cases import KeptFile
from storage.messages import outbox, places
from storage.school import people

QUIET = timedelta(minutes=1)
"""How long the same answer is not said again, at least; twice as long at most."""

REVIEW_LIVES = timedelta(days=183)
"""So long a half-year's review is worked on, until the next one."""


def tell(work: UnitOfWork, messages: Iterable[Message]) -> None:
    """Have these told, each anew where it was told before; nobody who has left is."""
    for message in messages:
        if not _has_left(work, message):
            outbox.enqueue(work.connection, message, at=work.now)


def is_untold(work: UnitOfWork, message: Message) -> bool:
    """Whether somebody who has not left was never told this."""
    return not (outbox.is_known(work.connection, message.key) or _has_left(work, message))


def update_card(work: UnitOfWork, case_id: UUID, *, is_urgent: bool = False) -> None:
    """Have the card say what the case is now; changes that wait together are one update."""
    tell(work, [CardMessage(case_id=case_id, is_urgent=is_urgent)])


def renew_receipt(work: UnitOfWork, case_id: UUID) -> None:
    """Have the receipt say what became of the files; a case of an older release has none."""
    case = cases.by_id(work.connection, case_id)
    if case is None:
        return
    receipt = ReceiptMessage(case_id=case_id, recipient=case.recorded_by)
    if outbox.is_known(work.connection, receipt.key):
        tell(work, [receipt])


def keep_files(
    work: UnitOfWork, case_id: UUID | None, file_ids: Sequence[UUID], *, by: str | None
) -> None:
    """Have files that came together fetched from Slack and kept; `by` is who sent them."""
    for file_id in file_ids:
        wanted = FileToKeep(
            case_id=case_id, recipient="", file_id=file_id, by=by, together=tuple(file_ids)
        )
        outbox.enqueue(work.connection, wanted, at=work.now)


def answer_once(work: UnitOfWork, answer: Callable[[str], Message]) -> None:
    """Have an answer said, unless it was a moment ago; it is made of the moment's name."""
    period = int(work.now.timestamp() // QUIET.total_seconds())
    now, before = (answer(str(one)) for one in (period, period - 1))
    if is_untold(work, now) and is_untold(work, before):
        outbox.enqueue(work.connection, now, at=work.now)


def revive(work: UnitOfWork) -> None:
    """Try again what had stopped: the program was started anew, perhaps mended."""
    outbox.retry_dead(work.connection, now=work.now)
    _bring_all(work)


def _bring_all(work: UnitOfWork) -> None:
    """Have what is going on come to the quality channel, where it stands in another one."""
    if work.office.quality_channel is not None:
        places.bring_all(
            work.connection,
            cases.open_ids(),
            channel=work.office.quality_channel,
            reviews_since=work.now - REVIEW_LIVES,
            now=work.now,
        )


def _has_left(work: UnitOfWork, message: Message) -> bool:
    return message.recipient is not None and people.has_left(work.connection, message.recipient)


def add_files(
    work: UnitOfWork, case_id: UUID, uploads: Sequence[UploadedFile], *, by: str | None = None
) -> None:
    """Have files that came with a note kept in the case; those it has already stay as they are.

    Who may add them was settled with the note. Raises CaseNotFoundError.
    """
    case = cases.for_update(work.connection, case_id)
    if case is None or case.erased_at is not None:
        raise CaseNotFoundError
    if attach(work, case, uploads, by=by):
        update_card(work, case_id)
        renew_receipt(work, case_id)


def attach(
    work: UnitOfWork, case: Case | None, uploads: Sequence[UploadedFile], *, by: str | None = None
) -> tuple[UUID, ...]:
    """Have files kept, and return their ids in order; those a case has already stay as they are.

    The caller holds the case; `case` is None for an action that comes from none. `by` is who
    sent them, and is told of those that cannot be kept.
    """
    known = (
        {file.slack_id: file.id for file in cases.files_of(work.connection, case.id)}
        if case
        else {}
    )
    fresh = [upload for upload in uploads if upload.slack_id not in known]
    case_id = case.id if case else None
    added = cases.add_files(work.connection, case_id, fresh)
    keep_files(work, case_id, added, by=by)
    if case is not None and fresh:
        cases.save(work.connection, replace(case, file_count=case.file_count + len(fresh)))
    known |= dict(zip((upload.slack_id for upload in fresh), added, strict=True))
    return tuple(known[upload.slack_id] for upload in uploads)


def refuse_file(
    work: UnitOfWork, file: KeptFile, reason: str, *, asked: FileToKeep, linked: str | None = None
) -> None:
    """Note that a file is not kept, and why: Slack's word for it, or ours.

    `asked` is the message that had it fetched; `linked` is the address that is kept in
    the file's place, if it lies outside Slack. Files that came together are told of
    in one message. Raises StorageUnavailableError.
    """
    cases.record_refused(work.connection, file.id, reason=reason)
    why = {"text": linked} if linked else {"reason": reason}
    journal.append(
        work.connection,
        Event.FILE_LINKED if linked else Event.FILE_REFUSED,
        at=work.now,
        actor=VIGIE,
        case_id=file.case_id,
        details={"file": file.name} | why,
    )
    _tell_sender(work, file, asked=asked)
    if file.case_id is not None:
        update_card(work, file.case_id)
        renew_receipt(work, file.case_id)


def _tell_sender(work: UnitOfWork, file: KeptFile, *, asked: FileToKeep) -> None:
    person = asked.by or _reporter_of(work.connection, file)
    if person is None or people.has_left(work.connection, person):
        return
    files = asked.together or (file.id,)
    told = FilesRefusedNotice(case_id=file.case_id, recipient=person, files=files)
    outbox.enqueue(work.connection, told, at=work.now)


def _reporter_of(connection: Connection, file: KeptFile) -> str | None:
    """Who filed the case, where an older message does not say who sent its file."""
    case = cases.by_id(connection, file.case_id) if file.case_id else None
    return case.recorded_by if case else None
