"""The audit of reminders: no open case may be without one, whatever went wrong before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.services.offices import current_office
from bot.services.planning import replan, replan_action
from storage import actions, cases, outbox, reminders
from storage.database import Database
from storage.outbox import Wish

AT_ONCE = 200
"""Cases mended in one audit; the next one mends the others."""
NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an audit found: how many open cases had no reminder, and were given one."""

    unplanned: int


def audit_plans(database: Database, *, now: datetime, defaults: Office) -> Audit:
    """Plan what open cases lack, and tell the quality managers which they were.

    Nothing is ever found unless the program has a fault or the database was touched by
    hand. Raises StorageUnavailableError.
    """
    with database.reading() as connection:
        if not (
            reminders.unplanned_cases(connection, limit=1)
            or reminders.unplanned_actions(connection, limit=1)
        ):
            return Audit(unplanned=0)
    with database.writing() as connection:
        office = current_office(connection, defaults)
        refs = [
            *_plan_cases(connection, office=office, now=now),
            *_plan_actions(connection, office=office, now=now),
        ]
        _tell(connection, refs, office=office, now=now)
    return Audit(unplanned=len(refs))


def _plan_cases(connection: Connection, *, office: Office, now: datetime) -> Iterator[str]:
    for case_id in reminders.unplanned_cases(connection, limit=AT_ONCE):
        case = cases.for_update(connection, case_id)
        if case is not None:
            replan(connection, case, office=office, now=now)
            yield case.ref


def _plan_actions(connection: Connection, *, office: Office, now: datetime) -> Iterator[str]:
    for action_id in reminders.unplanned_actions(connection, limit=AT_ONCE):
        action = actions.for_update(connection, action_id)
        if action is not None:
            replan_action(connection, action, office=office, now=now)
            yield action.ref


def _tell(connection: Connection, refs: list[str], *, office: Office, now: datetime) -> None:
    day = office.calendar.day_of(now)
    details = {"refs": refs[:NAMED], "count": len(refs)}
    outbox.wish_once(
        connection,
        [
            Wish(
                kind=Outgoing.AUDIT,
                key=f"{Outgoing.AUDIT}:{day}:{manager}",
                at=now,
                recipient=manager,
                details=details,
            )
            for manager in office.quality_managers
        ],
    )
