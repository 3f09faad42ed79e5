"""One function for each fault: play it as often as asked, then count what is left.

Every scenario ends with the fault mended and the outbox empty, and answers a `Survival`.
"""

import asyncio
import random
import resource
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import MovableClock, SystemClock
from bot.domain.cases.taxonomy import Severity
from bot.sandbox import cast
from bot.sandbox.server import Sandbox, running_sandbox
from bot.services.cases.filing import file_case
from storage.database import Database
from storage.deadlines import reminders
from storage.tables import cases, outbox
from storage.tables import reminders as reminder_rows
from tests.soak.filers import Filer, filing
from tests.soak.survival import Survival
from tests.support.builders import OFFICE, complaint_draft, opened
from tests.support.people import Person
from tests.support.postgresql import OwnServer
from tests.support.processes import environment, running_bot
from tests.support.reckoning import flaws
from tests.support.school import PATIENT, School, running_school

SEED = 7
UNCOUNTED = "quality_manager"
"""Who files without a quota; anybody else would wait for ten minutes after the thirtieth case."""
_SETTLES_IN = 120


async def killed(
    database: Database,
    folder: Path,
    *,
    filings: int,
    recalls: int,
    in_a_life: int,
    seed: int = SEED,
    patiently: bool = True,
) -> Survival:
    """`kill -9` in a loop, at random moments, while people file and reminders come due.

    No process lives to see more than about `in_a_life` filings, however quick the machine.
    What a dead process held waits for its lease to end; not `patiently`, it is ended.
    """
    watch, lives = Stopwatch(), 0
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    async with (
        sandbox_and_person() as (sandbox, trainer),
        Person.at(sandbox.base_url, "training_manager") as karim,
        Person.at(sandbox.base_url, "quality_manager") as helene,
    ):
        filer = Filer(trainer, karim, helene)
        sandbox.world.sockets.ack_timeout = 1  # nobody answers once it is dead
        env = environment(sandbox, address(database))
        plan_reminders(database, recalls, within=timedelta(seconds=recalls / 10))
        async with filing(filer, filings) as goes_on:
            while goes_on() or reminders_left(database):
                lives += 1
                async with running_bot(env, folder=folder) as bot:
                    await filer.watch(seconds=chance.uniform(0.4, 2), at_most=in_a_life)
                    await bot.end(signal.SIGKILL)
        if not patiently:
            end_leases(database)
        async with running_bot(env, folder=folder):
            await emptied(database)
        figures = {"processes killed": str(lives), "reminders said": str(said(database))}
        return survival("kill -9", database, sandbox, filer, watch=watch, figures=figures)


async def server_stopped(
    server: OwnServer, folder: Path, *, times: int, patiently: bool = True
) -> Survival:
    """PostgreSQL stopped and started while people file.

    `patiently` as above: what was sent and could not be recorded waits too.
    """
    watch, refused = Stopwatch(), 0
    async with running_school(folder, database_url=server.url) as school:
        filer = Filer(await school.person(UNCOUNTED))
        for _ in range(times):
            await filer.file_many(3)
            await asyncio.to_thread(server.stop)
            refused += not await filer.file()
            await asyncio.to_thread(server.start)
            await filer.file_many(3)
        if not patiently:
            end_leases(school.database)
        await emptied(school.database)
        figures = {"stops": str(times), "filings refused with the text kept": str(refused)}
        return of_school("PostgreSQL stopped", school, filer, watch=watch, figures=figures)


async def disk_full(
    database: Database, folder: Path, *, times: int, patiently: bool = True
) -> Survival:
    """No byte more may be written, then there is room again, while people file.

    `patiently` as above.
    """
    watch, refused = Stopwatch(), 0
    async with sandbox_and_person(UNCOUNTED) as (sandbox, person):
        env = environment(sandbox, address(database))
        filer = Filer(person)
        async with running_bot(env, folder=folder) as bot:
            for _ in range(times):
                await filer.file_many(2)
                limit_files(bot.process.pid, 1)
                refused += not await filer.file()
                limit_files(bot.process.pid, resource.RLIM_INFINITY)
                await filer.file_many(2)
            if not patiently:
                end_leases(database)
            await emptied(database)
        figures = {"times full": str(times), "filings refused with the text kept": str(refused)}
        return survival("disk full", database, sandbox, filer, watch=watch, figures=figures)


