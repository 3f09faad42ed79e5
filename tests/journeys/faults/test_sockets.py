"""The Socket Mode connections: two, watched, and never both gone at a refresh."""

import asyncio

import pytest

from bot.slack import connections
from tests.support.filing import file_incident
from tests.support.school import School

pytestmark = pytest.mark.one_database


async def test_while_one_connection_is_refreshed_the_other_answers(school: School) -> None:
    trainer, sockets = await school.person("trainer"), school.sandbox.world.sockets
    first, *_ = list(sockets.connections)
    await sockets.disconnect(first, "refresh_requested")
    receipt = await file_incident(trainer, "pendant le renouvellement")

    assert "INC-2026-0001" in receipt.text


async def test_a_connection_that_is_only_just_opened_is_left_alone(school: School) -> None:
    before = school.calls("apps.connections.open")
    await school.vigie.watch_sockets()

    assert school.calls("apps.connections.open") == before


@pytest.mark.fault(15)
async def test_sockets_that_were_cut_come_back(school: School) -> None:
    trainer = await school.person("trainer")
    school.sandbox.world.sockets.abort_all()
    async with asyncio.timeout(30):
        await school.sandbox.world.sockets.wait_for(2)
        while (await school.get("/healthz"))[1]["socket"] != "ok":
            await asyncio.sleep(0.1)
    await file_incident(trainer, "après la coupure")

    assert school.number_of_cases() == 1


@pytest.mark.fault(15)
async def test_a_socket_that_is_open_and_deaf_makes_health_red_and_is_replaced(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PING_SECONDS", 0.5)
    await school.restart()
    trainer, sockets = await school.person("trainer"), school.sandbox.world.sockets
    await sockets.wait_for(2)
    deaf = list(sockets.connections)
    sockets.mute_all()
    async with asyncio.timeout(30):
        while (await school.get("/healthz"))[0] == 200:
            await asyncio.sleep(0.05)
        # only now, or the first is replaced before the second is found deaf
        monkeypatch.setattr(connections, "SILENT_SECONDS", 3)
        while (await school.get("/healthz"))[0] != 200:
            await asyncio.sleep(0.05)
    for one in deaf:
        one.abort()
    await sockets.wait_for(1)
    await file_incident(trainer, "après le silence")

    assert school.number_of_cases() == 1
