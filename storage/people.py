"""The workspace's members as last heard of: locale, zone, whether they left."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select

from bot.domain.people import Person
from storage.tables import people
from storage.upsert import insert_into


def everyone(connection: Connection) -> tuple[Person, ...]:
    return tuple(Person(**row) for row in connection.execute(select(people)).mappings())


def has_left(connection: Connection, person: str) -> bool:
    """Whether a member's account is known to be deactivated."""
    query = select(people.c.is_deleted).where(people.c.id == person)
    return bool(connection.execute(query).scalar_one_or_none())


def by_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Person]:
    """The members known among these, by id."""
    rows = connection.execute(select(people).where(people.c.id.in_(set(ids)))).mappings()
    return {row["id"]: Person(**row) for row in rows}


def remember(connection: Connection, members: Sequence[Person]) -> None:
    """Write members, each over what was known before."""
    if not members:
        return
    fresh = insert_into(connection, people)
    newest = {
        column.name: fresh.excluded[column.name] for column in people.c if column.name != "id"
    }
    statement = fresh.on_conflict_do_update(index_elements=["id"], set_=newest)
    connection.execute(statement, [asdict(member) for member in members])
