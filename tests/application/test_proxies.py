"""Loopback is never proxied, `NO_PROXY` is heeded, and a proxy is used for all else."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import web

from bot.slack.addresses import heed_no_proxy, proxy_for
from tests.support.filing import file_incident
from tests.support.school import running_school

PROXY = "http://proxy.example:3128"
NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return monkeypatch


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"])
@pytest.mark.parametrize("url", ["https://slack.com/api/", "wss://wss-primary.slack.com/link/"])
def test_a_proxy_is_used(environment: pytest.MonkeyPatch, name: str, url: str) -> None:
    environment.setenv(name, PROXY)
    heed_no_proxy(url)

    assert proxy_for(url) == PROXY


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8017/api/", "http://127.8.0.1/", "http://[::1]:80/", "ws://localhost/link"],
)
def test_loopback_is_never_proxied(environment: pytest.MonkeyPatch, url: str) -> None:
    environment.setenv("HTTP_PROXY", PROXY)

    assert proxy_for(url) is None


@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
@pytest.mark.parametrize("direct", ["slack.com", ".slack.com", "*", "example.org, slack.com"])
def test_no_proxy_is_heeded(environment: pytest.MonkeyPatch, name: str, direct: str) -> None:
    environment.setenv("HTTPS_PROXY", PROXY)
    environment.setenv(name, direct)

    assert proxy_for("https://files.slack.com/files-pri/a.jpg") is None


async def test_a_school_on_loopback_works_beside_a_proxy_that_nobody_asks(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    async def refuse(request: web.BaseRequest) -> web.Response:
        asked.append(request.path)
        return web.Response(status=502)

    runner = web.ServerRunner(web.Server(refuse))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    for name in ("HTTP_PROXY", "HTTPS_PROXY"):
        environment.setenv(name, f"http://127.0.0.1:{runner.addresses[0][1]}")
    async with running_school(tmp_path) as school, asyncio.timeout(60):
        trainer = await school.person("trainer")
        await file_incident(trainer, "alarme")
        await trainer.command("/qualite", "aide")
        await school.settled()
        cards = school.cards("INC-2026-0001")
    await runner.cleanup()

    assert (len(cards), asked) == (1, [])
