"""Reading and writing sealed reports: opened and checked, written with a new version.

The newest version of each is noted in the folder once it is committed, so that an older row
that somebody puts back is known.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import StorageUnavailableError, VigieError
from bot.domain.sealed.reports import SealedEntry, SealedReport
from bot.sealing.ciphers import UnopenableError
from bot.sealing.folder import NoSealedFolderError
from bot.sealing.vault import ForeignFolderError, ReportRow, TamperedError, Vault
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.cases.journal import EntryDraft
from storage.sealed import reports


class SealedEvent(StrEnum):
    """What the journal tells of sealed reports: that it happened, and what it was sealed as.

    Neither who did it nor of which report it tells in words; Vigie stands as the actor.
    """

    FILED = "sealed_filed"
    ADDED = "sealed_added"
    OPENED = "sealed_opened"
    STEP = "sealed_step"
    ERASED = "sealed_erased"


class SealedMissingError(VigieError):
    """There is no such report, or not for who asks."""


class ChangedMeanwhileError(StorageUnavailableError):
    """Another process changed the report at the same time; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A report with the row it was opened from."""

    row: ReportRow
    report: SealedReport


def opened(vault: Vault, row: ReportRow | None) -> Opened:
    """The report of a row. Raises SealedMissingError and the vault's errors."""
    if row is None:
        raise SealedMissingError
    report = vault.report_in(row)
    vault.folder.note_version(row.id, row.version)
    return Opened(row=row, report=report)


def every_report(work: UnitOfWork, vault: Vault) -> tuple[list[Opened], int]:
    """All reports that open, and how many rows do not, or are gone."""
    found, flawed, rows = list[Opened](), 0, reports.every(work.connection)
    for row in rows:
        try:
            found.append(opened(vault, row))
        except (TamperedError, ForeignFolderError, UnopenableError, NoSealedFolderError):
            flawed += 1
    committed = {one for one, version in vault.folder.known().items() if version}
    return found, flawed + len(committed - {row.id for row in rows})


def entries_of(work: UnitOfWork, vault: Vault, found: Opened) -> tuple[SealedEntry, ...]:
    """Every entry of a report. Raises TamperedError where one is missing or was changed."""
    rows = reports.entries_of(work.connection, found.row.id)
    entries = tuple(vault.entry_in(row) for row in rows)
    if [one.number for one in entries] != list(range(1, found.report.last + 1)):
        raise TamperedError
    return entries


def write(
    work: UnitOfWork,
    vault: Vault,
    before: Opened,
    report: SealedReport,
    entries: Iterable[tuple[SealedEntry, SealedEvent]] = (),
) -> int:
    """Write a report and its new entries; its version. Raises ChangedMeanwhileError."""
    row = before.row
    version = row.version + 1
    after = vault.report_row(report, public=row.public, author=row.author, version=version)
    if not reports.save(work.connection, after):
        raise ChangedMeanwhileError
    add_entries(work, vault, report.id, entries, public=row.public)
    return version


def add_entries(
    work: UnitOfWork,
    vault: Vault,
    report_id: UUID,
    entries: Iterable[tuple[SealedEntry, SealedEvent]],
    *,
    public: str,
) -> None:
    """Seal entries, and have the journal bind what they were sealed as."""
    drafts = []
    for entry, event in entries:
        row = vault.entry_row(report_id, entry, public=public)
        reports.add_entry(work.connection, row)
        drafts.append(entry_for(work, event, report_id, sealed=row.body))
    if drafts:
        journal.append_all(work.connection, drafts)


def entry_for(
    work: UnitOfWork, event: SealedEvent, report_id: UUID, *, sealed: bytes = b""
) -> EntryDraft:
    details = {"report": str(report_id), "sealed": hashlib.sha256(sealed).hexdigest()}
    return EntryDraft(event=event, at=work.now, actor=VIGIE, details=details)
