"""A school that files at once: two replicas on one database beside one."""

import asyncio
import math
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.sandbox.server import Sandbox
from bot.slack.connections import CONNECTIONS
from storage.database import Database
from tests.benchmarks import apps
from tests.benchmarks.crowd import Crowd, cards, gathered, until
from tests.benchmarks.databases import Create, Kind, count_cases, migrated
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import Program, running

STREAM = (20, 10)
"""People, and the cases that each of them files one after another."""
RUSH = (100, 1)
"""The same in one instant: opening so many forms takes processors, of which there are but two."""
STREAMS, RUSHES = 3, 1
"""How often, since each takes a minute or half of one; the rush keeps no bound."""
RATE = 1.6
"""How many times the filings of one replica two take in the same time."""
POSTS_PER_SECOND = 100
"""So that what decides is how long Slack takes to answer, not its pace for one channel."""
_START_SECONDS = 60
_LAST_CARD_SECONDS = 120
_LOOK_EVERY = 0.05
_REST_SECONDS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What came of many filings: seconds from the first commands to the last card, and flaws."""

    took: float
    astray: int


async def beside_one(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """Two replicas and one in turns, each time with programs and a database of their own."""
    with kind(folder) as create:
        rounds = min(plan.rounds, STREAMS)
        stream = await _both(create, folder, name="stream", filing=STREAM, rounds=rounds)
        rush = await _both(create, folder, name="rush", filing=RUSH, rounds=RUSHES)
    where = f"two replicas beside one, Slack's pace for a channel lifted, {kind.__name__}"
    people, each = STREAM
    at_once, _ = RUSH
    return (
        _beside(
            f"{people} people who file {each} cases each, from the first command to the last card, "
            f"{where} ({RATE} times the rate is {1 / RATE} of the time)",
            stream,
            bound=AtMostTimes(1 / RATE),
        ),
        _beside(f"{at_once} people who file in one instant, the same, {where}", rush),
        Measure(
            name=f"cases and cards missing or doubled in that, {where}",
            ours=max(filed.astray for side in stream + rush for filed in side),
            unit="",
            bound=AtMost(0, ""),
        ),
    )


Sides = tuple[list[Filed], list[Filed]]
"""What two replicas did, and what one did."""


async def _both(
    create: Create, folder: Path, *, name: str, filing: tuple[int, int], rounds: int
) -> Sides:
    sides: Sides = ([], [])
    for number in range(rounds):
        for side, replicas in zip(sides, (2, 1), strict=True):
            called = f"{name}_{replicas}_{number}"
            side.append(await _live(create, folder, name=called, replicas=replicas, filing=filing))
    return sides


def _beside(name: str, sides: Sides, *, bound: AtMostTimes | None = None) -> Measure:
    ours, twin = (median(filed.took for filed in side) for side in sides)
    return Measure(name=name, ours=ours, twin=twin, unit="s", bound=bound)


async def _live(
    create: Create, folder: Path, *, name: str, replicas: int, filing: tuple[int, int]
) -> Filed:
    url = create(name)
    early, (people, each) = CONNECTIONS * replicas, filing
    async with AsyncExitStack() as stack:
        database = stack.enter_context(closing(migrated(url)))
        everyone = await stack.enter_async_context(gathered(early + people))
        for number in range(replicas):
            program = _replica(everyone.sandbox, url, name=f"{name}_{number}")
            await stack.enter_async_context(running(program, folder))
        await _warm_up(replace(everyone, people=everyone.people[:early]))
        crowd = replace(everyone, people=everyone.people[early:])
        return await _filed(crowd, database, each=each)


def _replica(sandbox: Sandbox, url: str, *, name: str) -> Program:
    program = apps.vigie(sandbox, url, VIGIE_POSTS_PER_SECOND=str(POSTS_PER_SECOND))
    return replace(program, name=name)


async def _warm_up(crowd: Crowd) -> None:
    """One command to each connection, for the sandbox takes them in turn."""
    sockets = crowd.sandbox.world.sockets
    await until(lambda: len(sockets.connections) == len(crowd.people), seconds=_START_SECONDS)
    await crowd.type_commands()
    await asyncio.sleep(_REST_SECONDS)


async def _filed(crowd: Crowd, database: Database, *, each: int) -> Filed:
    wanted, took = each * len(crowd.people), math.inf
    began = perf_counter()
    await crowd.file_on_and_on(each)
    with suppress(TimeoutError):
        await until(
            lambda: cards(crowd.sandbox) >= wanted,
            seconds=_LAST_CARD_SECONDS,
            look_every=_LOOK_EVERY,
        )
        took = perf_counter() - began
    # a second card would come now
    await asyncio.sleep(_REST_SECONDS)
    astray = abs(cards(crowd.sandbox) - wanted) + abs(count_cases(database) - wanted)
    return Filed(took=took, astray=astray)
