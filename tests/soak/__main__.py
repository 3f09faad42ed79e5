"""`python -m tests.soak`, which `make soak` calls."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.clock import SystemClock
from tests.benchmarks.processes import ROOT
from tests.soak.page import reliability_page
from tests.soak.plan import NAMES, play
from tests.soak.scenarios import SEED
from tests.soak.survival import Survival

PAGE = ROOT / "docs" / "reliability.md"
BROKEN = 1
"""Exit status when something was lost or doubled."""


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Which to play; all without.")] = None,
    *,
    runs: Annotated[int, typer.Option(help="How often in a row.")] = 3,
    keep: Annotated[Path | None, typer.Option(help="Add the runs to this JSON file.")] = None,
    page: Annotated[bool, typer.Option(help="Write the page from kept runs only.")] = False,
) -> None:
    """Play every loop, count what is left, and write docs/reliability.md after a whole one."""
    console = Console()
    kept = _kept(keep)
    played = [] if page else [_run(console, _known(names or list(NAMES)), n) for n in range(runs)]
    everything = [*kept, *played]
    if keep is not None:
        keep.write_text(json.dumps([[asdict(one) for one in run] for run in everything]))
    if page or not names:
        now = SystemClock().now() if everything else None
        PAGE.write_text(reliability_page(everything, on=now), encoding="utf-8")
    if not all(one.is_whole for run in played for one in run):
        raise typer.Exit(BROKEN)


def _known(names: Sequence[str]) -> Sequence[str]:
    for name in names:
        if name not in NAMES:
            raise typer.BadParameter(f"{name} is none of {', '.join(NAMES)}")
    return names


def _run(console: Console, names: Sequence[str], number: int) -> list[Survival]:
    found = []
    for name in names:
        for survived in play(name, seed=SEED + number):
            console.print(survived)
            found.append(survived)
    return found


def _kept(file: Path | None) -> list[list[Survival]]:
    if file is None or not file.exists():
        return []
    runs = json.loads(file.read_text(encoding="utf-8"))
    return [[Survival(**one | {"flaws": tuple(one["flaws"])}) for one in run] for run in runs]


if __name__ == "__main__":
    typer.run(main)
