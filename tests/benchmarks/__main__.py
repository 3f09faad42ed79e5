"""`python -m tests.benchmarks`, which `make bench` calls."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.clock import SystemClock
from tests.benchmarks.measures import Measure
from tests.benchmarks.page import Circumstances, performance_page
from tests.benchmarks.plan import QUICK, THOROUGH
from tests.benchmarks.processes import ROOT
from tests.benchmarks.suite import BENCHMARKS, run
from tests.benchmarks.table import terminal_table

PAGE = ROOT / "docs" / "performance.md"
BROKEN = 1
"""Exit status when a bound does not hold."""


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Which to run; all without.")] = None,
    *,
    quick: Annotated[bool, typer.Option(help="Fewer rounds, smaller databases.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="Name the benchmarks.")] = False,
    page: Annotated[Path, typer.Option(help="Where a whole, thorough run is written.")] = PAGE,
) -> None:
    """Measure Vigie beside its twins; fail when a bound does not hold."""
    console = Console()
    if listing:
        console.print("\n".join(BENCHMARKS))
        return
    where = Circumstances.now(SystemClock().now())
    measures = _measured(console, _known(names or list(BENCHMARKS)), quick=quick)
    console.print(terminal_table(measures))
    if not (names or quick):
        page.write_text(performance_page(measures, where), encoding="utf-8")
    if not all(one.holds for one in measures):
        raise typer.Exit(BROKEN)


def _known(names: list[str]) -> list[str]:
    for name in names:
        if name not in BENCHMARKS:
            known = ", ".join(BENCHMARKS)
            raise typer.BadParameter(f"{name} is none of {known}")
    return names


def _measured(console: Console, names: list[str], *, quick: bool) -> list[Measure]:
    measures = []
    for measure in run(names, QUICK if quick else THOROUGH):
        console.print(f"{'ok ' if measure.holds else 'NO '} {measure.name}")
        measures.append(measure)
    return measures


if __name__ == "__main__":
    typer.run(main)
