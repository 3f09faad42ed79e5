"""Socket Mode as Slack does it: single-use addresses, one envelope to one socket, redelivery."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import cast
from bot.sandbox.server import Sandbox
from bot.slack.connections import Connections
from tests.support.people import NotDoneError, Person
from tests.support.sandbox_app import bolt_app, connected

Json = dict[str, Any]


async def address(sandbox: Sandbox) -> str:
    client = AsyncWebClient(base_url=sandbox.api_url)
    opened = await client.apps_connections_open(app_token=sandbox.app_token)
    return str(opened["url"])


@asynccontextmanager
async def raw_socket(sandbox: Sandbox) -> AsyncIterator[tuple[ClientWebSocketResponse, Json]]:
    """A connection without slack_sdk, and the hello it began with."""
    async with ClientSession() as session, session.ws_connect(await address(sandbox)) as socket:
        yield socket, await socket.receive_json()


async def test_hello_says_how_long_and_how_many(sandbox: Sandbox) -> None:
    async with raw_socket(sandbox) as (_, first), raw_socket(sandbox) as (_, second):
        pass

    assert first["type"] == "hello"
    assert (first["num_connections"], second["num_connections"]) == (1, 2)
    assert first["debug_info"]["approximate_connection_time"] > 3600
    assert first["connection_info"]["app_id"] == cast.APP


async def test_an_address_opens_one_connection_only(sandbox: Sandbox) -> None:
    url = await address(sandbox)
    async with ClientSession() as session:
        async with session.ws_connect(url + "&debug_reconnects=true") as socket:
            hello = await socket.receive_json()
        with pytest.raises(WSServerHandshakeError):
            await session.ws_connect(url)

    assert hello["debug_info"]["approximate_connection_time"] == 360


async def test_the_eleventh_connection_is_sent_away(sandbox: Sandbox) -> None:
    async with ClientSession() as session:
        sockets = [await session.ws_connect(await address(sandbox)) for _ in range(11)]
        greetings = [await socket.receive_json() for socket in sockets]
        for socket in sockets:
            await socket.close()

    assert [one["type"] for one in greetings] == ["hello"] * 10 + ["disconnect"]
    assert greetings[-1]["reason"] == "too_many_websockets"


async def test_each_envelope_goes_to_one_socket_in_turn(sandbox: Sandbox) -> None:
    received: list[int] = []

    async def answer(socket: ClientWebSocketResponse, number: int) -> None:
        async for message in socket:
            received.append(number)
            await socket.send_json({"envelope_id": message.json()["envelope_id"]})

    async with (
        raw_socket(sandbox) as (one, _),
        raw_socket(sandbox) as (other, _),
        Person.at(sandbox.base_url, "trainer") as trainer,
    ):
        answering = [asyncio.create_task(answer(one, 1)), asyncio.create_task(answer(other, 2))]
        for _ in range(6):
            await trainer.command("/incident", "x")
        for task in answering:
            task.cancel()

    assert sorted(received) == [1, 1, 1, 2, 2, 2]


async def test_a_command_without_an_answer_times_out_and_is_not_repeated(
    sandbox: Sandbox,
) -> None:
    sandbox.world.sockets.ack_timeout = 0.1
    async with raw_socket(sandbox) as (socket, _):
        async with Person.at(sandbox.base_url, "trainer") as trainer:
            with pytest.raises(NotDoneError) as refused:
                await trainer.command("/incident", "x")
        envelope = await socket.receive_json()

    records = sandbox.world.inspector.envelopes
    assert refused.value.code == "operation_timeout"
    assert "operation_timeout" in refused.value.answer["notice"]
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert [one.outcome for one in records] == ["timeout"]


async def test_without_a_connection_the_person_is_told_at_once(sandbox: Sandbox) -> None:
    async with Person.at(sandbox.base_url, "english_trainer") as owen:
        with pytest.raises(NotDoneError) as refused:
            await owen.command("/incident", "x")

    assert refused.value.code == "dispatch_failed"
    assert refused.value.answer["notice"].startswith("Vigie cannot be reached")


async def test_an_event_without_an_answer_comes_again_with_its_reason(sandbox: Sandbox) -> None:
    sandbox.world.sockets.ack_timeout = 0.1
    async with (
        raw_socket(sandbox) as (socket, _),
        Person.at(sandbox.base_url, "trainer") as trainer,
    ):
        await trainer.open_home()
        envelopes = [await socket.receive_json() for _ in range(4)]

    assert [one["retry_attempt"] for one in envelopes] == [0, 1, 2, 3]
    assert [one["retry_reason"] for one in envelopes] == ["", "timeout", "timeout", "timeout"]
    assert len({one["envelope_id"] for one in envelopes}) == 4
    assert len({one["payload"]["event_id"] for one in envelopes}) == 1
    assert not envelopes[0]["accepts_response_payload"]


async def test_an_event_missed_while_away_comes_when_the_app_is_back(sandbox: Sandbox) -> None:
    sandbox.world.courier.retry_delays = (0.0, 0.3)
    app = bolt_app(sandbox)
    seen = asyncio.Event()
    attempts: list[str] = []

    @app.event("app_home_opened")
    async def home(request: Any) -> None:
        attempts.extend(request.headers["x-slack-retry-num"])
        seen.set()

    async with Person.at(sandbox.base_url, "trainer") as trainer:
        await trainer.open_home()
        async with connected(app, sandbox), asyncio.timeout(30):
            await seen.wait()

    assert attempts == ["2"]


async def test_after_a_refresh_the_client_is_on_a_new_connection(sandbox: Sandbox) -> None:
    app = bolt_app(sandbox)

    @app.command("/incident")
    async def ask(ack: AsyncAck) -> None:
        await ack("Bien reçu")

    async with (
        connected(app, sandbox),
        Person.at(sandbox.base_url, "trainer") as trainer,
    ):
        first = sandbox.world.sockets.connections[0].id
        await sandbox.world.sockets.disconnect_all("refresh_requested")
        await sandbox.world.sockets.wait_for()
        second = sandbox.world.sockets.connections[0].id
        await trainer.command("/incident", "x")
        answer = await trainer.wait_for_message("general", "Bien reçu")

    assert second != first
    assert answer.raw["ephemeral"]


async def test_a_warning_closes_nothing_and_a_disabled_link_refuses_new_ones(
    sandbox: Sandbox,
) -> None:
    async with raw_socket(sandbox) as (socket, _):
        await sandbox.world.sockets.disconnect_all("warning")
        warning = await socket.receive_json()
        after_warning = len(sandbox.world.sockets.connections)
        await sandbox.world.sockets.disconnect_all("link_disabled")
        disabled = await socket.receive_json()

    with pytest.raises(SlackApiError) as refused:
        await address(sandbox)

    assert (warning["reason"], after_warning) == ("warning", 1)
    assert disabled["reason"] == "link_disabled"
    assert refused.value.response["error"] == "forbidden_team"


async def test_an_aborted_line_is_gone_without_a_word(sandbox: Sandbox) -> None:
    async with raw_socket(sandbox) as (socket, _):
        sandbox.world.sockets.abort_all()
        last = await socket.receive()

    assert last.type in {WSMsgType.CLOSED, WSMsgType.ERROR, WSMsgType.CLOSE}


async def test_a_muted_line_stands_but_answers_no_ping_and_brings_nothing(
    sandbox: Sandbox,
) -> None:
    sandbox.world.sockets.ack_timeout = 0.1
    async with (
        Person.at(sandbox.base_url, "trainer") as trainer,
        ClientSession() as session,
        session.ws_connect(await address(sandbox), autoping=False) as socket,
    ):
        await socket.receive_json()
        await socket.ping(b"there?")
        answered = await socket.receive()
        sandbox.world.sockets.mute_all()
        await socket.ping(b"still?")
        with pytest.raises(NotDoneError) as refused:
            await trainer.command("/incident", "x")
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=0.05)

    assert (answered.type, answered.data) == (WSMsgType.PONG, b"there?")
    assert refused.value.code == "operation_timeout"


async def test_slack_pings_on_its_own(sandbox: Sandbox) -> None:
    sandbox.world.sockets.ping_interval = 0.02
    async with (
        ClientSession() as session,
        session.ws_connect(await address(sandbox), autoping=False) as socket,
    ):
        await socket.receive_json()
        ping = await socket.receive(timeout=2)

    assert ping.type is WSMsgType.PING


async def test_a_command_is_answered_though_its_connection_is_counted_anew(
    sandbox: Sandbox,
) -> None:
    app = bolt_app(sandbox)
    came, may_answer = asyncio.Event(), asyncio.Event()

    @app.command("/incident")
    async def answer(ack: AsyncAck) -> None:
        came.set()
        await may_answer.wait()
        await ack("reçu")

    counted: list[int] = []

    async def count(connections: int) -> None:
        counted.append(connections)

    opened = Connections(app, app_token=sandbox.app_token, counted=count)
    first = await app.client.apps_connections_open(app_token=sandbox.app_token)
    await opened.open(first["url"])
    await sandbox.world.sockets.wait_for(2)
    async with Person.at(sandbox.base_url, "trainer") as trainer:
        asking = [asyncio.create_task(trainer.command("/incident", "")) for _ in range(2)]
        await came.wait()
        await opened.count_anew()
        may_answer.set()
        await asyncio.gather(*asking)
    await opened.close()

    assert counted[-1] == 2
