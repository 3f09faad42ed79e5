"""The HTTP side: Slack's requests, health, metrics, and connections that must not pile up."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiohttp import hdrs, web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.domain.errors import CannotEverStartError, CannotStartError
from bot.monitoring.metrics import Metrics
from bot.slack.addresses import EVENTS_PATH
from bot.web.events import SlackEvents

FIRST_REQUEST_WITHIN_SECONDS = 5
"""A connection over which no whole request head has come by then is cut."""
IDLE_SECONDS = 15
"""How long a connection that was used waits for its next request."""
LINGERING_SECONDS = 1
"""How long one that was answered before its body came may still send it."""
MOST_CONNECTIONS = 500

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Connection(web.RequestHandler):
    """One connection, which is cut when nobody asks anything over it."""

    __slots__ = ("_server", "_silence")

    def __init__(self, server: web.Server) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(
            server,
            loop=loop,
            access_log=None,  # type: ignore[arg-type]  # it may be None
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=LINGERING_SECONDS,
        )
        self._server = server
        self._silence: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for a request, or not even that when there are too many connections."""
        super().connection_made(transport)
        patience = FIRST_REQUEST_WITHIN_SECONDS
        if len(self._server.connections) > MOST_CONNECTIONS:
            patience = 0
        self._silence = asyncio.get_running_loop().call_later(patience, self.force_close)

    def connection_lost(self, exc: BaseException | None) -> None:
        self.heard()
        super().connection_lost(exc)

    def heard(self) -> None:
        """A whole request head has come."""
        if self._silence is not None:
            self._silence.cancel()

    def handle_error(self, *args: Any, **more: Any) -> web.StreamResponse:  # noqa: ANN401  # aiohttp's own
        """Answer what is no request at all."""
        response = super().handle_error(*args, **more)
        response.headers[hdrs.SERVER] = ""  # aiohttp would name itself and Python
        return response


@web.middleware
async def note_heard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Spare the connection over which a request came."""
    if isinstance(request.protocol, Connection):
        request.protocol.heard()
    return await handler(request)


async def without_banner(_request: web.Request, response: web.StreamResponse) -> None:
    """Leave out what aiohttp says of itself, when a response is prepared."""
    response.headers.pop(hdrs.SERVER, None)


MAX_BODY_BYTES = 1024 * 1024
"""Slack's own payloads stay well under; a form's files are not in them."""

Report = Callable[[], Awaitable[dict[str, Any]]]


class HttpServer:
    """One small server. Without `events` it is Socket Mode that brings them."""

    def __init__(self, *, report: Report, metrics: Metrics, events: SlackEvents | None) -> None:
        self._report = report
        self._metrics = metrics
        self._events = events
        self._runner: web.AppRunner | None = None
        self._listening: asyncio.Server | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen; `self.port` then holds the port. Raises OSError when it is taken."""
        app = web.Application(client_max_size=MAX_BODY_BYTES, middlewares=[note_heard])
        app.on_response_prepare.append(without_banner)
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/metrics", self._show_metrics)
        if self._events is not None:
            app.router.add_post(EVENTS_PATH, self._events.take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        assert self._runner.server is not None  # noqa: S101  # there is one once it is set up
        opened = partial(Connection, self._runner.server)
        self._listening = await asyncio.get_running_loop().create_server(
            opened, host, port, reuse_address=True, backlog=128
        )
        self.port = self._listening.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._listening is not None:
            self._listening.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _healthz(self, _request: web.Request) -> web.Response:
        report = await self._report()
        return web.json_response(report, status=200 if report["status"] == "ok" else 503)

    async def _show_metrics(self, _request: web.Request) -> web.Response:
        await self._report()  # brings the gauges up to date
        body = generate_latest(self._metrics.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


async def listen(server: HttpServer, host: str, port: int) -> None:
    """Have the server listen. Raises CannotStartError; CannotEverStartError where it may not."""
    try:
        await server.start(host, port)
    except OSError as error:
        msg = f"VIGIE_HTTP_PORT: cannot listen on {host}:{port} ({error.strerror})."
        is_for_good = isinstance(error, PermissionError)
        raise (CannotEverStartError if is_for_good else CannotStartError)(msg) from error
