"""Every benchmark by name."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks import (
    deafness,
    due_at_once,
    figures,
    first_light,
    growth,
    hostile_mails,
    incoming_mails,
    long_texts,
    mail_imports,
    memory,
    paper,
    reminder_ticks,
    replicas,
    sandbox_page,
)
from tests.benchmarks.databases import Kind, postgresql, sqlite
from tests.benchmarks.imports import imports
from tests.benchmarks.measures import Measure
from tests.benchmarks.plan import Plan
from tests.benchmarks.registers import exports, lists
from tests.support.own_process import in_own_process

Benchmark = Callable[[Plan, Path], Sequence[Measure]]


def _first_light(plan: Plan, folder: Path) -> Sequence[Measure]:
    return asyncio.run(first_light.beside_the_twin(sqlite, plan, folder))


def _submissions(plan: Plan, folder: Path) -> Sequence[Measure]:
    return asyncio.run(first_light.submissions(postgresql, plan, folder))


def _due_at_once(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    return asyncio.run(due_at_once.beside_idle(kind, plan, folder))


def _incoming_mails(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    return asyncio.run(incoming_mails.beside_none(kind, plan, folder))


def _replicas(plan: Plan, folder: Path) -> Sequence[Measure]:
    return asyncio.run(replicas.beside_one(postgresql, plan, folder))


def _memory(plan: Plan, folder: Path) -> Sequence[Measure]:
    return asyncio.run(memory.measure(sqlite, plan, folder))


def _deafness(plan: Plan, folder: Path) -> Sequence[Measure]:
    return asyncio.run(deafness.measure(sqlite, plan, folder))


BENCHMARKS: Mapping[str, Benchmark] = {
    "first-light": _first_light,
    "submissions-postgresql": _submissions,
    "growth-sqlite": partial(growth.measure, sqlite),
    "growth-postgresql": partial(growth.measure, postgresql),
    "register-lists-sqlite": partial(lists, sqlite),
    "register-lists-postgresql": partial(lists, postgresql),
    "register-export-sqlite": partial(exports, sqlite),
    "register-import-sqlite": partial(imports, sqlite),
    "register-import-postgresql": partial(imports, postgresql),
    "figures-sqlite": partial(figures.measure, sqlite),
    "paper": partial(paper.measure, sqlite),
    "sandbox-page": sandbox_page.measure,
    "reminder-ticks-sqlite": partial(reminder_ticks.measure, sqlite),
    "reminder-ticks-postgresql": partial(reminder_ticks.measure, postgresql),
    "due-at-once-sqlite": partial(_due_at_once, sqlite),
    "due-at-once-postgresql": partial(_due_at_once, postgresql),
    "replicas-postgresql": _replicas,
    "memory": _memory,
    "deafness": _deafness,
    "long-texts": long_texts.measure,
    "hostile-mails": hostile_mails.measure,
    "incoming-mails-sqlite": partial(_incoming_mails, sqlite),
    "incoming-mails-postgresql": partial(_incoming_mails, postgresql),
    "mail-imports": mail_imports.measure,
}
"""Each takes a plan and an empty folder of its own; a figure of one never meets another's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What one benchmark gave in so many seconds; nothing but `crash` when it came to no end."""

    name: str
    seconds: float
    measures: Sequence[Measure] = ()
    crash: BaseException | None = None

    @property
    def holds(self) -> bool:
        """Whether it came to its end, and everything it promises is kept."""
        return self.crash is None and all(one.holds for one in self.measures)


def play(name: str, plan: Plan) -> Played:
    """Play a benchmark in a process of its own."""
    began = perf_counter()
    with in_own_process() as pool:
        playing = pool.submit(_play, BENCHMARKS[name], plan)
        crash = playing.exception()
    seconds = perf_counter() - began
    if crash is not None:
        return Played(name=name, seconds=seconds, crash=crash)
    return Played(name=name, seconds=seconds, measures=playing.result())


def _play(benchmark: Benchmark, plan: Plan) -> Sequence[Measure]:
    with TemporaryDirectory(prefix="vigie-bench-") as folder:
        return tuple(benchmark(plan, Path(folder)))
