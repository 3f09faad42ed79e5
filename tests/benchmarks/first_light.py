"""A whole school that types commands and submits forms at once: Vigie and the twin in turns."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.sandbox.server import Sandbox
from tests.benchmarks import apps
from tests.benchmarks.crowd import Crowd, gathered
from tests.benchmarks.databases import Create, Kind, count_cases, migrated
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure, percentile
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import Program, Running, running

SLACK_WAITS = 3
"""Seconds until Slack gives up on an acknowledgement, and a trigger dies."""

_REST_SECONDS = 1

ProgramFor = Callable[[Sandbox], Program]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What one process did between its start and its end; times in seconds, memory in MiB."""

    started_in: float
    acknowledged_in: Sequence[float]
    forms_asked_in: Sequence[float]
    submitted_in: Sequence[float]
    memory: float
    astray: int = 0


async def beside_the_twin(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """Vigie and the bare app one after the other, again and again."""
    ours, twins = [], []
    with kind(folder) as create:
        for number in range(plan.rounds):
            ours.append(await _life_of_vigie(create, plan, folder, number=number))
            twins.append(await _live(apps.bare_bolt, plan, folder))
    crowd = plan.crowd
    return (
        Measure(
            name=f"{crowd} commands at once: acknowledgement, 99th percentile",
            ours=median(percentile(one.acknowledged_in, 99) for one in ours) * 1_000,
            twin=median(percentile(one.acknowledged_in, 99) for one in twins) * 1_000,
            unit="ms",
            bound=AtMostTimes(1.5),
        ),
        Measure(
            name=f"{crowd} commands at once: the last form asked for, after its command",
            ours=median(max(one.forms_asked_in) for one in ours),
            twin=median(max(one.forms_asked_in) for one in twins),
            unit="s",
            bound=AtMost(SLACK_WAITS, "s"),
        ),
        *_submissions(ours, plan, where=kind.__name__),
        Measure(
            name="resident memory after that",
            ours=median(one.memory for one in ours),
            twin=median(one.memory for one in twins),
            unit="MiB",
            bound=AtMostTimes(1.7),
        ),
        Measure(
            name="from the start of the process to its first acknowledgement",
            ours=median(one.started_in for one in ours),
            twin=median(one.started_in for one in twins),
            unit="s",
            bound=AtMostTimes(2.5),
        ),
    )


async def submissions(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """The forms of a whole school submitted at once; the twin has no database."""
    with kind(folder) as create:
        lives = [
            await _life_of_vigie(create, plan, folder, number=number)
            for number in range(plan.rounds)
        ]
    return _submissions(lives, plan, where=kind.__name__)


def _submissions(lives: Sequence[Life], plan: Plan, *, where: str) -> tuple[Measure, Measure]:
    return (
        Measure(
            name=f"{plan.crowd} submissions at once: the last committed and acknowledged, {where}",
            ours=median(max(one.submitted_in) for one in lives),
            unit="s",
            bound=AtMost(SLACK_WAITS, "s"),
        ),
        Measure(
            name=f"{plan.crowd} submissions at once: cases missing or doubled, {where}",
            ours=max(one.astray for one in lives),
            unit="",
            bound=AtMost(0, ""),
        ),
    )


async def _life_of_vigie(create: Create, plan: Plan, folder: Path, *, number: int) -> Life:
    # the schema is there, as at every start but a school's first
    url = create(f"round_{number}")
    with closing(migrated(url)) as database:
        life = await _live(lambda sandbox: apps.vigie(sandbox, url), plan, folder)
        return replace(life, astray=abs(count_cases(database) - plan.crowd))


async def _live(program_for: ProgramFor, plan: Plan, folder: Path) -> Life:
    async with gathered(plan.crowd) as crowd:
        begun = perf_counter()
        async with running(program_for(crowd.sandbox), folder) as program:
            await _first_acknowledgement(crowd, program)
            started_in = perf_counter() - begun
            await asyncio.sleep(_REST_SECONDS)
            acknowledged_in = await crowd.type_commands()
            forms_asked_in = await crowd.forms_asked_for()
            await asyncio.sleep(_REST_SECONDS)
            submitted_in = await crowd.submit_forms()
            return Life(
                started_in=started_in,
                acknowledged_in=acknowledged_in,
                forms_asked_in=forms_asked_in,
                submitted_in=submitted_in,
                memory=program.memory(),
            )


async def _first_acknowledgement(crowd: Crowd, program: Running) -> None:
    try:
        await crowd.first_acknowledgement()
    except TimeoutError:
        program.check()
        raise
