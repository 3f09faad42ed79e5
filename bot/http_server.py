"""The HTTP side: health, metrics and, in HTTP mode, the events of Slack."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp

from bot.metrics import Metrics

EVENTS_PATH = "/slack/events"
MAX_BODY_BYTES = 1024 * 1024
"""Slack's own payloads stay well under; a form's files are not in them."""

Report = Callable[[], Awaitable[dict[str, Any]]]


class HttpServer:
    """One small server. Without `bolt` it takes no events."""

    def __init__(self, *, report: Report, metrics: Metrics, bolt: AsyncApp | None) -> None:
        self._report = report
        self._metrics = metrics
        self._bolt = bolt
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen; `self.port` then holds the port. Raises OSError when it is taken."""
        app = web.Application(client_max_size=MAX_BODY_BYTES)
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/metrics", self._show_metrics)
        if self._bolt is not None:
            app.router.add_post(EVENTS_PATH, self._take_event)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _healthz(self, _request: web.Request) -> web.Response:
        report = await self._report()
        return web.json_response(report, status=200 if report["status"] == "ok" else 503)

    async def _show_metrics(self, _request: web.Request) -> web.Response:
        await self._report()  # brings the gauges up to date
        body = generate_latest(self._metrics.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _take_event(self, request: web.Request) -> web.Response:
        # Bolt compares the timestamp as a number and answers 500 to one that is none
        if not request.headers.get("X-Slack-Request-Timestamp", "").isdecimal():
            return web.json_response({"error": "invalid request"}, status=401)
        assert self._bolt is not None  # noqa: S101  # the route exists only with it
        try:
            asked = await to_bolt_request(request)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            # Bolt looks for people and teams before it looks at the signature, and stumbles
            return web.json_response({"error": "unreadable request"}, status=400)
        return await to_aiohttp_response(await self._bolt.async_dispatch(asked))
