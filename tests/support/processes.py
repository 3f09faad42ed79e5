"""The real `vigie run` in a process of its own, started, killed and stopped by a test."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.demo import QUALITY_CHANNEL
from bot.sandbox.server import Sandbox

ROOT = Path(__file__).parents[2]


def environment(sandbox: Sandbox, database_url: str, **more: str) -> dict[str, str]:
    """What a process needs to know to work in the sandbox; nothing of the tester's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": database_url,
        "VIGIE_QUALITY_CHANNEL": QUALITY_CHANNEL,
        "VIGIE_QUALITY_MANAGERS": sandbox.user("quality_manager"),
        "VIGIE_TRAINING_MANAGERS": sandbox.user("training_manager"),
        "VIGIE_POSTS_PER_SECOND": "1000",
        "VIGIE_TICK_SECONDS": "0.5",
        "VIGIE_HTTP_PORT": "0",
        "VIGIE_BACKUP_HOURS": "0",
        "VIGIE_LOG_FORMAT": "json",
        **more,
    }


class Bot:
    """One process of `vigie run`; its stderr is kept."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self._stderr: list[str] = []
        self._ready = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @property
    def stderr(self) -> str:
        return "".join(self._stderr)

    async def ready(self, patience: float = 90) -> None:
        """Wait until it says that it runs; fails with what it said when it ends before."""
        async with asyncio.timeout(patience):
            await self._ready.wait()
        assert "vigie runs" in self.stderr, self.stderr

    async def end(self, number: signal.Signals, patience: float = 15) -> int:
        """Send a signal and wait for the end; answers the exit status."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        return await self.ended(patience)

    async def ended(self, patience: float = 90) -> int:
        """Wait for the end; answers the exit status."""
        async with asyncio.timeout(patience):
            status = await self.process.wait()
        await self._reading
        return status

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self._stderr.append(line.decode())
            if b"vigie runs" in line:
                self._ready.set()
        self._ready.set()


async def start_bot(env: Mapping[str, str], *arguments: str, folder: Path) -> Bot:
    """Start the process in a folder where no `.env` of the tester's is."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *(arguments or ("run",)),
        env=dict(env),
        cwd=folder,
        stderr=asyncio.subprocess.PIPE,
    )
    return Bot(process)


@asynccontextmanager
async def running_bot(env: Mapping[str, str], *, folder: Path) -> AsyncIterator[Bot]:
    """A bot that is at work while the block lasts, and is gone after it."""
    bot = await start_bot(env, folder=folder)
    try:
        await bot.ready()
        yield bot
    finally:
        await bot.end(signal.SIGKILL)


async def connected(sandbox: Sandbox, sockets: int, patience: float = 60) -> None:
    """Wait until the sandbox sees so many connections."""
    async with aiohttp.ClientSession(sandbox.base_url) as session, asyncio.timeout(patience):
        while True:
            async with session.get("/sandbox/people") as answer:
                if (await answer.json())["app"]["connected"] >= sockets:
                    return
            await asyncio.sleep(0.05)
