"""Owners who left the workspace: their open cases go back to those who lead them."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.domain.changes import Event, changes_between
from bot.domain.journal import VIGIE
from bot.domain.journal import Event as Entry
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.roles import handlers_of
from bot.domain.steps import Decision
from bot.services.consequences import Happening, carry_out
from bot.services.offices import current_office
from bot.services.telling import tell_person
from storage import cases, people
from storage.database import Database


def take_back_cases(database: Database, *, now: datetime, defaults: Office) -> tuple[UUID, ...]:
    """Leave the open cases of those who left without an owner, and tell who leads them.

    Each in a transaction of its own; returns the cases' ids. Nothing happens to the
    others, so that it can be called whenever somebody may have left.
    """
    with database.reading() as connection:
        left = cases.left_behind(connection)
    return tuple(
        case_id for case_id in left if _take_back(database, case_id, now=now, defaults=defaults)
    )


def _take_back(database: Database, case_id: UUID, *, now: datetime, defaults: Office) -> bool:
    with database.writing() as connection:
        office = current_office(connection, defaults)
        case = cases.for_update(connection, case_id)
        owner = case.owner if case else None
        if case is None or owner is None or not people.has_left(connection, owner):
            return False
        _tell_leaders(connection, case, owner, office=office, now=now)
        freed = replace(case, owner=None)
        event = Event(
            name=Entry.OWNER_LEFT,
            changes=changes_between(case, freed),
            details={"owner": owner},
        )
        happening = Happening(actor=VIGIE, at=now, office=office)
        carry_out(connection, Decision(case=freed, event=event), happening=happening)
        return True


def _tell_leaders(
    connection: Connection, case: Case, owner: str, *, office: Office, now: datetime
) -> None:
    leaders = handlers_of(case, office) if case.confidential else office.quality_managers
    for person in leaders:
        tell_person(
            connection,
            Outgoing.OWNER_LEFT,
            case.id,
            person=person,
            at=now,
            details={"owner": owner},
        )
