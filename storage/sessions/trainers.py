"""Trainers' names as sessions write them, and the members that they are."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from storage.tables import trainers


def unmatched(connection: Connection) -> dict[str, str]:
    """The names that are no member's yet, as they are written, by key."""
    query = select(trainers.c.key, trainers.c.name).where(trainers.c.person.is_(None))
    return {row.key: row.name for row in connection.execute(query.order_by(trainers.c.name))}


def match_all(connection: Connection, persons: Mapping[str, str], *, by: str, at: datetime) -> None:
    """Write which member each name is, by key."""
    matched = update(trainers).where(trainers.c.key == bindparam("name_key"))
    values = {"person": bindparam("member"), "matched_by": by, "matched_at": at}
    rows = [{"name_key": key, "member": person} for key, person in persons.items()]
    connection.execute(matched.values(values), rows)
