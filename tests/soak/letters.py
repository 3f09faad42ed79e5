"""Letters by mail under every fault at once, each counted at the server against the register."""

import asyncio
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy import func, select

from bot.clock import SystemClock
from bot.domain.cases.cases import Status
from bot.domain.cases.letters import Communication, Letter, LetterKind
from bot.domain.cases.taxonomy import Kind, Means
from bot.domain.mail.departures import LetterState
from bot.domain.messages.mail import LetterNotice
from bot.domain.school.office import Office
from bot.domain.steps.opening import Acknowledge
from bot.services.mail.letters import Wish, wish_letter
from storage.cases import cases, journal
from storage.database import Database
from storage.tables import cases as case_rows
from storage.tables import letters, outbox
from tests.benchmarks.processes import ROOT
from tests.soak.letter_troubles import FAILING, Trouble
from tests.soak.scenarios import SEED, Stopwatch, address
from tests.soak.survival import LETTERS, Survival
from tests.support.builders import QUALITY, opened
from tests.support.casework import SCHOOL
from tests.support.lives import case_in
from tests.support.mailed_letters import Stationery
from tests.support.smtp_server import SmtpServer, smtp_server

_PER_TRANSACTION = 200
_SETTLES_IN = 120
_GLANCE = 0.02


@dataclass(frozen=True, slots=True)
class _Fate:
    """A letter as the register has it, and how often the server has it."""

    letter_id: UUID
    state: LetterState
    copies: int
    is_taken: bool
    is_named: bool


async def letters_sent(
    database: Database,
    *,
    count: int,
    in_a_life: int,
    at_once: int = 1,
    trouble: Trouble = FAILING,
    seed: int = SEED,
) -> Survival:
    """So many letters, while `kill -9` ends each of `at_once` processes at random moments.

    What else goes wrong meanwhile is the `trouble`. No process lives to see more than about
    `in_a_life` letters.
    """
    watch, lives, blows = Stopwatch(), 0, 0
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    wish_letters(database, count)
    with smtp_server() as server:
        server.script = trouble.script(random.Random(seed))  # noqa: S311  # as above
        while left := _left(database):
            lives += at_once
            async with _processes(database, server.port, at_once) as processes:
                async with trouble.going_on(processes, server, chance) as dealt:
                    await _until_left(database, max(left - chance.randint(1, in_a_life), 0))
                    await asyncio.sleep(chance.uniform(0, 0.05))
                blows += len(dealt)
                for process in processes:
                    process.kill()
        fates = list(_fates(database, server))
    return Survival(
        scenario=f"{LETTERS} {trouble.name}",
        database=database.url.get_backend_name(),
        accepted=sum(one.state is LetterState.ACCEPTED for one in fates),
        cases=count,
        messages=len(server.received),
        flaws=(*_flaws(fates), *_of_the_journal(database)),
        seconds=watch.seconds(),
        figures=_figures(fates, lives=lives) | trouble.told(blows),
    )


def wish_letters(database: Database, count: int, *, actor: str = QUALITY) -> None:
    """Have so many complaints acknowledged by mail: each wished, none sent."""
    now = SystemClock().now()
    for first in range(0, count, _PER_TRANSACTION):
        with opened(database, now=now, office=_led_by(actor)).writing() as work:
            for number in range(first, min(first + _PER_TRANSACTION, count)):
                fresh = replace(
                    case_in(Status.RECEIVED, Kind.COMPLAINT),
                    id=uuid4(),
                    ref=f"REC-{now:%Y}-{number + 1:05d}",
                    received_at=now,
                    recorded_at=now,
                )
                cases.add(work.connection, fresh, submission_id=uuid4(), policy_version="soak")
                letter = Letter(
                    kind=LetterKind.ACKNOWLEDGEMENT, subject=fresh.ref, body=f"Bonjour, {number}"
                )
                told = Communication(letter=letter, at=now, means=Means.EMAIL)
                wish = Wish(
                    step=Acknowledge(told=told),
                    to=f"person{number}@example.net",
                    actor=actor,
                    submission_id=uuid4(),
                )
                wish_letter(work, fresh.id, wish, account=Stationery())


def _led_by(actor: str) -> Office:
    return replace(SCHOOL, quality_managers=(actor,))


@asynccontextmanager
async def _processes(
    database: Database, port: int, count: int
) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    arguments = (sys.executable, "-m", "tests.soak.letter_process", address(database), str(port))
    started = [
        await asyncio.create_subprocess_exec(
            *arguments,
            cwd=ROOT,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        for _ in range(count)
    ]
    try:
        yield started
    finally:
        for process in started:
            if process.returncode is None:
                process.kill()
            await process.wait()


def _left(database: Database) -> int:
    """How many letters nobody can say anything of yet."""
    query = select(func.count()).where(letters.c.state == LetterState.SENDING)
    with database.reading() as connection:
        return int(connection.execute(query).scalar_one())


async def _until_left(database: Database, goal: int) -> None:
    async with asyncio.timeout(_SETTLES_IN):
        while await asyncio.to_thread(_left, database) > goal:
            await asyncio.sleep(_GLANCE)


def _fates(database: Database, server: SmtpServer) -> Iterator[_Fate]:
    copies = Counter(server.ids)
    with database.reading() as connection:
        named = {
            row.details["letter_id"]
            for row in connection.execute(
                select(outbox.c.details).where(outbox.c.kind == LetterNotice.kind)
            )
        }
        taken = set(
            connection.execute(
                select(case_rows.c.id).where(case_rows.c.ack_sent_at.is_not(None))
            ).scalars()
        )
        for row in connection.execute(select(letters)):
            yield _Fate(
                row.id,
                row.state,
                copies.pop(row.message_id, 0),
                row.case_id in taken,
                str(row.id) in named,
            )
    assert not copies, "a letter that nobody wished"


def _flaws(fates: Iterable[_Fate]) -> Iterator[str]:
    for one in fates:
        if one.copies > 1:
            yield f"doubled: {one.letter_id}"
        if one.state is LetterState.ACCEPTED and one.copies != 1:
            yield f"called accepted and is not there: {one.letter_id}"
        if one.state is LetterState.REFUSED and one.copies:
            yield f"called refused and is there: {one.letter_id}"
        if one.is_taken is not (one.state is LetterState.ACCEPTED):
            yield f"the step does not follow the letter: {one.letter_id}"
        if one.state in {LetterState.UNKNOWN, LetterState.REFUSED} and not one.is_named:
            yield f"nobody was told: {one.letter_id}"
        if one.state not in _SETTLED:
            yield f"lost: {one.letter_id} is {one.state}"


_SETTLED = frozenset({LetterState.ACCEPTED, LetterState.REFUSED, LetterState.UNKNOWN})


def _of_the_journal(database: Database) -> Iterator[str]:
    with database.reading() as connection:
        if (flaw := journal.first_flaw(connection)) is not None:
            yield f"the journal breaks: {flaw}"


def _figures(fates: Sequence[_Fate], *, lives: int) -> dict[str, str]:
    states = Counter(one.state for one in fates)
    unknown = [one for one in fates if one.state is LetterState.UNKNOWN]
    there = sum(one.copies for one in unknown)
    return {
        "processes killed": str(lives),
        "refused": str(states[LetterState.REFUSED]),
        "unknown, each named": str(len(unknown)),
        "of these at the server": str(there),
    }
