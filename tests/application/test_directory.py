"""Who is who, heard of by several processes on one database."""

from typing import Any

import pytest

from bot.slack.directory import Directory
from bot.workers import Workers
from storage.database import Database
from storage.school import people
from tests.support.sandbox_screens import Json

MARC = "U0MARC"


def described(user: str = MARC, **given: Any) -> Json:
    """A member as Slack describes them."""
    return {"id": user, "name": "marc", "profile": {"display_name": "Marc"}, **given}


async def replica(database: Database) -> Directory:
    directory = Directory(database, Workers(1))
    await directory.load()
    return directory


def has_left(database: Database) -> bool:
    with database.reading() as connection:
        return people.has_left(connection, MARC)


async def test_who_left_and_came_back_through_two_processes_is_there(database: Database) -> None:
    """Each of the two heard one event, and the other never heard of a change."""
    one = await replica(database)
    await one.hear([described()])
    other = await replica(database)
    await one.hear([described(deleted=True)])
    while_away = has_left(database)
    await other.hear([described()])

    assert (while_away, has_left(database)) == (True, False)


@pytest.mark.one_database
async def test_of_a_large_workspace_only_the_news_is_written(database: Database) -> None:
    directory = await replica(database)
    everyone = [described(f"U{number:04}") for number in range(600)]
    await directory.hear(everyone)
    with database.reading() as connection:
        known = people.everyone(connection)
        assert people.news_among(connection, known) == ()

    everyone[7] = described("U0007", deleted=True)
    await directory.hear(everyone)
    with database.reading() as connection:
        left = [person.id for person in people.everyone(connection) if person.is_deleted]

    assert (len(known), left) == (600, ["U0007"])
