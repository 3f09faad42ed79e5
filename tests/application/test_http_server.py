"""The HTTP side is heard on this machine alone unless told otherwise, and takes no endless body."""

import asyncio
import gzip
import io
import os
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import psutil
import pytest
from slack_bolt.app.async_app import AsyncApp

from bot.monitoring.metrics import Metrics
from bot.settings import Settings
from bot.slack.addresses import EVENTS_PATH
from bot.web import server as connections
from bot.web.events import SlackEvents
from bot.web.server import MAX_BODY_BYTES, HttpServer


async def healthy() -> dict[str, Any]:
    return {"status": "ok"}


@pytest.fixture
async def server() -> AsyncIterator[HttpServer]:
    """In HTTP mode, where the settings have it when they say nothing of it."""
    bolt = AsyncApp(token="xoxb-test", signing_secret="test")
    events = SlackEvents(bolt, signing_secret="test")
    running = HttpServer(report=healthy, metrics=Metrics(), events=events)
    await running.start(Settings.model_fields["http_host"].default, 0)
    yield running
    await running.stop()


async def test_health_and_metrics_are_heard_on_the_loopback_address_alone(
    server: HttpServer,
) -> None:
    sockets = psutil.Process(os.getpid()).net_connections(kind="inet")
    heard_at = {one.laddr.ip for one in sockets if one.laddr.port == server.port}

    assert heard_at == {"127.0.0.1"}


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
async def test_a_body_beyond_bounds_is_refused_however_it_comes(
    server: HttpServer, encoding: str
) -> None:
    body = b"x" * (4 * MAX_BODY_BYTES)
    sent = gzip.compress(body) if encoding == "gzip" else body
    headers = {
        "Content-Encoding": encoding,
        "X-Slack-Request-Timestamp": str(int(time.time())),
        "X-Slack-Signature": f"v0={'0' * 64}",
    }
    url = f"http://127.0.0.1:{server.port}{EVENTS_PATH}"
    async with (
        aiohttp.ClientSession(auto_decompress=False) as session,
        session.post(url, data=io.BytesIO(sent), headers=headers) as answer,
    ):
        assert answer.status == 413


async def raw(server: HttpServer, sent: bytes) -> bytes:
    """All that is answered to these bytes until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(sent)
    await writer.drain()
    async with asyncio.timeout(30):
        answered = await reader.read()
    writer.close()
    return answered


@pytest.mark.parametrize(
    "begun", [b"", b"GET /heal", b"POST /slack/events HTTP/1.1\r\nHost: x\r\n"]
)
async def test_a_connection_that_asks_nothing_is_closed(
    server: HttpServer, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "FIRST_REQUEST_WITHIN_SECONDS", 0.2)

    assert await raw(server, begun) == b""


async def test_a_body_that_does_not_come_is_not_waited_for(
    server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.events.BODY_WITHIN_SECONDS", 0.2)
    head = (
        f"POST {EVENTS_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
        f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0={'0' * 64}\r\n\r\n"
    )

    assert (await raw(server, head.encode() + b"{")).startswith(b"HTTP/1.1 408")


async def test_no_more_connections_are_held_than_there_may_be(
    server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 3)
    held = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(3)]
    one_more = await raw(server, b"")
    for _, writer in held:
        writer.close()

    assert one_more == b""


@pytest.mark.parametrize(
    "asked",
    [
        b"GET /healthz HTTP/1.0\r\n\r\n",
        b"GET /nowhere HTTP/1.0\r\n\r\n",
        b"PUT /slack/events HTTP/1.0\r\n\r\n",
        b"what is this\r\n\r\n",
    ],
)
async def test_no_answer_names_the_software(server: HttpServer, asked: bytes) -> None:
    answered = (await raw(server, asked)).lower()

    assert answered.startswith(b"http/1.")
    assert b"aiohttp" not in answered
    assert b"python" not in answered
