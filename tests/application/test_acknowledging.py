"""Slack hears an acknowledgement when it is given, whatever the listener does next."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.bolt import acknowledge_when_told

COMMAND = "/incident"
Listener = Callable[[AsyncAck], Awaitable[None]]


async def test_an_acknowledgement_is_heard_while_its_listener_goes_on() -> None:
    may_end = asyncio.Event()

    async def listener(ack: AsyncAck) -> None:
        await ack("reçu")
        await may_end.wait()

    answer = await answered_by(listener)
    may_end.set()

    assert answer.body == "reçu"


async def test_a_listener_that_fails_right_after_it_was_heard_all_the_same() -> None:
    async def listener(ack: AsyncAck) -> None:
        await ack("reçu")
        raise LookupError

    answer = await answered_by(listener)

    assert (answer.status, answer.body) == (200, "reçu")


async def test_only_the_first_acknowledgement_counts() -> None:
    async def listener(ack: AsyncAck) -> None:
        await ack("reçu")
        await ack("encore")

    answer = await answered_by(listener)

    assert answer.body == "reçu"


@pytest.mark.parametrize("fails", [True, False])
async def test_a_listener_that_ends_without_one_is_not_acknowledged(*, fails: bool) -> None:
    async def listener(ack: AsyncAck) -> None:  # noqa: ARG001  # Bolt gives by name
        if fails:
            raise LookupError

    answer = await answered_by(listener)

    assert answer.status != 200


async def test_a_late_acknowledgement_is_passed_on_and_warned_of(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def listener(ack: AsyncAck) -> None:
        await asyncio.sleep(0.1)
        await ack("reçu")

    answer = await answered_by(listener, ack_timeout=0)

    assert answer.body == "reçu"
    assert ["acknowledged late" in one for one in caplog.messages] == [True]


async def test_an_event_is_acknowledged_before_its_listener_has_done_anything() -> None:
    may_begin = asyncio.Event()
    app = app_of_nobody()

    @app.event("app_home_opened")
    async def listener() -> None:
        await may_begin.wait()

    event = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}
    answer = await dispatched(app, {"type": "event_callback", "event": event})
    may_begin.set()

    assert answer.status == 200


async def answered_by(listener: Listener, *, ack_timeout: int = 3) -> BoltResponse:
    """What Slack gets for a command that this listener takes."""
    app = app_of_nobody()
    app.command(COMMAND)(listener)
    for known in app._async_listeners:  # Bolt lets it be set for functions only
        known.ack_timeout = ack_timeout
    return await dispatched(app, {"command": COMMAND, "user_id": "U1", "team_id": "T1"})


def app_of_nobody() -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="U0")

    app = AsyncApp(signing_secret="not used", authorize=authorize)
    acknowledge_when_told(app)

    async def say_nothing(error: Exception) -> None:
        assert isinstance(error, LookupError)

    app.error(say_nothing)
    return app


async def dispatched(app: AsyncApp, body: dict[str, Any]) -> BoltResponse:
    request = AsyncBoltRequest(mode="socket_mode", body=json.dumps(body))
    async with asyncio.timeout(2):
        return await app.async_dispatch(request)
