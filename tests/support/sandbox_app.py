"""A small bot on slack_bolt, connected to a sandbox as Vigie is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox


def bolt_app(sandbox: Sandbox) -> AsyncApp:
    """An app that talks to this sandbox; register listeners on it, then connect it."""
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    return AsyncApp(name="small", client=client, signing_secret=sandbox.signing_secret)


@asynccontextmanager
async def connected(
    app: AsyncApp, sandbox: Sandbox, *, connections: int = 1
) -> AsyncIterator[list[AsyncSocketModeHandler]]:
    """Socket Mode connections that stand while the block lasts."""
    client = AsyncWebClient(base_url=sandbox.api_url)
    handlers = [
        AsyncSocketModeHandler(app, sandbox.app_token, web_client=client)
        for _ in range(connections)
    ]
    for handler in handlers:
        await handler.connect_async()
    try:
        yield handlers
    finally:
        for handler in handlers:
            await handler.close_async()
