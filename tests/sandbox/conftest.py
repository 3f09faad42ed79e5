"""A sandbox per test, more patient than Slack and quicker to repeat events."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.sandbox.building import Options
from bot.sandbox.server import Sandbox, running_sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    quick = Options(ack_timeout=20, event_retry_delays=(0.0, 0.01, 0.02))
    async with running_sandbox(MovableClock(), quick) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> AsyncWebClient:
    """Slack's own client with the bot token, without repetitions of its own."""
    return AsyncWebClient(
        token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[], timeout=20
    )
