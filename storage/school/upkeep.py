"""What is noted of the installation itself: its last backup, its last rehearsal of a restore."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from bot.domain.school.upkeep import Fact, Upkeep
from storage.tables import process_facts
from storage.types import insert_into

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

_PREFIX = "upkeep:"


def note(connection: Connection, fact: Fact, *, now: datetime) -> None:
    """It was done now."""
    fresh = _row(connection, fact, now=now)
    again = {"at": fresh.excluded.at}
    connection.execute(fresh.on_conflict_do_update(index_elements=["name"], set_=again))


def note_first(connection: Connection, fact: Fact, *, now: datetime) -> None:
    """It was done now, unless it had been before."""
    connection.execute(_row(connection, fact, now=now).on_conflict_do_nothing())


def upkeep(connection: Connection) -> Upkeep:
    """When each was last done."""
    query = select(process_facts.c.name, process_facts.c.at).where(
        process_facts.c.name.in_([f"{_PREFIX}{fact}" for fact in Fact])
    )
    at: dict[str, datetime] = {row.name: row.at for row in connection.execute(query)}
    return Upkeep(
        watched_since=at.get(f"{_PREFIX}{Fact.WATCHED}"),
        backed_up_at=at.get(f"{_PREFIX}{Fact.BACKED_UP}"),
        rehearsed_at=at.get(f"{_PREFIX}{Fact.REHEARSED}"),
    )


def _row(
    connection: Connection, fact: Fact, *, now: datetime
) -> "postgresql.Insert | sqlite.Insert":
    row = {"name": f"{_PREFIX}{fact}", "value": "", "at": now}
    return insert_into(connection, process_facts).values(row)
