"""The audit of reminders: no open case may be without one, whatever went wrong before."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.services.offices import current_office
from bot.services.planning import replan
from storage import cases, outbox, reminders
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
        if not reminders.unplanned(connection, limit=1):
            return Audit(unplanned=0)
    with database.writing() as connection:
        office = current_office(connection, defaults)
        found = reminders.unplanned(connection, limit=AT_ONCE)
        refs = []
        for case_id in found:
            case = cases.for_update(connection, case_id)
            if case is not None:
                replan(connection, case, office=office, now=now)
                refs.append(case.ref)
        _tell(connection, sorted(refs), office=office, now=now)
    return Audit(unplanned=len(found))


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
