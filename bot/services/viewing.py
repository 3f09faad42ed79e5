"""Opening a case: what it holds, for those who may see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.cases import Case, Complainant
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.journal import TIMELINE_PAGE, VIGIE, Event, TimelineEntry
from bot.domain.office import Office
from bot.domain.roles import Role, may_see, may_see_complainant, roles_of
from bot.services.offices import current_office
from storage import cases, journal
from storage.cases import KeptFile
from storage.database import Database
from storage.journal import Entry

ONE_READING = timedelta(hours=1)
"""Opened again, or its pages turned, within this time is the same reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCase:
    """A case as one person may see it; `complainant` is None to those who may not know."""

    case: Case
    complainant: Complainant | None
    files: tuple[KeptFile, ...]
    timeline: tuple[TimelineEntry, ...]
    timeline_length: int
    page: int
    office: Office


def open_case(
    database: Database,
    wanted: UUID | str,
    *,
    reader: str,
    defaults: Office,
    now: datetime,
    page: int = 0,
) -> OpenedCase:
    """Read a case by its id or reference, with one page of its timeline, latest first.

    That somebody read a confidential case who does not handle it stands in the journal
    before they read it. Raises CaseNotFoundError when there is none, NotAllowedError when
    the reader may not see it.
    """
    _journal_reading(database, wanted, reader=reader, defaults=defaults, now=now)
    with database.reading() as connection:
        office = current_office(connection, defaults)
        case = _find(connection, wanted)
        if not may_see(reader, case, office):
            raise NotAllowedError
        return OpenedCase(
            case=case,
            complainant=_complainant(connection, case, reader=reader, office=office),
            files=cases.files_of(connection, case.id),
            timeline=_timeline(connection, case, page=page),
            timeline_length=journal.count_of(connection, case.id),
            page=page,
            office=office,
        )


def _journal_reading(
    database: Database, wanted: UUID | str, *, reader: str, defaults: Office, now: datetime
) -> None:
    with database.reading() as connection:
        case = _find(connection, wanted)
        if not _is_worth_an_entry(connection, case, reader=reader, defaults=defaults, now=now):
            return
    with database.writing() as connection:
        journal.append(connection, Event.CASE_READ, at=now, actor=reader, case_id=case.id)


def _is_worth_an_entry(
    connection: Connection, case: Case, *, reader: str, defaults: Office, now: datetime
) -> bool:
    roles = roles_of(reader, case, current_office(connection, defaults))
    if not case.confidential or not roles or roles & {Role.OWNER, Role.HANDLER}:
        return False
    latest = journal.entries_of(connection, case.id, limit=1)
    was_just_read = [
        entry
        for entry in latest
        if (entry.event, entry.actor) == (Event.CASE_READ, reader) and now - entry.at < ONE_READING
    ]
    return not was_just_read


def _find(connection: Connection, wanted: UUID | str) -> Case:
    if isinstance(wanted, UUID):
        found = cases.by_id(connection, wanted)
    else:
        found = cases.by_ref(connection, wanted)
    if found is None:
        raise CaseNotFoundError
    return found


def _complainant(
    connection: Connection, case: Case, *, reader: str, office: Office
) -> Complainant | None:
    if not may_see_complainant(reader, case, office):
        return None
    return cases.complainant_of(connection, case.id)


def _timeline(connection: Connection, case: Case, *, page: int) -> tuple[TimelineEntry, ...]:
    entries = journal.entries_of(
        connection, case.id, limit=TIMELINE_PAGE, skip=page * TIMELINE_PAGE
    )
    return tuple(_line(entry) for entry in entries)


def _line(entry: Entry) -> TimelineEntry:
    return TimelineEntry(
        at=entry.at,
        actor=None if entry.actor == VIGIE else entry.actor,
        event=entry.event,
        details=entry.details or {},
    )
