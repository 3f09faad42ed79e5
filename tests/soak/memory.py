"""Memory over thousands of filings: it rises while caches fill, and then stays."""

from pathlib import Path

import psutil

from storage.database import Database
from tests.soak.filers import Filer
from tests.soak.scenarios import Stopwatch, address, emptied, sandbox_and_person, survival
from tests.soak.survival import Survival
from tests.support.processes import environment, running_bot

WARM = 400
"""Filings after which caches and pools are full."""
GROWS_AT_MOST = 1.10
_MEBIBYTE = 1024 * 1024


async def held(database: Database, folder: Path, *, filings: int) -> Survival:
    """File so many in one process; its memory at the end is what it was once warm."""
    watch = Stopwatch()
    async with sandbox_and_person() as (sandbox, trainer):
        filer = Filer(trainer)
        async with running_bot(environment(sandbox, address(database)), folder=folder) as bot:
            await filer.file_many(WARM)
            warm = _resident(bot.process.pid)
            await filer.file_many(filings - WARM)
            after = _resident(bot.process.pid)
            await emptied(database)
        figures = {"MiB once warm": f"{warm:.1f}", "MiB at the end": f"{after:.1f}"}
        found = survival("memory", database, sandbox, filer, watch=watch, figures=figures)
    return found if after <= GROWS_AT_MOST * warm else found.with_flaw(f"memory grew: {figures}")


def _resident(process: int) -> float:
    return float(psutil.Process(process).memory_info().rss / _MEBIBYTE)
