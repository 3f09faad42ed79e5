"""An app without a framework: it keeps every payload and answers what the test tells it to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from aiohttp import ClientSession, ClientWebSocketResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.support.sandbox_screens import Json


class RawApp:
    """`view` is opened on every command; `answers` go by the payload's type."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client
        self.view: Json | None = None
        self.answers: dict[str, Json | str] = {}
        self.silent = False
        self.payloads: list[Json] = []
        self._arrived = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def at(cls, sandbox: Sandbox) -> AsyncIterator[Self]:
        client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
        app = cls(client)
        url = (await client.apps_connections_open(app_token=sandbox.app_token))["url"]
        async with ClientSession() as session, session.ws_connect(url) as socket:
            await socket.receive_json()
            listening = asyncio.create_task(app._listen(socket))
            yield app
            await socket.close()
            await listening

    async def next(self, kind: str) -> Json:
        """The latest payload of that type, as soon as there is one."""
        async with asyncio.timeout(30):
            while True:
                for payload in reversed(self.payloads):
                    if kind in {payload.get("type"), payload.get("event", {}).get("type")}:
                        return payload
                await self._arrived.wait()

    async def _listen(self, socket: ClientWebSocketResponse) -> None:
        async for message in socket:
            envelope = message.json()
            payload = envelope.get("payload", {})
            self.payloads.append(payload)
            self._arrived.set()
            self._arrived = asyncio.Event()
            if not self.silent and "envelope_id" in envelope:
                await self._answer(socket, envelope["envelope_id"], payload)

    async def _answer(self, socket: ClientWebSocketResponse, envelope: str, payload: Json) -> None:
        answer = self.answers.get(payload.get("type") or "command")
        said = {"payload": answer} if answer else {}
        await socket.send_json({"envelope_id": envelope, **said})
        if self.view and "command" in payload:
            await self.client.views_open(trigger_id=payload["trigger_id"], view=self.view)
