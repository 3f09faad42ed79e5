"""Names of channels: asked of Slack when somebody names one by its id alone, and kept."""

import asyncio
import re
from collections.abc import Iterator, Mapping
from itertools import islice

import structlog

from bot.slack.gateway import CallError, SlackGateway

log = structlog.get_logger()

ANSWER_WITHIN_SECONDS = 1.0
"""A form is to be opened within three seconds of the press (trigger_id)."""
_MOST = 5
"""Channels asked about for one message."""
_NAMED = re.compile(r"<#([CG][A-Z0-9]{5,20})\|?>")


class ChannelNames:
    """Channels by their names; one that Vigie may not see keeps its id."""

    def __init__(self, gateway: SlackGateway) -> None:
        self._gateway = gateway
        self._known: dict[str, str] = {}

    def name_of(self, channel: str) -> str | None:
        """A channel's name; None when it was not learnt."""
        return self._known.get(channel)

    async def learn(self, message: Mapping[str, object]) -> None:
        """Ask for the names of the channels in a message that Slack gives none for."""
        wanted = islice((one for one in _channels_in(message) if one not in self._known), _MOST)
        await asyncio.gather(*map(self._ask, dict.fromkeys(wanted)))

    async def _ask(self, channel: str) -> None:
        try:
            async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
                answer = await self._gateway.read("conversations.info", {"channel": channel})
            self._known[channel] = str(answer["channel"]["name"])
        except (CallError, KeyError, TimeoutError) as error:
            log.info("channel not known", channel=channel, error=type(error).__name__)


def _channels_in(node: object) -> Iterator[str]:
    match node:
        case str():
            yield from _NAMED.findall(node)
        case Mapping():
            if node.get("type") == "channel" and isinstance(which := node.get("channel_id"), str):
                yield which
            for value in node.values():
                yield from _channels_in(value)
        case list():
            for item in node:
                yield from _channels_in(item)
