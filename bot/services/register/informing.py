"""Noting that people were told, and reading what was noted: it is kept in the journal alone."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import Event
from bot.domain.cases.roles import may_see
from bot.domain.errors import NotAllowedError
from bot.domain.register.informing import GivenInformation, InformationWish, InformedGroup
from bot.services.sessions.dossier import may_prove
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, inbox, journal
from storage.cases.journal import Entry

LISTED = 5
"""What was noted last is listed beneath the form."""


def note_information(work: UnitOfWork, wanted: InformationWish, *, actor: str) -> None:
    """Note it once, with the case that it is about where its reference is one that is seen.

    Raises NotAllowedError.
    """
    _check(work, actor)
    if not inbox.is_first(work.connection, wanted.submission_id, at=work.now):
        return
    case = cases.by_ref(work.connection, wanted.about.upper()) if wanted.about else None
    is_seen = case is not None and may_see(actor, case, work.office)
    details = {
        "group": wanted.group,
        "told_on": wanted.told_on.isoformat(),
        "text": wanted.said,
        "about": wanted.about,
    }
    journal.append(
        work.connection,
        Event.INFORMATION_GIVEN,
        at=work.now,
        actor=actor,
        case_id=case.id if case is not None and is_seen else None,
        details=details,
    )


def latest_informations(work: UnitOfWork, *, reader: str) -> tuple[GivenInformation, ...]:
    """What was noted last, the latest first. Raises NotAllowedError."""
    _check(work, reader)
    found = [
        given
        for given, case in informations(work.connection)
        if case is None or may_see(reader, case, work.office)
    ]
    return tuple(found[: -LISTED - 1 : -1])


def informations(connection: Connection) -> Iterator[tuple[GivenInformation, Case | None]]:
    """All that was noted and is not erased, oldest first, each with the case that it is about."""
    for entry in journal.all_of(connection, Event.INFORMATION_GIVEN):
        given = _given(entry)
        if given is not None:
            yield given, cases.by_id(connection, entry.case_id) if entry.case_id else None


def _given(entry: Entry) -> GivenInformation | None:
    told = entry.details
    if not told or told["group"] not in list(InformedGroup):
        return None
    return GivenInformation(
        group=InformedGroup(told["group"]),
        told_on=date.fromisoformat(told["told_on"]),
        said=told["text"],
        about=told["about"],
        noted_at=entry.at,
        noted_by=entry.actor,
    )


def _check(work: UnitOfWork, person: str) -> None:
    if not may_prove(person, work.office):
        raise NotAllowedError
