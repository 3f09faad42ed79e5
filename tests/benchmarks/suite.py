"""Every benchmark by name."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import first_light, growth, paper, sandbox_page
from tests.benchmarks.databases import postgresql, sqlite
from tests.benchmarks.measures import Measure
from tests.benchmarks.plan import Plan

Benchmark = Callable[[Plan, Path], Sequence[Measure]]


def _first_light(plan: Plan, folder: Path) -> Sequence[Measure]:
    return asyncio.run(first_light.beside_the_twin(sqlite, plan, folder))


def _submissions(plan: Plan, folder: Path) -> Sequence[Measure]:
    return asyncio.run(first_light.submissions(postgresql, plan, folder))


BENCHMARKS: Mapping[str, Benchmark] = {
    "first-light": _first_light,
    "submissions-postgresql": _submissions,
    "growth-sqlite": partial(growth.measure, sqlite),
    "growth-postgresql": partial(growth.measure, postgresql),
    "paper": partial(paper.measure, sqlite),
    "sandbox-page": sandbox_page.measure,
}
"""Each takes a plan and an empty folder of its own; a figure of one never meets another's."""


def run(names: Sequence[str], plan: Plan) -> Iterator[Measure]:
    """The measures of the named benchmarks, as they come."""
    for name in names:
        with TemporaryDirectory(prefix="vigie-bench-") as folder:
            yield from BENCHMARKS[name](plan, Path(folder))
