"""At which pace messages leave: no faster than Slack takes them (docs.slack.dev, rate limits)."""

import asyncio
from collections import defaultdict

from bot.domain.outgoing import ABOUT_DEADLINES

BURST = 3
"""Messages that one channel takes at once before its pace begins."""
CHANNELS_AT_ONCE = 8
"""Channels that a workspace takes messages in at the full pace: beside the one a second of each
channel, Slack takes « several hundred a minute » in all."""
WORKSPACE_BURST = 24


class Pacing:
    """Holds a message back until its channel and the workspace take it."""

    def __init__(self, posts_per_second: float) -> None:
        """`posts_per_second`: to one channel; Slack takes one."""
        pause = 1 / posts_per_second
        self._of_channel: defaultdict[str, Pace] = defaultdict(lambda: Pace(pause, burst=BURST))
        self._of_all = Pace(pause / CHANNELS_AT_ONCE, burst=WORKSPACE_BURST)
        # nobody waits for these, and twenty made at once would be felt by whoever files just then
        self._about_deadlines = Pace(pause / CHANNELS_AT_ONCE, burst=1)

    async def turn(self, channel: str, *, kind: str) -> None:
        """Wait until a message of this kind may be posted there."""
        await self._of_channel[channel].wait()
        if kind in ABOUT_DEADLINES:
            await self._about_deadlines.wait()
        await self._of_all.wait()


class Pace:
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