async def refused_at_random(
    database: Database, folder: Path, *, filings: int, percent: float = 20, seed: int = SEED
) -> Survival:
    """Slack fails so many calls: 429, 500, time-outs before and after it did what was asked."""
    watch = Stopwatch()
    async with running_school(folder, database_url=address(database)) as school:
        filer = Filer(await school.person(UNCOUNTED))
        for number, kind in enumerate(("rate_limited", "http_500", "drop_before", "drop_after")):
            school.sandbox.inject("*", kind, percent=percent / 4, seed=seed + number)
        await filer.file_many(filings)
        calls = [one for one in school.sandbox.world.inspector.calls if not one.ok]
        school.sandbox.world.faults.clear()
        await emptied(database)
        figures = {"calls refused": str(len(calls))}
        return of_school("Slack refuses 20 %", school, filer, watch=watch, figures=figures)


async def sockets_cut(
    database: Database, folder: Path, *, seconds: float, every: float = 5
) -> Survival:
    """Every connection aborted at once, again and again, while people file."""
    watch, cuts = Stopwatch(), 0
    async with running_school(folder, database_url=address(database)) as school:
        school.sandbox.world.sockets.ack_timeout = 3
        filer = Filer(await school.person(UNCOUNTED))
        async with filing(filer, 1_000_000):
            while watch.seconds() < seconds:
                await asyncio.sleep(every)
                school.sandbox.world.sockets.abort_all()
                cuts += 1
            filer.stop()
        await emptied(database)
        return of_school(
            "sockets cut", school, filer, watch=watch, figures={"times cut": str(cuts)}
        )


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def seconds(self) -> float:
        return time.monotonic() - self._begun


@asynccontextmanager
async def sandbox_and_person(role: str = "trainer") -> AsyncIterator[tuple[Sandbox, Person]]:
    """A workspace, and somebody in it."""
    async with (
        running_sandbox(MovableClock(), PATIENT) as sandbox,
        Person.at(sandbox.base_url, role) as person,
    ):
        yield sandbox, person


def address(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def limit_files(process: int, size: int) -> None:
    """Let a running process write files up to this size only: what a full disk is to SQLite."""
    _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, hard))


def plan_reminders(database: Database, count: int, *, within: timedelta) -> None:
    """Have so many critical cases, of which people hear at any hour, come due one by one."""
    begun = SystemClock().now()
    led_by_her = replace(OFFICE, quality_managers=(cast.HELENE,))  # who files without a quota
    for number in range(count):
        draft = complaint_draft(severity=Severity.CRITICAL, received_at=begun, reporter=cast.HELENE)
        case = file_case(opened(database, now=begun, office=led_by_her), draft).case
        with database.writing() as connection:
            planned = reminders.of_subject(connection, case.id)
            first = min(planned, key=lambda one: one.reminder.remind_at)
            at = begun + within * (number + 1) / count
            reminders.move(connection, first, replace(first.reminder, remind_at=at))


def reminders_left(database: Database) -> bool:
    """Whether something due by now is still to be said."""
    now = SystemClock().now()
    with database.reading() as connection:
        return reminders.oldest_due(connection, now=now) is not None


def said(database: Database) -> int:
    """How many reminders were said."""
    with database.reading() as connection:
        query = select(func.count()).where(reminder_rows.c.said_at.is_not(None))
        return int(connection.execute(query).scalar_one())


def end_leases(database: Database) -> None:
    """Have every claim that was not given back be over, as half a minute later."""
    with database.writing() as connection:
        connection.execute(outbox.update().values(leased_until=None))


async def emptied(database: Database, patience: float = _SETTLES_IN) -> None:
    """Wait until the outbox holds nothing that is still to be sent."""
    pending = select(outbox.c.id).where(outbox.c.state == "pending")
    async with asyncio.timeout(patience):
        while True:
            with database.reading() as connection:
                if connection.execute(pending).first() is None:
                    return
            await asyncio.sleep(0.1)


def survival(
    scenario: str,
    database: Database,
    sandbox: Sandbox,
    filer: Filer,
    *,
    watch: Stopwatch,
    figures: dict[str, str],
) -> Survival:
    """Count what is left."""
    workspace = sandbox.world.workspace
    with database.reading() as connection:
        kept = connection.execute(select(func.count()).select_from(cases)).scalar_one()
    conversations = workspace.conversations.values()
    return Survival(
        scenario=scenario,
        database=database.url.get_backend_name(),
        accepted=len(filer.accepted),
        cases=int(kept),
        messages=sum(len(one.messages) for one in conversations),
        flaws=tuple(flaws(database, workspace, accepted=filer.accepted)),
        seconds=watch.seconds(),
        figures=figures,
    )


def of_school(
    scenario: str, school: School, filer: Filer, *, watch: Stopwatch, figures: dict[str, str]
) -> Survival:
    """Count what is left in a school that is still at work."""
    return survival(scenario, school.database, school.sandbox, filer, watch=watch, figures=figures)
