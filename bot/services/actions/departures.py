"""Those who left the workspace: what they had goes to those who lead it."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.actions.actions import Action
from bot.domain.cases.journal_entries import (
    VIGIE,
    Event,
    JournalRecord,
    changes_between,
)
from bot.domain.cases.roles import leaders_of
from bot.domain.messages.actions import ActionOwnerLeftNotice, once_of
from bot.domain.messages.cases import OwnerLeftNotice
from bot.domain.steps.decisions import Decision
from bot.services.actions.actions import locked
from bot.services.messages.notifications import tell
from bot.services.school.confiding import confide_anew
from bot.services.steps.consequences import carry_out, carry_out_on_action
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.actions import actions
from storage.cases import cases, journal
from storage.school import people


def take_back(transactions: Transactions) -> tuple[UUID, ...]:
    """Take what they had from those who left, and tell who leads it.

    A confidential case that only they could handle gets other handlers, be it settled. An open
    case is left without an owner until it gets another. An action to be done always has one,
    so it goes to a manager, who may pass it on. Returns the ids. Nothing happens to the
    others, so that it can be called whenever somebody may have left.
    """
    confided = _confide(transactions)
    with transactions.reading() as work:
        open_cases, to_do = cases.left_behind(work.connection), actions.left_behind(work.connection)
    freed = [one for one in open_cases if transactions.write(_free, one)]
    given = [one for one in to_do if transactions.write(_hand_over, one)]
    return (*confided, *freed, *given)


def _confide(transactions: Transactions) -> tuple[UUID, ...]:
    """Have the confidential cases that only those who left could handle handled by others."""
    with transactions.reading() as work:
        abandoned = cases.abandoned(work.connection)
    if not abandoned:
        return ()
    with transactions.writing() as work:
        entries = confide_anew(work, abandoned, actor=VIGIE)
        if entries:
            journal.append_all(work.connection, entries)
    return tuple(entry.case_id for entry in entries if entry.case_id)


def _free(work: UnitOfWork, case_id: UUID) -> bool:
    case = cases.for_update(work.connection, case_id)
    owner = case.owner if case else None
    if case is None or owner is None or not people.has_left(work.connection, owner):
        return False
    for person in leaders_of(case, work.office):
        told = OwnerLeftNotice(case_id=case.id, recipient=person, owner=owner)
        tell(work, [told])
    freed = replace(case, owner=None)
    event = JournalRecord(
        name=Event.OWNER_LEFT, changes=changes_between(case, freed), details={"owner": owner}
    )
    carry_out(work, Decision(case=freed, event=event), actor=VIGIE)
    return True


def _hand_over(work: UnitOfWork, action_id: UUID) -> bool:
    action, case = locked(work.connection, action_id)
    leaders = _present(work.connection, leaders_of(case, work.office))
    is_left_behind = action.status.is_running and people.has_left(work.connection, action.owner)
    if not (is_left_behind and leaders):
        return False
    given = replace(action, owner=leaders[0])
    for person in leaders:
        told = ActionOwnerLeftNotice(
            case_id=action.case_id,
            recipient=person,
            action_id=action.id,
            left=action.owner,
            once=once_of(action),
        )
        tell(work, [told])
    event = _event(action, given)
    carry_out_on_action(work, given, case, event=event, actor=VIGIE)
    return True


def _present(connection: Connection, leaders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(person for person in leaders if not people.has_left(connection, person))


def _event(old: Action, new: Action) -> JournalRecord:
    return JournalRecord(
        name=Event.ACTION_OWNER_LEFT,
        changes=changes_between(old, new),
        details={"action": old.ref, "action_id": str(old.id)},
    )
