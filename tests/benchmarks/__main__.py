"""`python -m tests.benchmarks`, which `make bench` calls."""

from pathlib import Path
from traceback import format_exception
from typing import Annotated

import typer
from rich.console import Console

from bot.clock import SystemClock
from tests.benchmarks.page import Circumstances, performance_page
from tests.benchmarks.plan import QUICK, THOROUGH, Plan
from tests.benchmarks.processes import ROOT, compile_ours
from tests.benchmarks.suite import BENCHMARKS, Played, play
from tests.benchmarks.table import terminal_table

PAGE = ROOT / "docs" / "performance.md"
BROKEN = 1
"""Exit status when a bound does not hold, or a benchmark came to no end."""


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
    plan = QUICK if quick else THOROUGH
    compile_ours()
    played = [_play(console, name, plan) for name in _known(names or list(BENCHMARKS))]
    console.print(terminal_table([measure for one in played for measure in one.measures]))
    if not (names or quick):
        page.write_text(performance_page(played, where), encoding="utf-8")
    if not all(one.holds for one in played):
        raise typer.Exit(BROKEN)


def _known(names: list[str]) -> list[str]:
    for name in names:
        if name not in BENCHMARKS:
            known = ", ".join(BENCHMARKS)
            raise typer.BadParameter(f"{name} is none of {known}")
    return names


def _play(console: Console, name: str, plan: Plan) -> Played:
    console.print(f"{name} …")
    played = play(name, plan)
    for measure in played.measures:
        console.print(f"  {'ok ' if measure.holds else 'NO '} {measure.name}")
    if played.crash is not None:
        console.print("".join(format_exception(played.crash)), markup=False)
    end = "crashed after" if played.crash else "took"
    console.print(f"{name} {end} {played.seconds:.0f} s")
    return played


if __name__ == "__main__":
    typer.run(main)
