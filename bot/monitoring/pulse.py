"""The pulse: an address elsewhere is told that all is well, since a dead process tells nothing.

The protocol is that of healthchecks, which anybody can host: the address itself for well, the
address with `/fail` behind it for not. Silence is what wakes people.
"""

from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

import aiohttp
import structlog

from bot.settings import Settings
from bot.slack.addresses import proxy_for

log = structlog.get_logger()

PULSE_EVERY = timedelta(minutes=5)
_TIMEOUT = aiohttp.ClientTimeout(total=20)
_REFUSED_FROM = 300
_ENDS_BADLY = "/fail"

Report = Callable[[], Awaitable[dict[str, Any]]]


class Pulse:
    """Tells one address how this process is, by what `/healthz` says; nobody's name is in it."""

    def __init__(self, url: str, report: Report) -> None:
        self._url = url
        self._report = report

    async def beat(self) -> None:
        """Tell it; what goes wrong is in the log, and told again at the next beat."""
        seen = await self._report()
        is_well = seen["status"] == "ok"
        if why := await tell_pulse(self._url, is_well=is_well, body="\n".join(_lines(seen))):
            log.warning("pulse not taken", error=why)


async def tell_pulse(url: str, *, is_well: bool, body: str = "") -> str | None:
    """Tell an address; why it could not be told, without the address, which is a secret."""
    try:
        status = await _ask(address(url, is_well=is_well), body=body)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        return type(error).__name__
    return f"HTTP {status}" if status >= _REFUSED_FROM else None


def address(url: str, *, is_well: bool) -> str:
    """What is asked: the address as it was given, or the one that wakes people at once."""
    return url if is_well else url.rstrip("/") + _ENDS_BADLY


def pulse_of(settings: Settings, report: Report) -> Callable[[], Coroutine[object, object, None]]:
    """What tells the address that is set; nothing where none is."""
    url = settings.ping_url.get_secret_value()
    return Pulse(url, report).beat if url else _rest


async def _rest() -> None:
    """Nobody is to be told."""


async def _ask(url: str, *, body: str) -> int:
    async with (
        aiohttp.ClientSession(timeout=_TIMEOUT) as session,
        session.post(
            url, data=body.encode(), proxy=proxy_for(url), allow_redirects=False
        ) as answer,
    ):
        return answer.status


def _lines(seen: dict[str, Any]) -> list[str]:
    """Which version it is, each part in a word, the warnings: nothing of any case."""
    parts = ("version", "socket", "database", "scheduler", "clock", "backup")
    said = [f"{name}: {seen[name]}" for name in parts if name in seen]
    return [*said, *seen["warnings"]]
