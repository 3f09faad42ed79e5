"""systemd hears that the service is ready, that it lives, and that it ends."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.monitoring.supervisor import ALIVE, READY, STOPPING, telling_supervisor


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ours:
        ours.bind(str(tmp_path / "notify"))
        ours.settimeout(0)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield ours


async def next_word(ours: socket.socket) -> str:
    async with asyncio.timeout(20):
        return (await asyncio.get_running_loop().sock_recv(ours, 100)).decode()


async def test_it_is_told_in_this_order(
    heard: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "30000")
    async with telling_supervisor():
        first = [await next_word(heard) for _ in range(4)]
    left = [await next_word(heard)]
    while left[-1] != STOPPING:
        left.append(await next_word(heard))

    assert first == [READY, ALIVE, ALIVE, ALIVE]
    assert set(left) <= {ALIVE, STOPPING}


async def test_without_a_watchdog_it_says_when_it_begins_and_ends(
    heard: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    async with telling_supervisor():
        await asyncio.sleep(0)

    assert [await next_word(heard), await next_word(heard)] == [READY, STOPPING]


async def test_started_by_anything_else_it_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    async with telling_supervisor():
        pass  # and nothing was raised
    monkeypatch.setenv("NOTIFY_SOCKET", "/nowhere/at/all")
    ended = False
    async with telling_supervisor():
        ended = True

    assert ended
