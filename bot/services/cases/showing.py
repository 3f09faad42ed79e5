"""« Voir les pièces »: kept files for who asks and may see them, from our own store."""

from dataclasses import dataclass
from uuid import UUID

from bot.delivery.kept_files import FileFault
from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import shows_pictures
from bot.domain.cases.journal_entries import Event
from bot.domain.cases.roles import may_see_files
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.messages.files import FileShown, PictureInThread
from bot.services.messages.shown_files import journal_file
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases
from storage.cases.cases import KeptFile
from storage.messages import outbox

_EVENTS = {FileFault.MISSING: Event.FILE_MISSING, FileFault.ALTERED: Event.FILE_ALTERED}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOfCase:
    """A kept file, with the case that it belongs to."""

    file: KeptFile
    sha256: str
    case: Case


def request_files(work: UnitOfWork, case_id: UUID, *, person: str, request_id: str) -> int:
    """Have every kept file of a case sent to who asks; how many that is.

    A request that comes twice is carried out once. Raises CaseNotFoundError, NotAllowedError.
    """
    case = case_of_files(work, case_id, person=person)
    kept = [file for file in cases.files_of(work.connection, case.id) if file.sha256]
    wanted = [
        FileShown(case_id=case.id, recipient=person, once=request_id, file_id=file.id)
        for file in kept
    ]
    outbox.enqueue_once(work.connection, wanted, at=work.now)
    return len(kept)


def case_of_files(work: UnitOfWork, case_id: UUID, *, person: str) -> Case:
    """A case of which somebody may have files and letters.

    Raises CaseNotFoundError, NotAllowedError.
    """
    case = cases.by_id(work.connection, case_id)
    if case is None:
        raise CaseNotFoundError
    if not may_see_files(person, case, work.office):
        raise NotAllowedError
    return case


def file_to_show(work: UnitOfWork, wanted: FileShown) -> FileOfCase | None:
    """The file, as its reader may see it now; None where it was erased meanwhile.

    Raises NotAllowedError.
    """
    file = cases.file_by_id(work.connection, wanted.file_id)
    case = cases.by_id(work.connection, wanted.case_id) if wanted.case_id else None
    if file is None or file.sha256 is None or case is None:
        return None
    if not may_see_files(wanted.recipient or "", case, work.office):
        raise NotAllowedError
    return FileOfCase(file=file, sha256=file.sha256, case=case)


def picture_to_show(work: UnitOfWork, wanted: PictureInThread) -> FileOfCase | None:
    """The picture, while the channel may see it; None where it may not any more, or it is gone."""
    file = cases.file_by_id(work.connection, wanted.file_id)
    case = cases.by_id(work.connection, wanted.case_id) if wanted.case_id else None
    if file is None or file.sha256 is None or case is None or not shows_pictures(case, work.office):
        return None
    return FileOfCase(file=file, sha256=file.sha256, case=case)


def note_fault(work: UnitOfWork, file: KeptFile, fault: FileFault, *, reader: str) -> None:
    """Journal that a kept file cannot be read, or is not what was kept, and who found that."""
    journal_file(work, _EVENTS[fault], file, actor=reader)
