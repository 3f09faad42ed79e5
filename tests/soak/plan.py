"""Which scenarios the soak plays, how long each, and on which database."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from storage import schema
from storage.database import Database
from tests.benchmarks.databases import migrated
from tests.soak import memory, scenarios
from tests.soak.survival import Survival
from tests.support.postgresql import own_server

Played = Coroutine[Any, Any, Survival]
Scenario = Callable[[Database, Path, int], Played]
"""Takes an empty database, a folder, and the seed of this run."""


def _killed(database: Database, folder: Path, seed: int) -> Played:
    return scenarios.killed(database, folder, filings=250, recalls=100, seed=seed)


def _disk_full(database: Database, folder: Path, _seed: int) -> Played:
    return scenarios.disk_full(database, folder, times=8)


def _refused(database: Database, folder: Path, seed: int) -> Played:
    return scenarios.refused_at_random(database, folder, filings=60, seed=seed)


def _cut(database: Database, folder: Path, _seed: int) -> Played:
    return scenarios.sockets_cut(database, folder, seconds=40)


def _memory(database: Database, folder: Path, _seed: int) -> Played:
    return memory.held(database, folder, filings=3_400)


ON_BOTH: Mapping[str, Scenario] = {"killed": _killed, "refused": _refused}
"""Five hundred filings and two hundred reminders in each run, half of them on each database."""
ON_SQLITE: Mapping[str, Scenario] = {"disk-full": _disk_full, "cut": _cut, "memory": _memory}
NAMES = (*ON_BOTH, *ON_SQLITE, "server-stopped")


def play(name: str, *, seed: int) -> Iterator[Survival]:
    """Play one scenario wherever it is played."""
    if name == "server-stopped":
        yield asyncio.run(_server_stopped())
        return
    scenario = ON_BOTH.get(name) or ON_SQLITE[name]
    with _sqlite() as (database, folder):
        yield asyncio.run(scenario(database, folder, seed))
    if name in ON_BOTH:
        with _postgresql() as (database, folder):
            yield asyncio.run(scenario(database, folder, seed))


async def _server_stopped() -> Survival:
    with own_server() as server, TemporaryDirectory(prefix="vigie-soak-") as folder:
        database = Database(server.url)
        schema.upgrade(database)
        database.close()
        return await scenarios.server_stopped(server, Path(folder), times=8)


@contextmanager
def _sqlite() -> Iterator[tuple[Database, Path]]:
    with TemporaryDirectory(prefix="vigie-soak-") as folder:
        database = migrated(f"sqlite:///{folder}/vigie.db")
        yield database, Path(folder)
        database.close()


@contextmanager
def _postgresql() -> Iterator[tuple[Database, Path]]:
    with own_server() as server, TemporaryDirectory(prefix="vigie-soak-") as folder:
        database = migrated(server.url)
        yield database, Path(folder)
        database.close()
