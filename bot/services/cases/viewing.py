"""Opening a case: what it holds, for those who may see it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.journal_entries import (
    TIMELINE_PAGE,
    VIGIE,
    Event,
    TimelineEntry,
)
from bot.domain.cases.letters import without_letters
from bot.domain.cases.roles import Role, may_see, may_see_complainant, may_see_files, roles_of
from bot.domain.errors import CaseHiddenError, CaseNotFoundError, NotAllowedError, VigieError
from bot.domain.mail.case_mail import NO_MAIL, CaseMail
from bot.domain.school.office import Office
from bot.services.cases.case_mail import mail_of_case
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import cases, journal
from storage.cases.cases import KeptFile
from storage.cases.journal import Entry

ONE_READING = timedelta(hours=1)
"""Opened again, or its pages turned, within this time is the same reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCase:
    """A case as one person may see it; `complainant` is None to those who may not know.

    `may_see_files`: not only what they are called.
    """

    case: Case
    complainant: Complainant | None
    files: tuple[KeptFile, ...]
    may_see_files: bool
    timeline: tuple[TimelineEntry, ...]
    timeline_length: int
    page: int
    office: Office
    mail: CaseMail = NO_MAIL


def open_case(
    transactions: Transactions, wanted: UUID | str, *, reader: str, page: int = 0
) -> OpenedCase:
    """Read a case by its id or reference, with one page of its timeline, latest first.

    That somebody read a confidential case who does not handle it stands in the journal
    before they read it. By a reference, which anybody can guess, raises CaseHiddenError both
    where there is none and where it is not for the reader, after the same work; by an id
    CaseNotFoundError or NotAllowedError.
    """
    _journal_reading(transactions, wanted, reader=reader)
    with transactions.reading() as work:
        office, case = work.office, _find(work, wanted)
        if case is None or not may_see(reader, case, office):
            raise _not_opened(wanted, case)
        knows = may_see_complainant(reader, case, office)
        return OpenedCase(
            case=case,
            complainant=cases.complainant_of(work.connection, case.id) if knows else None,
            files=cases.files_of(work.connection, case.id),
            may_see_files=may_see_files(reader, case, office),
            timeline=_timeline(work, case, page=page, knows=knows),
            timeline_length=journal.count_of(work.connection, case.id),
            page=page,
            office=work.staffed,
            mail=mail_of_case(work, case),
        )


def _journal_reading(transactions: Transactions, wanted: UUID | str, *, reader: str) -> None:
    with transactions.reading() as work:
        # the set-up first: a case that is hidden is refused after the same work as one that is none
        _, case = work.office, _find(work, wanted)
        if case is None or not _is_worth_an_entry(work, case, reader=reader):
            return
    with transactions.writing() as work:
        journal.append(work.connection, Event.CASE_READ, at=work.now, actor=reader, case_id=case.id)


def _is_worth_an_entry(work: UnitOfWork, case: Case, *, reader: str) -> bool:
    if not case.confidential or not may_see(reader, case, work.office):
        return False
    if roles_of(reader, case, work.office) & {Role.OWNER, Role.HANDLER}:
        return False
    latest = journal.entries_of(work.connection, case.id, limit=1)
    was_just_read = [
        entry
        for entry in latest
        if (entry.event, entry.actor) == (Event.CASE_READ, reader)
        and work.now - entry.at < ONE_READING
    ]
    return not was_just_read


def _find(work: UnitOfWork, wanted: UUID | str) -> Case | None:
    if isinstance(wanted, UUID):
        return cases.by_id(work.connection, wanted)
    return cases.by_ref(work.connection, wanted)


def _not_opened(wanted: UUID | str, case: Case | None) -> VigieError:
    if isinstance(wanted, str):
        return CaseHiddenError()
    return CaseNotFoundError() if case is None else NotAllowedError()


def _timeline(work: UnitOfWork, case: Case, *, page: int, knows: bool) -> tuple[TimelineEntry, ...]:
    entries = journal.entries_of(
        work.connection, case.id, limit=TIMELINE_PAGE, skip=page * TIMELINE_PAGE
    )
    return tuple(_line(entry, knows=knows) for entry in entries)


def _line(entry: Entry, *, knows: bool) -> TimelineEntry:
    details = entry.details or {}
    return TimelineEntry(
        at=entry.at,
        actor=None if entry.actor == VIGIE else entry.actor,
        event=entry.event,
        details=details if knows else without_letters(details),
    )
