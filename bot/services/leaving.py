"""Those who left the workspace: what they had goes to those who lead it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.actions import Action
from bot.domain.changes import Event, changes_between
from bot.domain.journal import VIGIE
from bot.domain.journal import Event as Entry
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.roles import leaders_of
from bot.domain.steps import Decision
from bot.services.actions import locked
from bot.services.consequences import Happening, carry_out, carry_out_on_action
from bot.services.offices import current_office
from bot.services.telling import tell_person
from storage import actions, cases, people
from storage.database import Database


def take_back(database: Database, *, now: datetime, defaults: Office) -> tuple[UUID, ...]:
    """Take what they had from those who left, and tell who leads it.

    An open case is left without an owner until it gets another. An action to be done always
    has one, so it goes to a manager, who may pass it on. Each in a transaction of its own;
    returns the ids. Nothing happens to the others, so that it can be called whenever
    somebody may have left.
    """
    with database.reading() as connection:
        open_cases, to_do = cases.left_behind(connection), actions.left_behind(connection)
    freed = [one for one in open_cases if _free(database, one, now=now, defaults=defaults)]
    given = [one for one in to_do if _hand_over(database, one, now=now, defaults=defaults)]
    return (*freed, *given)


def _free(database: Database, case_id: UUID, *, now: datetime, defaults: Office) -> bool:
    with database.writing() as connection:
        office = current_office(connection, defaults)
        case = cases.for_update(connection, case_id)
        owner = case.owner if case else None
        if case is None or owner is None or not people.has_left(connection, owner):
            return False
        for person in leaders_of(case, office):
            details = {"owner": owner}
            tell_person(
                connection, Outgoing.OWNER_LEFT, case.id, person=person, at=now, details=details
            )
        freed = replace(case, owner=None)
        event = Event(
            name=Entry.OWNER_LEFT,
            changes=changes_between(case, freed),
            details={"owner": owner},
        )
        happening = Happening(actor=VIGIE, at=now, office=office)
        carry_out(connection, Decision(case=freed, event=event), happening=happening)
        return True


def _hand_over(database: Database, action_id: UUID, *, now: datetime, defaults: Office) -> bool:
    with database.writing() as connection:
        office = current_office(connection, defaults)
        action, case = locked(connection, action_id)
        leaders = _present(connection, leaders_of(case, office))
        is_left_behind = action.status.is_running and people.has_left(connection, action.owner)
        if not (is_left_behind and leaders):
            return False
        given = replace(action, owner=leaders[0])
        for person in leaders:
            details = {"action_id": str(action.id), "left": action.owner}
            tell_person(
                connection,
                Outgoing.ACTION_OWNER_LEFT,
                action.case_id,
                person=person,
                at=now,
                details=details,
            )
        happening = Happening(actor=VIGIE, at=now, office=office)
        event = _event(action, given)
        carry_out_on_action(connection, given, case, event=event, happening=happening)
        return True


def _present(connection: Connection, leaders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(person for person in leaders if not people.has_left(connection, person))


def _event(old: Action, new: Action) -> Event:
    return Event(
        name=Entry.ACTION_OWNER_LEFT,
        changes=changes_between(old, new),
        details={"action": old.ref, "action_id": str(old.id)},
    )
