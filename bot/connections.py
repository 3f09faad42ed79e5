"""The Socket Mode connections: two, so that a refresh never makes Vigie deaf, and watched."""

import asyncio
import time

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

log = structlog.get_logger()

CONNECTIONS = 2
"""Slack allows ten and delivers each envelope to any one of them."""
PING_SECONDS = 5
SILENT_SECONDS = 60
"""A socket whose pings go unanswered for so long is dead, whatever it says of itself."""


class Connections:
    """Opens the sockets, tells how many live, and replaces one that went silent."""

    def __init__(self, app: AsyncApp, *, app_token: str) -> None:
        self._app = app
        self._app_token = app_token
        self._handlers: list[AsyncSocketModeHandler] = []
        self._opened_at: list[float] = []

    async def open(self, first_url: str) -> None:
        """Connect; `first_url` comes from the call that proved the app-level token."""
        self._handlers = [self._handler() for _ in range(CONNECTIONS)]
        self._opened_at = [time.time()] * CONNECTIONS
        self._handlers[0].client.wss_uri = first_url
        await asyncio.gather(*(handler.connect_async() for handler in self._handlers))

    async def alive(self) -> int:
        """How many connections answer now."""
        return sum([await _is_alive(handler) for handler in self._handlers])

    async def replace_silent(self) -> None:
        """Open anew what no longer answers; the library's own monitor can stall too."""
        for index, handler in enumerate(self._handlers):
            heard_at = handler.client.last_ping_pong_time or self._opened_at[index]
            if not await _is_alive(handler) and time.time() - heard_at > SILENT_SECONDS:
                log.warning("socket replaced", connection=index)
                self._handlers[index] = self._handler()
                self._opened_at[index] = time.time()
                await _close(handler)
                await self._handlers[index].connect_async()

    async def close(self) -> None:
        """Close every connection; what was received is still answered by its handler."""
        await asyncio.gather(*(_close(handler) for handler in self._handlers))

    def _handler(self) -> AsyncSocketModeHandler:
        return AsyncSocketModeHandler(
            self._app, app_token=self._app_token, ping_interval=PING_SECONDS
        )


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
