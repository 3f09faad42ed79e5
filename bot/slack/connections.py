"""The Socket Mode connections: two, so that a refresh never makes Vigie deaf, and watched."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient

log = structlog.get_logger()

CONNECTIONS = 2
"""Slack allows ten and delivers each envelope to any one of them."""
PING_SECONDS = 5
SILENT_SECONDS = 60
"""A socket whose pings go unanswered for so long is dead, whatever it says of itself."""


class Connections:
    """Opens the sockets, tells how many live, and replaces one that went silent."""

    def __init__(
        self, app: AsyncApp, *, app_token: str, counted: Callable[[int], Awaitable[None]]
    ) -> None:
        """`counted` hears how many connections of the app Slack counts when one opens."""
        self._app = app
        self._counted = counted
        self._app_token = app_token
        self._handlers: list[AsyncSocketModeHandler] = []
        self._pongs: list[float | None] = []
        self._heard_at: list[float] = []
        self._one_at_a_time = asyncio.Lock()
        self._is_closing = False

    async def open(self, first_url: str) -> None:
        """Connect; `first_url` comes from the call that proved the app-level token."""
        self._handlers = [self._handler() for _ in range(CONNECTIONS)]
        self._pongs = [None] * CONNECTIONS
        self._heard_at = [time.monotonic()] * CONNECTIONS
        self._handlers[0].client.wss_uri = first_url
        await asyncio.gather(*(handler.connect_async() for handler in self._handlers))

    async def alive(self) -> int:
        """How many connections answer now."""
        return sum([await _is_alive(handler) for handler in self._handlers])

    async def replace_silent(self) -> None:
        """Open anew what no longer answers; the library's own monitor can stall too."""
        for index, handler in enumerate(self._handlers):
            pong, is_fresh = handler.client.last_ping_pong_time, await _is_alive(handler)
            if pong != self._pongs[index] or (pong is None and is_fresh):
                # by a clock that nobody can set: the library's own is the wall's
                self._pongs[index], self._heard_at[index] = pong, time.monotonic()
            if time.monotonic() - self._heard_at[index] > SILENT_SECONDS:
                log.warning("socket replaced", connection=index)
                await self._replace(index)

    async def close(self) -> None:
        """Close every connection; what was received is still answered by its handler."""
        self._is_closing = True
        await asyncio.gather(*(_close(handler) for handler in self._handlers))
        async with self._one_at_a_time:  # one that was being opened ends, and leaves its session
            sessions = [handler.client.aiohttp_client_session for handler in self._handlers]
            await asyncio.gather(*(session.close() for session in sessions))

    async def count_anew(self) -> None:
        """Open one connection anew: Slack counts them only when one opens.

        As at a refresh that Slack asks for: what came over the old one is acknowledged over the
        new one.
        """
        async with self._one_at_a_time:
            if not self._is_closing:
                await self._handlers[0].client.connect_to_new_endpoint(force=True)

    async def _replace(self, index: int) -> None:
        async with self._one_at_a_time:
            if self._is_closing:
                return
            old, self._handlers[index] = self._handlers[index], self._handler()
            self._heard_at[index] = time.monotonic()
            await _close(old)
            await self._handlers[index].connect_async()

    def _handler(self) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(
            self._app, app_token=self._app_token, ping_interval=PING_SECONDS
        )
        handler.client.message_listeners.append(self._hear)
        return handler

    async def _hear(
        self, _client: AsyncBaseSocketModeClient, message: dict[str, Any], _raw: str | None
    ) -> None:
        if message.get("type") == "hello" and isinstance(message.get("num_connections"), int):
            await self._counted(message["num_connections"])


async def _is_alive(handler: AsyncSocketModeHandler) -> bool:
    return bool(await handler.client.is_connected())


async def _close(handler: AsyncSocketModeHandler) -> None:
    try:
        await handler.close_async()
    except (AttributeError, ConnectionError, RuntimeError):
        # the library's close fails on a session that broke while it was being replaced
        log.debug("socket closed badly")
    if not handler.client.aiohttp_client_session.closed:
        await handler.client.aiohttp_client_session.close()
