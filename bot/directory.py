"""Who is who, at hand without a call: the members as last heard of."""

from typing import Any

from bot.domain.office import Locale
from bot.domain.people import Person
from bot.ui.answers import clean
from bot.workers import Workers
from storage import people
from storage.database import Database

_SLACKBOT = "USLACKBOT"
"""Slack's own bot, which `users.list` describes as if it were a person."""


class Directory:
    """The members in memory, so that a modal opens in its reader's language at once.

    Filled from the database, then from `users.list` at the start and from events;
    never in front of `views.open`, whose trigger lives three seconds.
    """

    def __init__(self, database: Database, workers: Workers) -> None:
        self._database = database
        self._workers = workers
        self._members: dict[str, Person] = {}

    def person(self, user: str) -> Person:
        """What is known of a member; of an unknown one only the id."""
        return self._members.get(user) or Person(id=user, name=user)

    def locale_of(self, user: str, *, otherwise: Locale) -> Locale:
        """The language to speak to a member: their own if Vigie speaks it."""
        locale = self.person(user).locale
        if locale is None:
            return otherwise
        language = locale.partition("-")[0].lower()
        return Locale(language) if language in set(Locale) else otherwise

    async def load(self) -> None:
        """Start from what was known when Vigie last ran."""
        for person in await self._workers.run(self._read):
            self._members[person.id] = person

    async def heard(self, members: list[Person]) -> None:
        """Take what Slack says of members, and remember it."""
        news = [person for person in members if self._members.get(person.id) != person]
        self._members.update({person.id: person for person in news})
        await self._workers.run(self._write, news)

    def _read(self) -> tuple[Person, ...]:
        with self._database.reading() as connection:
            return people.everyone(connection)

    def _write(self, news: list[Person]) -> None:
        if news:
            with self._database.writing() as connection:
                people.remember(connection, news)


def person_of(member: dict[str, Any]) -> Person:
    """A member as `users.list` and the `user_change` event describe them."""
    profile = member.get("profile", {})
    name = profile.get("display_name") or member.get("real_name") or member.get("name") or "?"
    return Person(
        id=str(member["id"]),
        name=clean(str(name)),
        locale=member.get("locale"),
        zone=member.get("tz"),
        is_admin=bool(member.get("is_admin")),
        is_deleted=bool(member.get("deleted")),
        is_bot=bool(member.get("is_bot")) or member["id"] == _SLACKBOT,
    )
