"""What one person's window shows, kept up to date by the sandbox's live frames."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.support.sandbox_screens import Json

T = TypeVar("T")


class Mirror:
    def __init__(self, session: ClientSession, user: str) -> None:
        self._session = session
        self._user = user
        self._changed = asyncio.Event()
        self._socket: ClientWebSocketResponse | None = None
        self._listening: asyncio.Task[None] | None = None
        self.state: Json = {}
        self.conversations: dict[str, Json] = {}
        self.messages: dict[str, dict[str, Json]] = {}

    async def open(self) -> None:
        self._socket = socket = await self._session.ws_connect(f"/sandbox/live?as={self._user}")
        # nothing is missed: the state is read after the socket stands
        await socket.receive_json()
        async with self._session.get(f"/sandbox/state?as={self._user}") as response:
            self.state = await response.json()
        for conversation in self.state["conversations"]:
            seen = {message["ts"]: message for message in conversation.pop("messages")}
            self.messages[conversation["id"]] = seen
            self.conversations[conversation["id"]] = conversation
        self._listening = asyncio.create_task(self._listen(socket))

    async def close(self) -> None:
        if self._listening and self._socket:
            await self._socket.close()
            await self._listening

    async def wait_until(self, look: Callable[[], T | None], *, patience: float, what: str) -> T:
        """The first thing `look` finds, now or after a change; fails with `what` was awaited."""
        try:
            async with asyncio.timeout(patience):
                while True:
                    changed = self._changed
                    found = look()
                    if found:
                        return found
                    await changed.wait()
        except TimeoutError:
            raise AssertionError(f"waited {patience} s in vain for {what}") from None

    def ordered(self, channel: str) -> list[Json]:
        """Messages of a conversation, oldest first."""
        return [message for _, message in sorted(self.messages.get(channel, {}).items())]

    async def _listen(self, socket: ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self._take(message.json())
                self._changed.set()
                self._changed = asyncio.Event()

    def _take(self, frame: Json) -> None:
        match frame["type"]:
            case "message" | "message_changed":
                self.messages.setdefault(frame["channel"], {})[frame["message"]["ts"]] = frame[
                    "message"
                ]
            case "message_deleted":
                self.messages.get(frame["channel"], {}).pop(frame["ts"], None)
            case "conversation":
                self.conversations[frame["conversation"]["id"]] = frame["conversation"]
            case "conversation_removed":
                self.conversations.pop(frame["channel"], None)
                self.messages.pop(frame["channel"], None)
            case "view_stack":
                self.state["views"] = frame["views"]
            case "home":
                self.state["home"] = frame["view"]
            case "people":
                self.state["people"] = frame["people"]
            case "connection":
                self.state["app"]["connected"] = frame["connected"]
            case "clock":
                self.state["now"] = frame["now"]
