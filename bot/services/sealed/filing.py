"""Filing a sealed report, and coming back to it with its code."""

from dataclasses import replace

from bot.domain.errors import VigieError
from bot.domain.sealed.handlers import Handlers
from bot.domain.sealed.reports import EntryKind, SealedDraft, SealedEntry, SealedReport
from bot.domain.sealed.shown import ReportThread
from bot.sealing.ciphers import Pair, UnopenableError, unseal
from bot.sealing.vault import ForeignFolderError, Vault, new_ref
from bot.services.sealed.records import (
    Opened,
    SealedEvent,
    SealedMissingError,
    add_entries,
    opened,
    write,
)
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.school.office import everybody_who_left
from storage.sealed import reports


class NobodyToReadError(VigieError):
    """All who handle sealed reports are named in it, or left: nothing is kept."""


def who_handles(work: UnitOfWork, vault: Vault) -> tuple[Handlers, frozenset[str]]:
    """Those whom the folder names, and who of the school left."""
    return vault.handlers(), everybody_who_left(work.connection)


def file_sealed(
    transactions: Transactions, vault: Vault, draft: SealedDraft, *, author: str
) -> SealedReport:
    """Keep a report for those who may read it; the same form makes the same report.

    `author` is the public half of the key that its code makes. Raises NobodyToReadError,
    ForeignFolderError, NoSealedFolderError, OSError, and StorageUnavailableError.
    """
    with transactions.writing() as work:
        kept = _file(work, vault, draft, author=author)
    vault.folder.note_version(kept.row.id, kept.row.version)
    return kept.report


def _file(work: UnitOfWork, vault: Vault, draft: SealedDraft, *, author: str) -> Opened:
    report_id = vault.id_of(draft.submission)
    known = reports.by_id(work.connection, report_id)
    if known is not None:
        return opened(vault, known)
    handlers, gone = who_handles(work, vault)
    if not handlers.readers(unfit={*draft.concerned, *gone}):
        raise NobodyToReadError
    if reports.stores(work.connection) - {vault.folder.mark}:
        raise ForeignFolderError
    report = SealedReport(
        id=report_id,
        ref=new_ref(),
        filed_at=work.now,
        asked=tuple(one.person for one in handlers.everybody),
        concerned=draft.concerned,
        is_danger=draft.is_danger,
        wants_meeting=draft.wants_meeting,
    )
    public = vault.folder.new_key(report_id)
    row = vault.report_row(report, public=public, author=author, version=1)
    if not reports.add(work.connection, row):  # by another process, just now
        return opened(vault, reports.by_id(work.connection, report_id))
    entry = SealedEntry(number=1, kind=EntryKind.REPORT, at=work.now, told=draft.told)
    add_entries(work, vault, report_id, [(entry, SealedEvent.FILED)], public=public)
    return Opened(row=row, report=report)


def follow(
    transactions: Transactions, vault: Vault, author: Pair, *, added: str = "", form: str = ""
) -> ReportThread:
    """Show a report to who has its code, once what they add is kept.

    Raises SealedMissingError for a code that opens nothing, and what filing raises.
    """
    with transactions.writing() as work:
        found = opened(vault, reports.by_author(work.connection, author.public))
        mark = vault.mark_of(form)
        is_new = bool(added) and mark not in found.report.taken
        report = _with_addition(found.report, mark) if is_new else found.report
        version = found.row.version
        if is_new:
            entry = SealedEntry(
                number=report.last, kind=EntryKind.ADDITION, at=work.now, text=added
            )
            version = write(work, vault, found, report, [(entry, SealedEvent.ADDED)])
    vault.folder.note_version(report.id, version)
    return ReportThread(
        report=report, replies=_replies(vault, report, author), was_added=bool(added)
    )


def _with_addition(report: SealedReport, mark: str) -> SealedReport:
    number = report.last + 1
    return replace(report, last=number, substance=(number, "")).remembering(mark)


def _replies(vault: Vault, report: SealedReport, author: Pair) -> list[str]:
    try:
        sealed = vault.folder.replies(report.id)
        return [unseal(one, author.secret).rstrip().decode() for one in sealed]
    except UnopenableError:
        raise SealedMissingError from None
