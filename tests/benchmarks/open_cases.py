"""Registers full of open cases, each with its reminders: written by the database itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Connection, String, cast, literal, select, text, update

from bot.services.cases.filing import Draft, file_case
from bot.services.deadlines.reminding import remind_due
from bot.services.deadlines.upcoming import send_weekly
from storage.database import Database
from storage.messages.outbox import State
from storage.tables import cases, open_deadlines, outbox, reminders
from tests.benchmarks.copying import hurrying, id_of, insert_copies, numbers_to, scattered_id
from tests.benchmarks.databases import migrated
from tests.support.builders import NOW, complaint_draft, incident_draft, opened

_CACHE_KIB = 1_000_000
_ROOM = 100
"""More than a case has reminders, so that the ids of their copies never meet."""


def with_open_cases(
    url: str,
    *,
    size: int,
    each: int = _ROOM,
    draft: Draft | None = None,
    now: datetime = NOW,
) -> Database:
    """A database with so many open cases, of which nothing is left to say at this moment.

    All are copies of one that was filed and recalled as new, with its deadlines and `each` of
    its reminders, the soonest.
    """
    database = migrated(url)
    send_weekly(opened(database, now=now))
    case = file_case(opened(database, now=now), draft or complaint_draft()).case
    remind_due(opened(database, now=now))
    with database.writing() as connection:
        connection.execute(update(outbox).values(state=State.DELIVERED))
        with hurrying(connection, cases, open_deadlines, reminders):
            _copy(connection, case.id, times=size - 1, each=each)
        connection.execute(text("ANALYZE"))
    return database


def with_scattered_cases(url: str, *, size: int) -> Database:
    """A database with so many open cases alone, in no order, as ids come by chance."""
    database = migrated(url)
    case = file_case(opened(database), incident_draft()).case
    with database.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")
        numbers = numbers_to(size - 1)
        number = numbers.c.number
        own = scattered_id(cast(number, BigInteger), connection)
        ref = literal("INC-2027-") + cast(number, String)
        changed = {"id": own, "submission_id": own, "ref": ref}
        with hurrying(connection, cases):
            insert_copies(connection, cases, changed, numbers, only=cases.c.id == case.id)
        connection.execute(text("ANALYZE"))
    database.close()  # what is measured has a connection of its own, and the usual cache
    return database


def _copy(connection: Connection, case_id: UUID, *, times: int, each: int) -> None:
    if not times:
        return
    numbers = numbers_to(times)
    number = numbers.c.number
    own = id_of(number, connection)
    ref = literal("REC-2027-") + cast(number, String)
    changed = {"id": own, "submission_id": own, "ref": ref}
    insert_copies(connection, cases, changed, numbers, only=cases.c.id == case_id)
    about = {"subject": own, "case_id": own}
    insert_copies(
        connection, open_deadlines, about, numbers, only=open_deadlines.c.subject == case_id
    )
    theirs = select(reminders.c.id).where(reminders.c.subject == case_id)
    soonest = theirs.order_by(reminders.c.remind_at).limit(each)
    for place, reminder_id in enumerate(connection.execute(soonest).scalars().all()):
        named = about | {"id": id_of(number * _ROOM + place, connection)}
        insert_copies(connection, reminders, named, numbers, only=reminders.c.id == reminder_id)
