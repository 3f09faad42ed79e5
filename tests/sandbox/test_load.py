"""The sandbox stays quick with thousands of messages and hundreds of people at once."""

import asyncio

from aiohttp import ClientSession

from bot.sandbox import cast
from bot.sandbox.conversations import Message
from bot.sandbox.page_api.seeing import PAGE_LENGTH
from bot.sandbox.server import Sandbox
from tests.support.sandbox_raw_app import RawApp
from tests.support.sandbox_screens import Json


async def test_three_hundred_commands_at_once_are_all_acknowledged(sandbox: Sandbox) -> None:
    command = {"as": cast.LEA, "do": "command", "command": "/incident", "text": "x"}

    async def type_it(session: ClientSession) -> bool:
        body = command | {"channel": cast.GENERAL}
        async with session.post("/sandbox/act", json=body) as response:
            return bool((await response.json())["ok"])

    async with RawApp.at(sandbox), ClientSession(sandbox.base_url) as session:
        answers = await asyncio.gather(*(type_it(session) for _ in range(300)))

    assert all(answers)
    assert len(sandbox.world.inspector.envelopes) == 300


async def look(session: ClientSession) -> Json:
    async with session.get(f"/sandbox/state?as={cast.OWEN}") as response:
        state: Json = await response.json()
    return state


async def test_of_five_thousand_messages_a_look_carries_the_latest_alone(sandbox: Sandbox) -> None:
    world = sandbox.world
    for n in range(5000):
        ts = world.ids.next_ts()
        world.workspace.post(Message(channel=cast.GENERAL, ts=ts, user=cast.LEA, text=str(n)))
    async with ClientSession(sandbox.base_url) as session:
        seen = await look(session)

    general = next(one for one in seen["conversations"] if one["id"] == cast.GENERAL)
    assert general["messages"][-1]["text"] == "4999"
    assert general["unread"] == 5000
    assert len(general["messages"]) == PAGE_LENGTH
