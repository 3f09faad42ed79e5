"""The workspace's members as last heard of: locale, zone, whether they left."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select

from bot.domain.school.office import Person, ReminderStyle
from storage.tables import people, preferences
from storage.types import insert_into

_MANY = 500
"""Members that are named to the database one by one; of more it tells all that it knows."""


def everyone(connection: Connection) -> tuple[Person, ...]:
    return tuple(Person(**row) for row in connection.execute(select(people)).mappings())


def is_anybody_known(connection: Connection) -> bool:
    """Whether Slack has told of the workspace's members yet."""
    return connection.execute(select(people.c.id).limit(1)).first() is not None


def has_left(connection: Connection, person: str) -> bool:
    """Whether a member's account is known to be deactivated."""
    query = select(people.c.is_deleted).where(people.c.id == person)
    return bool(connection.execute(query).scalar_one_or_none())


def by_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Person]:
    """The members known among these, by id."""
    rows = connection.execute(select(people).where(people.c.id.in_(set(ids)))).mappings()
    return {row["id"]: Person(**row) for row in rows}


def away(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Those among these who are known to have left, or to be programs."""
    known = by_ids(connection, ids)
    return frozenset(one for one, person in known.items() if not person.may_own)


def admins(connection: Connection) -> tuple[str, ...]:
    """The workspace's admins who are there, in the order of their ids."""
    is_there = people.c.is_admin & ~people.c.is_deleted & ~people.c.is_bot
    return tuple(
        connection.execute(select(people.c.id).where(is_there).order_by(people.c.id)).scalars()
    )


def news_among(connection: Connection, members: Sequence[Person]) -> tuple[Person, ...]:
    """Those of whom something else was known, or nothing."""
    if len(members) > _MANY:
        known = {person.id: person for person in everyone(connection)}
    else:
        known = by_ids(connection, (person.id for person in members))
    return tuple(person for person in members if known.get(person.id) != person)


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


def choose_style(connection: Connection, person: str, style: ReminderStyle) -> None:
    """Write a person's choice over the one before."""
    fresh = insert_into(connection, preferences).values(person=person, reminder_style=style)
    statement = fresh.on_conflict_do_update(
        index_elements=["person"], set_={"reminder_style": style}
    )
    connection.execute(statement)


def styles_of(connection: Connection, persons: Iterable[str]) -> dict[str, ReminderStyle]:
    """The choices that were made among these people."""
    query = select(preferences).where(preferences.c.person.in_(set(persons)))
    return {row.person: row.reminder_style for row in connection.execute(query)}
