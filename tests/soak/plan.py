"""Which scenarios the soak plays, how long each, and on which database."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import print_exception
from typing import Any

from storage import schema
from storage.database import Database
from tests.benchmarks.databases import migrated
from tests.soak import scenarios
from tests.soak.letter_troubles import CUT, DISK_FULL, FAILING, REFUSED, Trouble
from tests.soak.letters import letters_sent
from tests.soak.mails import mails_taken_in
from tests.soak.scenarios import Stopwatch
from tests.soak.survival import Survival
from tests.support.own_process import in_own_process
from tests.support.postgresql import own_server

Played = Coroutine[Any, Any, Survival]
Scenario = Callable[[Database, Path, int], Played]
"""Takes an empty database, a folder, and the seed of this run."""
SQLITE, POSTGRESQL = "sqlite", "postgresql"


def _killed(database: Database, folder: Path, seed: int) -> Played:
    return scenarios.killed(database, folder, filings=500, recalls=200, in_a_life=25, seed=seed)


def _disk_full(database: Database, folder: Path, _seed: int) -> Played:
    return scenarios.disk_full(database, folder, times=8)


def _refused(database: Database, folder: Path, seed: int) -> Played:
    return scenarios.refused_at_random(database, folder, filings=60, seed=seed)


def _cut(database: Database, folder: Path, _seed: int) -> Played:
    return scenarios.sockets_cut(database, folder, seconds=40)


def _letters(
    database: Database, _folder: Path, seed: int, *, count: int = 3400, trouble: Trouble = FAILING
) -> Played:
    # one process on SQLite, where two wait for each other; the three runs make ten thousand on each
    at_once = 1 if database.url.get_backend_name() == SQLITE else 2
    return letters_sent(
        database, count=count, in_a_life=200, at_once=at_once, trouble=trouble, seed=seed
    )


def _letters_on_full_disk(database: Database, _folder: Path, seed: int) -> Played:
    # what was taken and could not be recorded waits for its lease, so that few are sent in a minute
    return letters_sent(database, count=200, in_a_life=40, trouble=DISK_FULL, seed=seed)


def _mails(database: Database, folder: Path, seed: int) -> Played:
    return mails_taken_in(database, folder, count=1_000, seed=seed)


ON_BOTH: Mapping[str, Scenario] = {
    "killed": _killed,
    "refused": _refused,
    "letters": _letters,
    "letters-refused": partial(_letters, count=1000, trouble=REFUSED),
    "letters-cut": partial(_letters, count=1000, trouble=CUT),
    "mails": _mails,
}
ON_SQLITE: Mapping[str, Scenario] = {
    "disk-full": _disk_full,
    "cut": _cut,
    "letters-disk-full": _letters_on_full_disk,
}
SERVER_STOPPED = "server-stopped"
NAMES = (*ON_BOTH, *ON_SQLITE, SERVER_STOPPED)
LOOPS = 2 * len(ON_BOTH) + len(ON_SQLITE) + 1
"""In a whole run, each on its database."""


def play(name: str, *, seed: int) -> Iterator[Survival]:
    """Play one scenario wherever it is played, each time in a process of its own."""
    if name != SERVER_STOPPED:
        yield _survived(name, SQLITE, seed)
    if name not in ON_SQLITE:
        yield _survived(name, POSTGRESQL, seed)


def _survived(name: str, kind: str, seed: int) -> Survival:
    """What survived; a scenario that came to no end has that as its flaw."""
    watch = Stopwatch()
    with in_own_process() as pool:
        playing = pool.submit(_play, name, kind, seed)
        crash = playing.exception()
    if crash is None:
        return playing.result()
    print_exception(crash)
    return Survival.crashed(name, kind, crash, seconds=watch.seconds())


def _play(name: str, kind: str, seed: int) -> Survival:
    if name == SERVER_STOPPED:
        return asyncio.run(_server_stopped())
    scenario = ON_BOTH.get(name) or ON_SQLITE[name]
    with (_sqlite if kind == SQLITE else _postgresql)() as (database, folder):
        return asyncio.run(scenario(database, folder, seed))


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
