"""Reports on paper: how long a review of a busy half-year takes, and whether filers feel it."""

import asyncio
import os
import resource
import subprocess
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import uuid4

from sqlalchemy import insert, select

from bot.domain.calendar.periods import Semester
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import Category, IncidentType, Kind
from bot.services.cases.filing import file_case
from storage.database import Database
from storage.tables import cases, journal
from tests.benchmarks import apps
from tests.benchmarks.crowd import gathered
from tests.benchmarks.databases import Kind as DatabaseKind
from tests.benchmarks.databases import migrated
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure, percentile
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import ROOT, inherited, running
from tests.support.builders import complaint_draft, incident_draft, opened

CASES = 5_000
HALF_YEAR = Semester(year=2026, half=1)
BEGINS = datetime(2026, 1, 1, 8, tzinfo=UTC)

_KIBIBYTES_A_MEBIBYTE = 1024
_REST_SECONDS = 1


def measure(kind: DatabaseKind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """`vigie review` over five thousand cases, and filing while documents are set."""
    with kind(folder) as create:
        url = create("review")
        with closing(migrated(url)) as database:
            _fill(database)
            took, memory = _write_review(url, folder)
        rounds = [
            [
                asyncio.run(_acknowledged(url, plan, folder, is_making=is_making))
                for is_making in (False, True)
            ]
            for _ in range(plan.rounds)
        ]
    where = kind.__name__
    return (
        Measure(
            name=f"a review of {CASES:,} cases as PDF, from the start of the command, {where}",
            ours=took,
            unit="s",
            bound=AtMost(10, "s"),
        ),
        Measure(
            name=f"the most memory of that command and of Typst, {where}",
            ours=memory,
            unit="MiB",
            bound=AtMost(400, "MiB"),
        ),
        Measure(
            name=f"{plan.crowd} commands at once while reviews are made, beside none: "
            f"acknowledgement, 99th percentile, {where}",
            ours=median(busy for _, busy in rounds),
            twin=median(quiet for quiet, _ in rounds),
            unit="ms",
            bound=AtMostTimes(1.3),
        ),
    )


def _write_review(url: str, folder: Path) -> tuple[float, float]:
    begun = perf_counter()
    _review(url, folder)
    took = perf_counter() - begun
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return took, most / _KIBIBYTES_A_MEBIBYTE


def _review(url: str, folder: Path) -> None:
    environment = inherited(os.environ) | {"DATABASE_URL": url}
    command = [sys.executable, "-m", "bot", "review", str(HALF_YEAR), "-o", "review.pdf"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


async def _acknowledged(url: str, plan: Plan, folder: Path, *, is_making: bool) -> float:
    """When a crowd's commands are acknowledged, 99th percentile in ms, perhaps beside reviews."""
    async with gathered(plan.crowd) as crowd, running(apps.vigie(crowd.sandbox, url), folder):
        await crowd.first_acknowledgement()
        await asyncio.sleep(_REST_SECONDS)
        if is_making:
            async with _making(url):
                took = await crowd.type_commands()
        else:
            took = await crowd.type_commands()
    return percentile(took, 99) * 1_000


@asynccontextmanager
async def _making(url: str) -> AsyncIterator[None]:
    """Review after review in another process, while the block lasts."""
    command = ("-m", "tests.benchmarks.review_maker", url, str(HALF_YEAR))
    maker = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, env=inherited(os.environ), stdin=PIPE, stdout=PIPE
    )
    assert maker.stdin is not None
    assert maker.stdout is not None
    await maker.stdout.readline()
    try:
        yield
    finally:
        maker.stdin.close()
        await maker.wait()


def _fill(database: Database) -> None:
    """Five thousand cases in the half-year, spread over topics, causes and days."""
    for draft in (complaint_draft(), incident_draft()):
        file_case(opened(database), draft)
    with database.writing() as connection:
        originals = [dict(row) for row in connection.execute(select(cases)).mappings()]
        rows = [_copy(originals[number % 2], number) for number in range(CASES)]
        connection.execute(insert(cases), rows)
        connection.execute(journal.update().values(at=BEGINS))


def _copy(original: dict[str, object], number: int) -> dict[str, object]:
    at = BEGINS + timedelta(hours=number * 180 * 24 / CASES)
    is_complaint = original["kind"] is Kind.COMPLAINT
    categories, types, causes = list(Category), list(IncidentType), list(CauseFamily)
    return original | {
        "id": uuid4(),
        "submission_id": uuid4(),
        "ref": f"XXX-2026-{number:05d}",
        "received_at": at,
        "recorded_at": at,
        "ack_due_at": at + timedelta(hours=48) if is_complaint else None,
        "ack_sent_at": at + timedelta(hours=number % 60) if is_complaint else None,
        "solution_due_at": at + timedelta(days=31) if is_complaint else None,
        "category": categories[number % len(categories)] if is_complaint else None,
        "incident_type": None if is_complaint else types[number % len(types)],
        "cause_family": causes[number % len(causes)],
    }
