"""A school that files at once: two replicas on one database beside one."""

import asyncio
import math
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.connections import CONNECTIONS
from bot.domain.outgoing import Outgoing
from bot.sandbox import cast
from bot.sandbox.server import Sandbox
from storage.database import Database
from tests.benchmarks import apps
from tests.benchmarks.crowd import Crowd, gathered, until
from tests.benchmarks.databases import Create, Kind, count_cases, migrated
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import Program, running

FILERS = 100
FIRST_CARDS = 50
"""Until these stand, all the forms are opened and submitted too, which takes processors."""
RATE = 1.6
"""How many times the filings of one replica two take in the same time."""
POSTS_PER_SECOND = 100
"""So that what decides is how long Slack takes to answer, not its pace for one channel."""
_START_SECONDS = 60
_LAST_CARD_SECONDS = 120
_LOOK_EVERY = 0.05
_REST_SECONDS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """One rush: seconds from the commands to the last card, and what went astray.

    `steady`: those of them since the first cards, when no form was being opened any more.
    """

    took: float
    steady: float
    astray: int


async def beside_one(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """Two replicas and one in turns, each rush with programs and a database of its own."""
    two, one = [], []
    with kind(folder) as create:
        for number in range(plan.rounds):
            two.append(await _rush(create, folder, name=f"two_{number}", replicas=2))
            one.append(await _rush(create, folder, name=f"one_{number}", replicas=1))
    where = kind.__name__
    return (
        _beside(
            f"{FILERS} people at once, from their commands to the last card in the channel",
            [rush.took for rush in two],
            [rush.took for rush in one],
            where=where,
        ),
        _beside(
            f"of that, the last {FILERS - FIRST_CARDS} cards, where Slack's latency is what counts",
            [rush.steady for rush in two],
            [rush.steady for rush in one],
            where=where,
        ),
        Measure(
            name=f"{FILERS} people at once: cases and cards missing or doubled, "
            f"one replica or two, {where}",
            ours=max(rush.astray for rush in one + two),
            unit="",
            bound=AtMost(0, ""),
        ),
    )


def _beside(name: str, two: Sequence[float], one: Sequence[float], *, where: str) -> Measure:
    return Measure(
        name=f"{name}, two replicas beside one ({RATE} times the rate is {1 / RATE} of the time), "
        f"Slack's pace for a channel lifted, {where}",
        ours=median(two),
        twin=median(one),
        unit="s",
        bound=AtMostTimes(1 / RATE),
    )


async def _rush(create: Create, folder: Path, *, name: str, replicas: int) -> Rush:
    url = create(name)
    early = CONNECTIONS * replicas
    async with AsyncExitStack() as stack:
        database = stack.enter_context(closing(migrated(url)))
        everyone = await stack.enter_async_context(gathered(early + FILERS))
        for number in range(replicas):
            program = _replica(everyone.sandbox, url, name=f"{name}_{number}")
            await stack.enter_async_context(running(program, folder))
        await _warm_up(replace(everyone, people=everyone.people[:early]))
        return await _filed(replace(everyone, people=everyone.people[early:]), database)


def _replica(sandbox: Sandbox, url: str, *, name: str) -> Program:
    program = apps.vigie(sandbox, url)
    pace = {"VIGIE_POSTS_PER_SECOND": str(POSTS_PER_SECOND)}
    return replace(program, name=name, environment={**program.environment, **pace})


async def _warm_up(crowd: Crowd) -> None:
    """One command to each connection, for the sandbox takes them in turn."""
    sockets = crowd.sandbox.world.sockets
    await until(lambda: len(sockets.connections) == len(crowd.people), seconds=_START_SECONDS)
    await crowd.type_commands()
    await asyncio.sleep(_REST_SECONDS)


async def _filed(crowd: Crowd, database: Database) -> Rush:
    began = perf_counter()
    await crowd.file_at_once()
    took = steady = math.inf
    with suppress(TimeoutError):
        await _cards_stand(crowd.sandbox, FIRST_CARDS)
        steady_since = perf_counter()
        await _cards_stand(crowd.sandbox, FILERS)
        ended = perf_counter()
        took, steady = ended - began, ended - steady_since
    # a second card would come now
    await asyncio.sleep(_REST_SECONDS)
    astray = abs(_cards(crowd.sandbox) - FILERS) + abs(count_cases(database) - FILERS)
    return Rush(took=took, steady=steady, astray=astray)


async def _cards_stand(sandbox: Sandbox, number: int) -> None:
    await until(
        lambda: _cards(sandbox) >= number, seconds=_LAST_CARD_SECONDS, look_every=_LOOK_EVERY
    )


def _cards(sandbox: Sandbox) -> int:
    """How many cards stand in the quality channel."""
    posted = sandbox.world.workspace.conversations[cast.QUALITY].messages.values()
    kinds = [one.metadata["event_type"] for one in posted if one.metadata]
    return kinds.count(f"vigie_{Outgoing.CARD}")
