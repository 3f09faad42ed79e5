"""Cases like another: shown to who leads it, and linked with it when they are about one thing."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.domain.changes import Event, changes_between
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.journal import Event as Named
from bot.domain.office import Office
from bot.domain.roles import LEADING, roles_of
from bot.domain.similarity import similar_to
from bot.services.consequences import Happening, write_entry
from bot.services.offices import current_office
from bot.services.telling import wish_card
from storage import cases, similar
from storage.database import Database


def similar_cases(
    database: Database, case: Case, *, reader: str, defaults: Office
) -> tuple[Case, ...]:
    """The cases most like an open one, for who leads it; nothing for all others."""
    if case.confidential or not case.status.is_open:
        return ()
    with database.reading() as connection:
        office = current_office(connection, defaults)
        if not _leads(reader, case, office):
            return ()
        others = similar.near(connection, case, reader=reader, office=office)
        closest = [sketch.id for sketch in similar_to(case, others)]
        found = cases.by_ids(connection, closest)
    return tuple(found[one] for one in closest)


def link_cases(
    database: Database,
    case_id: UUID,
    other_ref: str,
    *,
    actor: str,
    now: datetime,
    defaults: Office,
) -> bool:
    """Link two cases both ways; False when they were.

    Raises CaseNotFoundError, NotAllowedError to who does not lead both.
    """
    with database.writing() as connection:
        office = current_office(connection, defaults)
        pair = _locked(connection, case_id, other_ref)
        if not all(_leads(actor, case, office) for case in pair):
            raise NotAllowedError
        if all(other.ref in case.related_refs for case, other in (pair, pair[::-1])):
            return False
        happening = Happening(actor=actor, at=now, office=office)
        for case, other in (pair, pair[::-1]):
            _link(connection, case, other.ref, happening=happening)
    return True


def _link(connection: Connection, case: Case, ref: str, *, happening: Happening) -> None:
    linked = replace(case, related_refs=tuple(dict.fromkeys((*case.related_refs, ref))))
    cases.save(connection, linked)
    wish_card(connection, case.id, at=happening.at)
    changes = changes_between(case, linked)
    event = Event(name=Named.CASES_LINKED, changes=changes, details={"refs": [ref]})
    write_entry(connection, event, happening, case_id=case.id)


def _locked(connection: Connection, case_id: UUID, other_ref: str) -> tuple[Case, Case]:
    """Both cases, locked in the order of their ids, so that nobody waits in a circle."""
    named = cases.by_ref(connection, other_ref)
    if named is None or named.id == case_id:
        raise CaseNotFoundError
    found = {one: cases.for_update(connection, one) for one in sorted((case_id, named.id))}
    case, other = found[case_id], found[named.id]
    if case is None or other is None:
        raise CaseNotFoundError
    return case, other


def _leads(person: str, case: Case, office: Office) -> bool:
    return bool(roles_of(person, case, office) & LEADING)
