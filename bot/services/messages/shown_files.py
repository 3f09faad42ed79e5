"""What Slack shows of kept files: from when, until when, and away at once where it must be."""

from datetime import timedelta
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import shows_pictures
from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.messages.files import (
    FileShown,
    FileToWithdraw,
    LetterOnPaper,
    PictureInThread,
)
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, journal
from storage.cases.cases import KeptFile
from storage.messages import outbox

SHOWN_FOR = timedelta(hours=24)
CONFIDENTIAL_SHOWN_FOR = timedelta(hours=1)


def note_shown(work: UnitOfWork, shown: FileShown, *, slack_file: str) -> None:
    """Journal who is about to be shown a file, and have Slack delete it a while later.

    Before it is shared: whatever becomes of the sharing, Slack does not keep it.
    """
    file = cases.file_by_id(work.connection, shown.file_id)
    case = cases.by_id(work.connection, shown.case_id) if shown.case_id else None
    if file is None or case is None:
        return
    _withdraw_later(work, case, file_id=file.id, slack_file=slack_file)
    journal_file(work, Event.FILE_SHOWN, file, actor=shown.recipient or VIGIE)


def note_printed(work: UnitOfWork, shown: LetterOnPaper, *, slack_file: str) -> None:
    """The same of a letter that is about to be sent to who prints it."""
    case = cases.by_id(work.connection, shown.case_id) if shown.case_id else None
    if case is None:
        return
    _withdraw_later(work, case, file_id=None, slack_file=slack_file)
    journal.append(
        work.connection,
        Event.LETTER_PRINTED,
        at=work.now,
        actor=shown.recipient or VIGIE,
        case_id=case.id,
        details={"entry": shown.seq},
    )


def _withdraw_later(work: UnitOfWork, case: Case, *, file_id: UUID | None, slack_file: str) -> None:
    removal = FileToWithdraw(
        case_id=case.id,
        recipient="",
        file_id=file_id,
        slack_file=slack_file,
        not_before=work.now + shown_for(case),
    )
    outbox.enqueue(work.connection, removal, at=work.now)


def shown_for(case: Case) -> timedelta:
    """How long Slack shows what a case keeps to who asked for it."""
    return CONFIDENTIAL_SHOWN_FOR if case.confidential else SHOWN_FOR


def note_withdrawn(work: UnitOfWork, removal: FileToWithdraw) -> None:
    """Journal that Slack shows a file no more; of one erased meanwhile only that."""
    file = cases.file_by_id(work.connection, removal.file_id) if removal.file_id else None
    if file is not None:
        journal_file(work, Event.FILE_WITHDRAWN, file, actor=VIGIE)
    elif removal.case_id is not None:
        journal.append(
            work.connection,
            Event.FILE_WITHDRAWN,
            at=work.now,
            actor=VIGIE,
            case_id=removal.case_id,
        )


def withdraw_shown(work: UnitOfWork, case_id: UUID) -> None:
    """Have Slack delete now what it shows of a case's files: fewer people may see it, or nobody."""
    outbox.hasten(work.connection, case_id, kind=FileToWithdraw.kind, now=work.now)
    posted = outbox.files_at_slack(work.connection, case_id, kind=PictureInThread.kind)
    removals = [
        FileToWithdraw(case_id=case_id, recipient="", file_id=picture.file_id, slack_file=at_slack)
        for picture, at_slack in posted
        if isinstance(picture, PictureInThread)
    ]
    outbox.enqueue_once(work.connection, removals, at=work.now)


def show_in_thread(work: UnitOfWork, file: KeptFile, *, media_type: str) -> None:
    """Have a picture that was just kept stand in the thread of its case's card, if it may."""
    case = cases.by_id(work.connection, file.case_id) if file.case_id else None
    if case is None or not media_type.startswith("image/"):
        return
    if work.office.quality_channel is not None and shows_pictures(case, work.office):
        picture = PictureInThread(case_id=case.id, file_id=file.id)
        outbox.enqueue_once(work.connection, [picture], at=work.now)


def journal_file(work: UnitOfWork, event: Event, file: KeptFile, *, actor: str) -> None:
    """Journal what befell a kept file, by its name and its hash."""
    journal.append(
        work.connection,
        event,
        at=work.now,
        actor=actor,
        case_id=file.case_id,
        details={"file": file.name, "sha256": file.sha256},
    )
