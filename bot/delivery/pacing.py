"""At which pace messages leave: no faster than Slack takes them (docs.slack.dev, rate limits)."""

import asyncio
from collections import defaultdict

from bot.domain.errors import StorageUnavailableError
from bot.domain.messages.registry import type_of
from bot.workers import Workers
from storage.database import Database
from storage.messages import processes
from storage.messages.processes import SendingRate

BURST = 3
"""Messages that one channel takes at once before its pace begins."""
CHANNELS_AT_ONCE = 8
"""Channels that a workspace takes messages in at the full pace: beside the one a second of each
channel, Slack takes « several hundred a minute » in all."""
WORKSPACE_BURST = 24
PATIENCE = 10.0
"""Seconds that a message in hand waits for its turn: well within the lease of its claim."""


class SharedPaces:
    """The paces of channels as all processes on one database keep them."""

    def __init__(self, database: Database, workers: Workers, *, posts_per_second: float) -> None:
        """`posts_per_second`: to one channel; Slack takes one."""
        self._database = database
        self._workers = workers
        self._rate = SendingRate(pause=1 / posts_per_second, burst=BURST)

    async def take_turn(self, channel: str) -> float | None:
        """In how many seconds a message may leave; None when that is too long to wait.

        Raises StorageUnavailableError.
        """
        return await self._workers.run(self._take, channel)

    def _take(self, channel: str) -> float | None:
        with self._database.writing() as connection:
            return processes.take_turn(connection, channel, self._rate, patience=PATIENCE)


class Pacing:
    """Holds a message back until its channel and the workspace take it."""

    def __init__(self, posts_per_second: float, *, shared: SharedPaces | None = None) -> None:
        """`posts_per_second`: to one channel; Slack takes one. Without `shared`, of one process."""
        pause = 1 / posts_per_second
        self._shared = shared
        self._of_channel: defaultdict[str, ChannelPace] = defaultdict(
            lambda: ChannelPace(pause, burst=BURST)
        )
        self._of_all = ChannelPace(pause / CHANNELS_AT_ONCE, burst=WORKSPACE_BURST)
        # nobody waits for these, and twenty made at once would be felt by whoever files just then
        self._about_deadlines = ChannelPace(pause / CHANNELS_AT_ONCE, burst=1)

    async def turn(self, channel: str, *, kind: str) -> bool:
        """Wait until a message of this kind may be posted there; False when it is too long."""
        if type_of(kind).is_about_deadlines:
            await self._about_deadlines.wait()
        wait = await self._wait_for(channel)
        if wait is None:
            return False
        await asyncio.sleep(wait)
        await self._of_all.wait()
        return True

    async def _wait_for(self, channel: str) -> float | None:
        if self._shared is not None:
            try:
                return await self._shared.take_turn(channel)
            except StorageUnavailableError:
                pass  # what is in hand is still sent, at this process's own pace
        return self._of_channel[channel].reserve(asyncio.get_running_loop().time())


class ChannelPace:
    """Lets `burst` posts through at once, then one every `pause` seconds."""

    def __init__(self, pause: float, *, burst: int) -> None:
        self._pause = pause
        self._burst = burst
        self._paid_until = 0.0

    async def wait(self) -> None:
        await asyncio.sleep(self.reserve(asyncio.get_running_loop().time()))

    def reserve(self, now: float) -> float:
        """In how many seconds the next message may leave; its place is taken."""
        self._paid_until = max(self._paid_until, now) + self._pause
        return max(self._paid_until - now - self._burst * self._pause, 0.0)
