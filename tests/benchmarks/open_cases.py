"""Registers full of open cases, each with its reminders: written by the database itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    String,
    Table,
    Uuid,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    true,
    update,
)

from bot.services.digests import send_weekly
from bot.services.filing import Draft, file_case
from bot.services.reminding import remind_due
from storage.database import Database
from storage.outbox import State
from storage.tables import cases, open_deadlines, outbox, reminders
from tests.benchmarks.copying import scattered_id
from tests.benchmarks.databases import migrated
from tests.support.builders import NOW, OFFICE, complaint_draft, incident_draft

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
    send_weekly(database, now=now, defaults=OFFICE)
    case = file_case(database, draft or complaint_draft(), now=now, defaults=OFFICE).case
    remind_due(database, now=now, defaults=OFFICE)
    with database.writing() as connection:
        connection.execute(update(outbox).values(state=State.DELIVERED))
        _copy(connection, case.id, times=size - 1, each=each)
        connection.execute(text("ANALYZE"))
    return database


def with_scattered_cases(url: str, *, size: int) -> Database:
    """A database with so many open cases alone, in no order, as ids come by chance."""
    database = migrated(url)
    case = file_case(database, incident_draft(), now=NOW, defaults=OFFICE).case
    with database.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")
        numbers = _numbers(size - 1)
        number = numbers.c.number
        own = scattered_id(cast(number, BigInteger), connection)
        ref = literal("INC-2027-") + cast(number, String)
        changed = {"id": own, "submission_id": own, "ref": ref}
        _insert(connection, cases, changed, numbers, only=cases.c.id == case.id)
        connection.execute(text("ANALYZE"))
    database.close()  # what is measured has a connection of its own, and the usual cache
    return database


def _copy(connection: Connection, case_id: UUID, *, times: int, each: int) -> None:
    if not times:
        return
    numbers = _numbers(times)
    number = numbers.c.number
    own = _id_of(number, connection)
    ref = literal("REC-2027-") + cast(number, String)
    changed = {"id": own, "submission_id": own, "ref": ref}
    _insert(connection, cases, changed, numbers, only=cases.c.id == case_id)
    about = {"subject": own, "case_id": own}
    _insert(connection, open_deadlines, about, numbers, only=open_deadlines.c.subject == case_id)
    theirs = select(reminders.c.id).where(reminders.c.subject == case_id)
    soonest = theirs.order_by(reminders.c.remind_at).limit(each)
    for place, reminder_id in enumerate(connection.execute(soonest).scalars().all()):
        named = about | {"id": _id_of(number * _ROOM + place, connection)}
        _insert(connection, reminders, named, numbers, only=reminders.c.id == reminder_id)


def _insert(
    connection: Connection,
    table: Table,
    changed: dict[str, Any],
    numbers: FromClause,
    *,
    only: ColumnElement[bool],
) -> None:
    """A copy of one row for each number, with what has to differ."""
    copied = [changed.get(column.name, column).label(column.name) for column in table.c]
    rows = select(*copied).select_from(numbers.join(table, true())).where(only)
    connection.execute(insert(table).from_select([column.name for column in table.c], rows))


def _numbers(last: int) -> FromClause:
    first = select(literal(1, Integer).label("number")).cte("numbers", recursive=True)
    following = select(first.c.number + 1).where(first.c.number < last)
    return first.union_all(following)


def _id_of(number: ColumnElement[int], connection: Connection) -> ColumnElement[Any]:
    """An id that has this number in it, as this database keeps ids."""
    if connection.dialect.name == "sqlite":
        return func.printf("%032x", number)
    return cast(func.lpad(func.to_hex(number), 32, "0"), Uuid)
