"""What systemd is told of the service it started: that it is ready, that it lives, that it ends.

Its protocol is a word on a socket (sd_notify(3)); started by anything else, nobody is told.
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"
_MICROSECONDS = 1_000_000
_TIMES_TOLD = 3
"""In the time after which systemd takes a silent service for a hung one, and starts it again."""


@asynccontextmanager
async def telling_supervisor() -> AsyncIterator[None]:
    """Ready while the block lasts, and alive as long as the event loop is."""
    _tell(READY)
    living = asyncio.create_task(_live())
    try:
        yield
    finally:
        living.cancel()
        _tell(STOPPING)


async def _live() -> None:
    patience = int(os.environ.get("WATCHDOG_USEC") or 0) / _MICROSECONDS
    while patience:
        _tell(ALIVE)
        await asyncio.sleep(patience / _TIMES_TOLD)


def _tell(word: str) -> None:
    place = os.environ.get("NOTIFY_SOCKET")
    if not place:
        return
    # one that begins with @ is of Linux's own name space, where it begins with a NUL
    address = f"\0{place[1:]}" if place.startswith("@") else place
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        one.sendto(word.encode(), address)
