"""Other installs on the same Slack app: noticed by their connections, and by their messages."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from bot.clock import TOLERATED
from bot.domain.errors import StorageUnavailableError
from bot.services.unit_of_work import UnitOfWork, UseCases
from bot.slack.gateway import CallError, SlackGateway
from storage.messages import outbox, processes

log = structlog.get_logger()

CONFIRMED_AFTER = timedelta(minutes=2)
"""Slack may count a connection that broke for a while: it is asked again before anybody is told."""
ASK_AGAIN_EVERY = timedelta(hours=1)
LOOK_AT_MESSAGES_EVERY = timedelta(minutes=5)


class Neighbours:
    """Traces of other installs since this process began."""

    def __init__(
        self, *, use_cases: UseCases, gateway: SlackGateway, bot_id: str, sockets: int
    ) -> None:
        self._use_cases = use_cases
        self._clock = use_cases.clock
        self._gateway = gateway
        self._bot_id = bot_id
        self._sockets = sockets
        self._process = uuid4()
        # what somebody else posted until now was before us
        self._seen_until = self._clock.now() + TOLERATED
        self._looked_at: datetime | None = None
        self._asked_at = self._clock.now()
        self._counted = 0
        self._excess_since: datetime | None = None
        self._is_confirmed = False
        self._seen_message_at: datetime | None = None

    @property
    def are_there(self) -> bool:
        """Whether another install uses the same app by now, as far as was seen."""
        return self._is_confirmed or self._seen_message_at is not None

    async def beat(self) -> None:
        """Tell the processes on the same database that this one is at work."""
        await self._use_cases.run(self._beat)

    async def heard(self, connections: int) -> None:
        """Slack counts so many connections of the app, just after one was opened."""
        now, self._counted = self._clock.now(), connections
        try:
            ours = await self._use_cases.read(_ours)
        except StorageUnavailableError:
            return
        self._suspect(now, ours)
        since = self._excess_since
        self._is_confirmed = since is not None and now - since >= CONFIRMED_AFTER

    async def look(self, ask_again: Callable[[], Awaitable[None]]) -> None:
        """Say that this process is at work; look for others. `ask_again` has Slack count anew.

        Raises StorageUnavailableError.
        """
        # one instant for both: where the clock leaps between them, our own would count as gone
        now, ours = await self._use_cases.run(self._beat_and_count)
        self._suspect(now, ours)
        pause = ASK_AGAIN_EVERY if self._is_confirmed else CONFIRMED_AFTER
        if self._excess_since is not None and now - self._asked_at >= pause:
            self._asked_at = now
            await ask_again()
        await self._look_at_messages(now)

    def _suspect(self, now: datetime, ours: int) -> None:
        """Whether Slack counted more than ours, some of which may have ended since."""
        if self._counted <= ours:
            self._excess_since = None
        elif self._excess_since is None:
            log.warning("more connections than ours", connections=self._counted, ours=ours)
            self._excess_since = now

    async def _look_at_messages(self, now: datetime) -> None:
        """Whether our bot posted, since we began, what no outbox of ours knows."""
        if self._looked_at is not None and now - self._looked_at < LOOK_AT_MESSAGES_EVERY:
            return
        self._looked_at = now
        channel = await self._use_cases.read(_channel)
        if channel is None:
            return
        try:
            posted = await self._gateway.posted(channel, since=self._seen_until, by=self._bot_id)
        except CallError:
            return
        if await self._use_cases.read(_unknown, posted):
            self._seen_message_at = now
        elif self._seen_message_at is not None and now - self._seen_message_at > ASK_AGAIN_EVERY:
            self._seen_message_at = None
        self._seen_until = max(self._seen_until, now - TOLERATED)

    def _beat(self, work: UnitOfWork) -> None:
        processes.beat(work.connection, self._process, sockets=self._sockets, now=work.now)

    def _beat_and_count(self, work: UnitOfWork) -> tuple[datetime, int]:
        self._beat(work)
        return work.now, _ours(work)


def _ours(work: UnitOfWork) -> int:
    return processes.count_sockets(work.connection, now=work.now)


def _channel(work: UnitOfWork) -> str | None:
    return work.office.quality_channel


def _unknown(work: UnitOfWork, posted: list[UUID]) -> bool:
    return not outbox.are_known(work.connection, posted)
