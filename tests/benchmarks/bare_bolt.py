"""The twin: what Bolt alone takes to acknowledge, and to open the same form.

A program of its own, that imports nothing of Vigie's: it says what the framework costs.
"""

import asyncio
import json
import os
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient


def build(client: AsyncWebClient, view: dict[str, Any]) -> AsyncApp:
    """An app that acknowledges, then opens `view`; and acknowledges what is submitted."""
    app = AsyncApp(client=client)

    async def open_form(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=view)

    async def close_form(ack: AsyncAck) -> None:
        await ack()

    app.command("/incident")(open_form)
    app.view(view["callback_id"])(close_form)
    return app


async def run() -> None:
    """Listen on one socket, as Bolt's own examples do, until ended."""
    client = AsyncWebClient(
        token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]
    )
    app = build(client, json.loads(os.environ["BARE_BOLT_VIEW"]))
    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    await handler.start_async()


if __name__ == "__main__":
    asyncio.run(run())
