"""Faults strike as they were asked for: errors, lost connections, slowness, by Python and HTTP."""

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import cast
from bot.sandbox.faults import Fault, FaultKind, Faults
from bot.sandbox.server import Sandbox


def said(sandbox: Sandbox) -> list[str]:
    return [
        one.text for one in sandbox.world.workspace.conversations[cast.QUALITY].messages.values()
    ]


async def post(client: AsyncWebClient, text: str = "x") -> None:
    await client.chat_postMessage(channel=cast.QUALITY, text=text)


async def test_an_error_strikes_as_often_as_asked_and_then_no_more(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    sandbox.inject("chat.postMessage", "error", error="internal_error", times=2)
    errors = []
    for _ in range(3):
        try:
            await post(client)
        except SlackApiError as refused:
            errors.append(refused.response["error"])

    assert errors == ["internal_error", "internal_error"]
    assert said(sandbox) == ["x"]


async def test_a_500_and_a_429_are_http_statuses(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.inject("chat.postMessage", FaultKind.HTTP_500)
    sandbox.inject("chat.postMessage", FaultKind.RATE_LIMITED, retry_after=7)
    with pytest.raises(SlackApiError) as broken:
        await post(client)
    with pytest.raises(SlackApiError) as limited:
        await post(client)

    assert broken.value.response.status_code == 500
    assert limited.value.response.status_code == 429
    assert limited.value.response.headers["Retry-After"] == "7"


async def test_a_connection_dropped_before_did_nothing_and_after_did_it(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    sandbox.inject("chat.postMessage", "drop_before")
    with pytest.raises(aiohttp.ClientError):
        await post(client, "avant")
    before = said(sandbox)
    sandbox.inject("chat.postMessage", "drop_after")
    with pytest.raises(aiohttp.ClientError):
        await post(client, "après")

    assert before == []
    assert said(sandbox) == ["après"]


async def test_another_method_is_not_struck(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.inject("chat.update", "error", error="fatal_error")
    await post(client)

    assert said(sandbox) == ["x"]


async def test_only_the_call_that_carries_the_text_is_struck(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    sandbox.inject("chat.postMessage", "error", text="échéance dépassée", error="fatal_error")
    await post(client)
    with pytest.raises(SlackApiError):
        await post(client, "une échéance dépassée")
    await post(client, "échéance dépassée")

    assert said(sandbox) == ["x", "échéance dépassée"]


async def test_slowness_is_added_to_a_call_or_to_all(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    loop = asyncio.get_running_loop()
    sandbox.inject("chat.postMessage", "delay", seconds=0.15)
    started = loop.time()
    await post(client)
    one = loop.time() - started
    sandbox.world.api_delay = 0.5
    started = loop.time()
    await asyncio.gather(*(post(client) for _ in range(20)))
    twenty_at_once = loop.time() - started

    assert one >= 0.15
    # one after the other they would take ten seconds
    assert 0.5 <= twenty_at_once < 20 * 0.5


def test_a_percentage_strikes_the_same_calls_for_the_same_seed() -> None:
    def struck(seed: int) -> list[bool]:
        faults = Faults()
        faults.inject(Fault(kind=FaultKind.ERROR, percent=30, seed=seed))
        return [faults.next_for("chat.update", {}) is not None for _ in range(200)]

    assert struck(7) == struck(7)
    assert struck(7) != struck(8)
    assert 30 < sum(struck(7)) < 90


async def test_faults_are_asked_for_listed_and_cleared_over_http(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    async with ClientSession(sandbox.base_url) as session:

        async def fault(**body: Any) -> dict[str, Any]:
            async with session.post("/sandbox/faults", json=body) as response:
                answer: dict[str, Any] = await response.json()
            return answer | {"status": response.status}

        asked = await fault(do="inject", method="chat.postMessage", kind="error", error="e")
        cleared = await fault(do="clear")
        await post(client)
        unknown = await fault(do="burn")
        malformed = await fault(do="inject", kind="error", colour="red")
        await fault(do="archive_channel", channel=cast.QUALITY)
        await fault(do="rename_channel", channel=cast.QUALITY, name="qualite-2")
        archived = sandbox.world.workspace.conversations[cast.QUALITY].archived
        await fault(do="unarchive_channel", channel=cast.QUALITY)
        await fault(do="remove_app", channel=cast.QUALITY)
        await fault(do="deactivate", user=cast.THOMAS)
        await fault(do="revoke_token")
        await fault(do="real_rate_limits", on=True)
        await fault(do="api_delay", seconds=0.01)

    world = sandbox.world
    assert asked["faults"][0]["error"] == "e"
    assert cleared["faults"] == []
    assert (unknown["status"], malformed["status"]) == (400, 400)
    assert archived
    assert world.workspace.conversations[cast.QUALITY].name == "qualite-2"
    assert cast.APP_USER not in world.workspace.conversations[cast.QUALITY].members
    assert world.workspace.people[cast.THOMAS].deleted
    assert sandbox.bot_token in world.tokens.revoked
    assert world.limits.real
    assert world.api_delay == 0.01
