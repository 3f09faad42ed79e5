"""Who is who, at hand without a call: the members as last heard of, kept up to date."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from bot.domain.errors import StorageUnavailableError
from bot.domain.school.office import Locale, Person
from bot.slack.gateway import CallError, PostponedError, SlackGateway
from bot.ui.blocks.answers import clean
from bot.workers import Workers
from storage.database import Database
from storage.school import people

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
        self._home = OwnWorkspace()

    def knows(self, user: str) -> bool:
        """Whether somebody is known as a member of the workspace."""
        return user in self._members

    def is_ours(self, user: str, team: str) -> bool:
        """Whether somebody of that `team_id` is of our workspace.

        On Enterprise Grid a member may have the id of a sister workspace: Slack lists them then.
        """
        return self._home.is_own(team) or bool(self._home.enterprise and self.knows(user))

    def settle_in(self, home: "OwnWorkspace") -> None:
        """Take for members, from now on, only those of this workspace."""
        self._home = home

    def person(self, user: str) -> Person:
        """A member's record; of an unknown one only the id."""
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

    async def hear(self, members: Iterable[Mapping[str, Any]]) -> tuple[Person, ...]:
        """Take what Slack says of people, and remember it of members; who those are.

        Of a channel shared with another workspace Slack lists and tells the people too.
        """
        ours = tuple(person_of(member) for member in members if self._home.is_of(member))
        await self._take(ours)
        return ours

    async def _take(self, members: tuple[Person, ...]) -> None:
        self._members.update({person.id: person for person in members})
        await self._workers.run(self._write, members)

    def _read(self) -> tuple[Person, ...]:
        with self._database.reading() as connection:
            return people.everyone(connection)

    def _write(self, members: Sequence[Person]) -> None:
        """What is news is told by the database: another process may have heard otherwise."""
        with self._database.reading() as connection:
            news = people.news_among(connection, members)
        if news:
            with self._database.writing() as connection:
                people.remember(connection, news)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWorkspace:
    """The workspace that Vigie serves, as `auth.test` names it; `enterprise` on Enterprise Grid."""

    team: str = ""
    enterprise: str = ""

    def is_own(self, team: str) -> bool:
        """Whether a person's `team_id` is no other workspace's."""
        return not self.team or team in {"", self.team, self.enterprise}

    def is_of(self, member: Mapping[str, Any]) -> bool:
        """Whether Slack describes a member, not somebody of a workspace one shares a channel with.

        On Enterprise Grid people of several workspaces keep the id of their first.
        """
        if member.get("is_stranger"):
            return False
        teams = (member.get("enterprise_user") or {}).get("teams") or ()
        return self.is_own(str(member.get("team_id") or "")) or self.team in teams


def home_of(identity: Mapping[str, Any]) -> OwnWorkspace:
    """The workspace that the answer to `auth.test` names."""
    return OwnWorkspace(
        team=str(identity.get("team_id") or ""), enterprise=str(identity.get("enterprise_id") or "")
    )


def person_of(member: Mapping[str, Any]) -> Person:
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
        # single-channel guests are restricted too, but Slack does not promise it
        is_guest=bool(member.get("is_restricted") or member.get("is_ultra_restricted")),
    )


log = structlog.get_logger()

ASKED_EVERY = timedelta(hours=6)
"""Events keep the directory fresh; this mends what was missed while Vigie was away."""
LOOKED_EVERY = timedelta(seconds=5)
"""How often to look whether it is time to ask."""
LONGEST_PAUSE = timedelta(minutes=5)
ANSWER_WITHIN_SECONDS = 1.5
"""A form waits for what is asked about one member, and its trigger lives three seconds."""


class Members:
    """Fills the directory from `users.list`, and from `users.info` for one who is not in it."""

    def __init__(
        self,
        *,
        gateway: SlackGateway,
        directory: Directory,
        when_heard: Callable[[], Awaitable[None]],
    ) -> None:
        self._gateway = gateway
        self._directory = directory
        self._when_heard = when_heard
        self._due_at = 0.0
        self._failures = 0

    async def ask_when_due(self) -> None:
        """Ask for everyone, unless that was done lately or Slack wants to be left alone a while."""
        now = asyncio.get_running_loop().time()
        if now < self._due_at:
            return
        pause = await self._ask()
        self._due_at = now + pause.total_seconds()

    async def ask_about(self, user: str) -> None:
        """Hear of one member who is not known yet; of one who is, events tell."""
        if self._directory.knows(user):
            return
        try:
            async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
                about = {"user": user, "include_locale": True}
                answer = await self._gateway.read("users.info", about)
            await self._directory.hear([answer["user"]])
        except (CallError, StorageUnavailableError, TimeoutError) as error:
            log.warning("member not heard of", user=user, error=type(error).__name__)

    async def _ask(self) -> timedelta:
        """Ask for everyone; how long to leave it then."""
        try:
            members = [member async for member in self._gateway.members()]
            await self._directory.hear(members)
            await self._when_heard()
        except (CallError, StorageUnavailableError) as error:
            self._failures += 1
            pause = _pause_after(self._failures, error)
            log.warning("members not heard", error=str(error), again_in=pause.total_seconds())
            return pause
        self._failures = 0
        return ASKED_EVERY


def _pause_after(failures: int, error: Exception) -> timedelta:
    """As long as Slack says, else 1 s, 2 s, 4 s … at most five minutes."""
    if isinstance(error, PostponedError) and error.retry_in:
        return timedelta(seconds=error.retry_in)
    return min(timedelta(seconds=2 ** min(failures - 1, 10)), LONGEST_PAUSE)
