"""The HTTP side is heard on this machine alone unless told otherwise, and takes no endless body."""

import gzip
import io
import os
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import psutil
import pytest
from slack_bolt.app.async_app import AsyncApp

from bot.http_server import EVENTS_PATH, MAX_BODY_BYTES, HttpServer
from bot.metrics import Metrics
from bot.settings import Settings


async def healthy() -> dict[str, Any]:
    return {"status": "ok"}


@pytest.fixture
async def server() -> AsyncIterator[HttpServer]:
    """In HTTP mode, where the settings have it when they say nothing of it."""
    bolt = AsyncApp(token="xoxb-test", signing_secret="test")
    running = HttpServer(report=healthy, metrics=Metrics(), bolt=bolt)
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
    headers = {"Content-Encoding": encoding, "X-Slack-Request-Timestamp": "1"}
    url = f"http://127.0.0.1:{server.port}{EVENTS_PATH}"
    async with (
        aiohttp.ClientSession(auto_decompress=False) as session,
        session.post(url, data=io.BytesIO(sent), headers=headers) as answer,
    ):
        assert answer.status == 413
