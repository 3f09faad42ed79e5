"""What the handlers do with sealed reports: list, open, take steps, of which some take two."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.domain.calendar.wall_time import local_day
from bot.domain.errors import VigieError
from bot.domain.sealed.dues import dues_of, is_left_unread
from bot.domain.sealed.handlers import BOTH, Handler, Handlers
from bot.domain.sealed.reports import (
    BY_TWO,
    ENDED,
    REPLIES,
    EntryKind,
    SealedEntry,
    SealedReport,
    SealedStep,
    Seen,
    after_step,
)
from bot.domain.sealed.shown import HandlerStep, ListedReport, ReportList, WholeReport
from bot.sealing.ciphers import padded, seal
from bot.sealing.vault import Vault
from bot.services.sealed.filing import who_handles
from bot.services.sealed.records import (
    Opened,
    SealedEvent,
    SealedMissingError,
    entries_of,
    entry_for,
    every_report,
    opened,
    write,
)
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import journal
from storage.sealed import reports


class NotYetError(VigieError):
    """A report is erased once it is ended, and a step of two is countersigned where one is left."""


def list_sealed(transactions: Transactions, vault: Vault, *, reader: str) -> ReportList:
    """The list, which its reader has then seen. Empty for who handles none."""
    notes: list[tuple[UUID, int]] = []
    with transactions.writing() as work:
        handlers, gone = who_handles(work, vault)
        found, flawed = every_report(work, vault)
        lines = []
        for one in found:
            if not _may_open(work, one.report, handlers, gone, reader):
                continue
            report = one.report
            seen = report.seen_by(reader)
            lines.append(_listed(work, report, reader))
            if report.opening[0] > seen.listed:
                noted = report.noting(reader, replace(seen, listed=report.last))
                notes.append((report.id, write(work, vault, one, noted)))
    for report_id, version in notes:
        vault.folder.note_version(report_id, version)
    is_one = reader in {one.person for one in handlers.everybody} and reader not in gone
    lines.sort(
        key=lambda one: (not one.is_unread, min((day for _, day in one.dues), default=_LAST))
    )
    return ReportList(reports=lines, flawed=flawed if is_one else 0, handlers=handlers)


def open_sealed(
    transactions: Transactions, vault: Vault, report_id: UUID, *, reader: str
) -> WholeReport:
    """Everything in a report; that it was opened, and by whom, is written into it.

    Raises SealedMissingError for who may not, and TamperedError.
    """
    with transactions.writing() as work:
        found = _for_reader(work, vault, report_id, reader)
        entries = entries_of(work, vault, found)
        report = found.report
        number = report.last + 1
        entry = SealedEntry(number=number, kind=EntryKind.OPENED, at=work.now, by=reader)
        seen = replace(report.seen_by(reader), read=number, listed=number)
        report = replace(
            report,
            last=number,
            opening=(number, reader),
            first_read_at=report.first_read_at or work.now,
        ).noting(reader, seen)
        version = write(work, vault, found, report, [(entry, SealedEvent.OPENED)])
        whole = _whole(work, vault, report, (*entries, entry))
    vault.folder.note_version(report_id, version)
    return whole


def take_sealed_step(
    transactions: Transactions, vault: Vault, taken: HandlerStep, *, actor: str
) -> WholeReport | None:
    """Take a step; one of two is proposed until another handler takes it too. None once erased.

    Raises SealedMissingError, NotYetError and what filing raises.
    """
    with transactions.writing() as work:
        version, whole = _take(work, vault, taken, actor)
    if whole is None:
        vault.folder.forget(taken.report_id)
    else:
        vault.folder.note_version(taken.report_id, version)
    return whole


def _take(
    work: UnitOfWork, vault: Vault, taken: HandlerStep, actor: str
) -> tuple[int, WholeReport | None]:
    found = _for_reader(work, vault, taken.report_id, actor)
    before = entries_of(work, vault, found)
    mark = vault.mark_of(taken.form)
    if mark in found.report.taken:
        return found.row.version, _whole(work, vault, found.report, before)
    is_agreed = _is_agreed(work, vault, found.report, taken, actor)
    if taken.step is SealedStep.ERASE and is_agreed:
        _erase(work, taken.report_id)
        return 0, None
    report, entry = _stepped(work, found.report, taken, actor, is_agreed=is_agreed)
    report = report.remembering(mark)
    if taken.step is SealedStep.ADMIT:
        report = replace(report, admitted=_everybody(work, vault, report))
    version = write(work, vault, found, report, [(entry, SealedEvent.STEP)])
    if is_agreed and taken.step in REPLIES:
        _reply(vault, found, report.last, taken.text)
    return version, _whole(work, vault, report, (*before, entry))


def _for_reader(work: UnitOfWork, vault: Vault, report_id: UUID, reader: str) -> Opened:
    found = opened(vault, reports.by_id(work.connection, report_id))
    handlers, gone = who_handles(work, vault)
    if not _may_open(work, found.report, handlers, gone, reader):
        raise SealedMissingError
    return found


def _may_open(
    work: UnitOfWork,
    report: SealedReport,
    handlers: Handlers,
    gone: frozenset[str],
    reader: str,
) -> bool:
    return reader in {one.person for one in readers_of(work, report, handlers, gone)}


def readers_of(
    work: UnitOfWork, report: SealedReport, handlers: Handlers, gone: frozenset[str]
) -> tuple[Handler, ...]:
    """Who may open a report now; the substitute too where nobody has read it for too long."""
    today = local_day(work.now, work.office.zone)
    is_left = is_left_unread(report, work.office.calendar, today=today)
    return report.readers(handlers, gone, with_substitute=is_left)


def _listed(work: UnitOfWork, report: SealedReport, reader: str) -> ListedReport:
    _, opened_by = report.opening
    return ListedReport(
        report=report,
        dues=tuple(dues_of(report, work.office.calendar)),
        is_unread=report.is_unread(reader),
        opened_by=opened_by,
    )


def _whole(
    work: UnitOfWork, vault: Vault, report: SealedReport, entries: tuple[SealedEntry, ...]
) -> WholeReport:
    handlers, gone = who_handles(work, vault)
    return WholeReport(
        report=report,
        entries=entries,
        dues=tuple(dues_of(report, work.office.calendar)),
        handlers=handlers,
        readers=len(readers_of(work, report, handlers, gone)),
        newcomers=tuple(one.name for one in report.newcomers(handlers, gone)),
    )


def _is_agreed(
    work: UnitOfWork, vault: Vault, report: SealedReport, taken: HandlerStep, actor: str
) -> bool:
    """Whether a step takes effect now. Raises NotYetError for one that cannot be taken."""
    if taken.step is SealedStep.ERASE and report.state not in ENDED:
        raise NotYetError
    if taken.step not in BY_TWO:
        return True
    step, by = report.proposed or (None, actor)
    if step is taken.step and by != actor:
        return True
    handlers, gone = who_handles(work, vault)
    if len(readers_of(work, report, handlers, gone)) >= BOTH:
        return False
    if not taken.countersigned:
        raise NotYetError
    return True


def _stepped(
    work: UnitOfWork, report: SealedReport, taken: HandlerStep, actor: str, *, is_agreed: bool
) -> tuple[SealedReport, SealedEntry]:
    number = report.last + 1
    entry = SealedEntry(
        number=number,
        kind=EntryKind.STEP if is_agreed else EntryKind.PROPOSED,
        at=work.now,
        by=actor,
        step=taken.step,
        text="\n\n".join(filter(None, (taken.text, taken.countersigned))),
    )
    after = after_step(report, taken.step, at=work.now) if is_agreed else report
    proposed = after.proposed if is_agreed else (taken.step, actor)
    seen = Seen(read=number, listed=number, nudged=number)
    after = replace(after, last=number, substance=(number, actor), proposed=proposed)
    return after.noting(actor, seen), entry


def _everybody(work: UnitOfWork, vault: Vault, report: SealedReport) -> tuple[str, ...]:
    handlers, gone = who_handles(work, vault)
    newcomers = (one.person for one in report.newcomers(handlers, gone))
    return (*report.admitted, *newcomers)


def _reply(vault: Vault, found: Opened, number: int, text: str) -> None:
    """Keep what is told to who has the code beside the report's key, with which it goes."""
    sealed = seal(padded(text.encode()), [found.row.author])
    vault.folder.add_reply(found.row.id, f"{number:06d}.age", sealed)


def _erase(work: UnitOfWork, report_id: UUID) -> None:
    reports.erase(work.connection, report_id)
    journal.append_all(work.connection, [entry_for(work, SealedEvent.ERASED, report_id)])


_LAST = date.max
