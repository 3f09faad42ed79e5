"""Programs under measurement, each in a process of its own."""

import asyncio
import os
import sys
from asyncio.subprocess import STDOUT, Process
from collections.abc import AsyncIterator, Mapping
from compileall import compile_dir
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
STOP_SECONDS = 15

_MEBIBYTE = 1024 * 1024
_OURS = ("bot", "handlers", "storage")
# settings of whoever runs this, proxies that slack-sdk would send loopback calls to, and what would
# have each start compile our modules, which an installed Vigie finds compiled
_NOT_INHERITED = (
    *("SLACK_", "VIGIE_", "DATABASE_URL", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"),
    "PYTHONDONTWRITEBYTECODE",
)


class EndedEarlyError(Exception):
    """A program under measurement ended by itself; the message is the end of what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What this Python is to run, and with which variables."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Running:
    """A started program and the file that takes what it says."""

    process: Process
    log: Path

    def memory(self) -> float:
        """Resident memory of the process and its children, in MiB."""
        parent = psutil.Process(self.process.pid)
        family = [parent, *parent.children(recursive=True)]
        return float(sum(one.memory_info().rss for one in family) / _MEBIBYTE)

    def check(self) -> None:
        """Raise EndedEarlyError when the program has ended."""
        if self.process.returncode is not None:
            raise EndedEarlyError(self.log.read_text(encoding="utf-8")[-2_000:])


def compile_ours() -> None:
    """Have every module of ours compiled, as in an installation: the first start is as all are."""
    for name in _OURS:
        compile_dir(ROOT / name, quiet=1)


@asynccontextmanager
async def running(program: Program, folder: Path) -> AsyncIterator[Running]:
    """The program in `folder`, told to stop when the block ends."""
    log = folder / f"{program.name}.log"
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *program.arguments,
            cwd=folder,
            env=inherited(os.environ) | dict(program.environment),
            stdout=output,
            stderr=STDOUT,
        )
    try:
        yield Running(process, log)
    finally:
        await _stop(process)


def inherited(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that a program gets from ours: none that would change the measurement."""
    kept = {
        name: value
        for name, value in environment.items()
        if not name.upper().startswith(_NOT_INHERITED)
    }
    return kept | {"PYTHONPATH": str(ROOT)}


async def _stop(process: Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
