"""Live changes: each person's WebSocket, told of what that person sees and of nothing else."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator

from aiohttp import web

from bot.sandbox.changes import (
    AppConnected,
    Change,
    ClockMoved,
    ConversationChanged,
    ConversationLeft,
    HomePublished,
    MessageChanged,
    MessageDeleted,
    MessagePosted,
    PersonChanged,
    PostChanged,
    ViewsChanged,
)
from bot.sandbox.client.renderings import conversation_for_page, message_for_page
from bot.sandbox.conversations import Conversation, Message
from bot.sandbox.json_types import JsonObject
from bot.sandbox.page_api.posting import post_for_page
from bot.sandbox.page_api.requests import asking, instant
from bot.sandbox.page_api.seeing import people_for_page, views_of
from bot.sandbox.world import World


class _Listener:
    """One window: frames wait in a queue, so that a slow window holds up nobody."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.frames: asyncio.Queue[JsonObject | None] = asyncio.Queue()


class Live:
    def __init__(self, world: World) -> None:
        self._world = world
        self._listeners: defaultdict[str, list[_Listener]] = defaultdict(list)

    async def serve(self, _world: World, request: web.Request) -> web.StreamResponse:
        listener = _Listener(asking(self._world, request.query.get("as")).id)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        listener.frames.put_nowait({"type": "ready", "now": instant(self._world.clock.now())})
        self._listeners[listener.user].append(listener)
        writing = asyncio.create_task(_write(listener, socket))
        try:
            async for _ in socket:
                pass
        finally:
            self._listeners[listener.user].remove(listener)
            writing.cancel()
        return socket

    def close(self) -> None:
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.frames.put_nowait(None)

    def take(self, change: Change) -> None:
        """Tell every window concerned."""
        for user, listeners in tuple(self._listeners.items()):
            if listeners:
                for frame in self._frames(change, user):
                    for listener in listeners:
                        listener.frames.put_nowait(frame)

    def _frames(self, change: Change, user: str) -> Iterator[JsonObject]:
        match change:
            case MessagePosted() | MessageChanged() | MessageDeleted():
                yield from self._message_frames(change, user)
            case ConversationChanged(conversation) if conversation.is_seen_by(user):
                yield self._conversation_frame(conversation, user)
            case ConversationLeft(conversation, who) if who == user:
                if not conversation.is_seen_by(user):
                    yield {"type": "conversation_removed", "channel": conversation.id}
            case ViewsChanged(who) if who == user:
                yield {"type": "view_stack", "views": views_of(self._world, user)}
            case HomePublished(who) if who == user:
                home = self._world.surfaces.home(user)
                yield {"type": "home", "view": home.as_page() if home else None}
            case PersonChanged() | AppConnected() | PostChanged() | ClockMoved():
                yield self._frame_for_all(change)
            case _:
                pass

    def _frame_for_all(
        self, change: PersonChanged | AppConnected | PostChanged | ClockMoved
    ) -> JsonObject:
        match change:
            case PersonChanged():
                return {"type": "people", "people": people_for_page(self._world)}
            case AppConnected(connections):
                return {"type": "connection", "connected": connections}
            case PostChanged():
                return {"type": "post", "post": post_for_page(self._world)}
            case ClockMoved():
                return {"type": "clock", "now": instant(self._world.clock.now())}

    def _message_frames(
        self, change: MessagePosted | MessageChanged | MessageDeleted, user: str
    ) -> Iterator[JsonObject]:
        conversation, message = change.conversation, change.message
        if not _is_seen(conversation, message, user):
            return
        match change:
            case MessagePosted():
                yield self._message_frame("message", message, user)
                yield self._conversation_frame(conversation, user)
            case MessageChanged():
                yield self._message_frame("message_changed", message, user)
            case MessageDeleted():
                yield {"type": "message_deleted", "channel": message.channel, "ts": message.ts}

    def _message_frame(self, kind: str, message: Message, user: str) -> JsonObject:
        shown = message_for_page(self._world.workspace, message, user)
        return {"type": kind, "channel": message.channel, "message": shown}

    def _conversation_frame(self, conversation: Conversation, user: str) -> JsonObject:
        shown = conversation_for_page(self._world.workspace, conversation, user)
        return {"type": "conversation", "conversation": shown}


def _is_seen(conversation: Conversation, message: Message, user: str) -> bool:
    return conversation.is_seen_by(user) and message.only_for in {None, user}


async def _write(listener: _Listener, socket: web.WebSocketResponse) -> None:
    seq = 0
    while frame := await listener.frames.get():
        seq += 1
        await socket.send_str(json.dumps({"seq": seq, **frame}))
    await socket.close()
