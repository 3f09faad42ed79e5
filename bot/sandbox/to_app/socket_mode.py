"""Socket Mode: WebSockets the app opens, each envelope going to exactly one of them."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from aiohttp import WSMsgType, web

from bot.clock import Clock
from bot.sandbox import cast
from bot.sandbox.changes import AppConnected, Changes
from bot.sandbox.identifiers import secret
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.to_app.envelopes import Delivery, Envelope, Outcome

MOST_CONNECTIONS = 10
SESSION_SECONDS = 18_060
DEBUG_SESSION_SECONDS = 360
_TICKET_SECONDS = 30.0


@dataclass(slots=True, kw_only=True, eq=False)
class Connection:
    id: int
    socket: web.WebSocketResponse
    request: web.Request
    opened_at: datetime
    delivered: int = 0
    muted: bool = False

    async def send(self, frame: JsonObject) -> None:
        if not self.muted:
            with suppress(ConnectionError):
                await self.socket.send_str(json.dumps(frame))

    def abort(self) -> None:
        """Cut the line without a word, as a network does."""
        if self.request.transport:
            self.request.transport.abort()


class SocketMode:
    """`ack_timeout` is in seconds; Slack waits three."""

    def __init__(self, clock: Clock, changes: Changes, *, ack_timeout: float) -> None:
        self.connections: list[Connection] = []
        self.enabled = True
        self.ack_timeout = ack_timeout
        self.ping_interval = 10.0
        self.grace = 1.0
        self._clock = clock
        self._changes = changes
        self._tickets: dict[str, float] = {}
        self._numbers = count(1)
        self._turn = count()
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._joined = asyncio.Event()
        self._closing: set[asyncio.Task[None]] = set()

    def issue_ticket(self) -> str:
        """What makes the address of one connection single-use."""
        ticket = secret()
        # by the machine's time: the sandbox's clock may leap between asking and connecting
        self._tickets[ticket] = asyncio.get_running_loop().time()
        return ticket

    async def carry(self, envelope: Envelope) -> Delivery:
        """Send to the next connection in turn; the acknowledgement may come on any of them."""
        if not self.connections:
            return Delivery(outcome=Outcome.NO_CONNECTION)
        connection = self.connections[next(self._turn) % len(self.connections)]
        waiting: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope.id] = waiting
        connection.delivered += 1
        try:
            await connection.send(envelope.as_frame())
            async with asyncio.timeout(self.ack_timeout):
                answer = await waiting
        except TimeoutError:
            return Delivery(outcome=Outcome.TIMEOUT, connection=connection.id)
        finally:
            del self._waiting[envelope.id]
        return Delivery(outcome=Outcome.ACKED, answer=answer, connection=connection.id)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The endpoint behind the address of `apps.connections.open`."""
        issued_at = self._tickets.pop(request.query.get("ticket", ""), None)
        now = asyncio.get_running_loop().time()
        if issued_at is None or now - issued_at > _TICKET_SECONDS:
            return web.Response(status=408, text="ticket expired or already used")
        # pongs are ours to send: a muted connection must be able to withhold them
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        connection = Connection(
            id=next(self._numbers), socket=socket, request=request, opened_at=self._clock.now()
        )
        if len(self.connections) >= MOST_CONNECTIONS:
            await connection.send({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        await self._welcome(connection)
        try:
            await self._listen(connection)
        finally:
            self._remove(connection)
        return socket

    async def wait_for(self, connections: int = 1) -> None:
        """Return as soon as so many connections stand."""
        while len(self.connections) < connections:
            await self._joined.wait()

    async def _welcome(self, connection: Connection) -> None:
        self.connections.append(connection)
        debugging = connection.request.query.get("debug_reconnects") == "true"
        lasts = DEBUG_SESSION_SECONDS if debugging else SESSION_SECONDS
        await connection.send(
            {
                "type": "hello",
                "num_connections": len(self.connections),
                "debug_info": {
                    "host": "sandbox",
                    "build_number": 1,
                    "approximate_connection_time": lasts,
                },
                "connection_info": {"app_id": cast.APP},
            }
        )
        self._changes.tell(AppConnected(len(self.connections)))
        self._joined.set()
        self._joined = asyncio.Event()

    async def _listen(self, connection: Connection) -> None:
        pinging = asyncio.create_task(self._ping(connection))
        try:
            async for message in connection.socket:
                if connection.muted:
                    continue
                if message.type is WSMsgType.PING:
                    await connection.socket.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    self._take_ack(message.data)
        finally:
            pinging.cancel()

    async def _ping(self, connection: Connection) -> None:
        with suppress(ConnectionError):
            while not connection.socket.closed:
                await asyncio.sleep(self.ping_interval)
                if not connection.muted:
                    await connection.socket.ping(b"Ping from sandbox")

    def _remove(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
            self._changes.tell(AppConnected(len(self.connections)))

    async def disconnect(self, connection: Connection, reason: str) -> None:
        """Announce on one connection, and close it unless that was but a `warning`."""
        await connection.send(
            {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
        )
        if reason != "warning":
            self._remove(connection)
            closing = asyncio.create_task(self._close_soon(connection))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)

    async def _close_soon(self, connection: Connection) -> None:
        # Slack leaves the app a moment to open another before it closes
        await asyncio.sleep(self.grace)
        await connection.socket.close()

    async def disconnect_all(self, reason: str) -> None:
        """Announce `warning`, `refresh_requested` or `link_disabled`; all but the first close."""
        self.enabled = reason != "link_disabled"
        for connection in tuple(self.connections):
            await self.disconnect(connection, reason)

    def abort_all(self) -> None:
        for connection in tuple(self.connections):
            connection.abort()

    def mute_all(self, *, muted: bool = True) -> None:
        """Keep the connections open without a word on them: no pong, no envelope."""
        for connection in self.connections:
            connection.muted = muted

    async def stop(self) -> None:
        for closing in self._closing:
            closing.cancel()
        self.abort_all()

    def _take_ack(self, text: str) -> None:
        ack = json.loads(text)
        waiting = self._waiting.get(ack.get("envelope_id", ""))
        if waiting and not waiting.done():
            waiting.set_result(ack.get("payload"))
