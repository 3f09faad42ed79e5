"""How people want to be told of deadlines."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from bot.domain.people import ReminderStyle
from storage.tables import preferences
from storage.upsert import insert_into


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
