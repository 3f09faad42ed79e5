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
from tests.soak.page import reliability_page, seconds_of
from tests.soak.plan import NAMES, play
from tests.soak.scenarios import SEED
from tests.soak.survival import Survival

Runs = list[list[Survival]]

PAGE = ROOT / "docs" / "reliability.md"
BROKEN = 1
"""Exit status when something was lost or doubled."""


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Which to play; all without.")] = None,
    *,
    runs: Annotated[int, typer.Option(help="How often in a row.")] = 3,
    keep: Annotated[Path | None, typer.Option(help="A JSON file for these runs alone.")] = None,
    page: Annotated[bool, typer.Option(help="Write the page from kept runs only.")] = False,
) -> None:
    """Play every loop, count what is left, and write docs/reliability.md after a whole one."""
    played = _kept(keep) if page else _play(Console(), _known(names or list(NAMES)), runs, keep)
    if page or not names:
        now = SystemClock().now() if played else None
        PAGE.write_text(reliability_page(played, on=now), encoding="utf-8")
    if not all(one.is_whole for run in played for one in run):
        raise typer.Exit(BROKEN)


def _known(names: Sequence[str]) -> Sequence[str]:
    for name in names:
        if name not in NAMES:
            raise typer.BadParameter(f"{name} is none of {', '.join(NAMES)}")
    return names


def _play(console: Console, names: Sequence[str], runs: int, keep: Path | None) -> Runs:
    played: Runs = []
    _keep(keep, played)  # what an earlier invocation left is none of this one's
    for number in range(runs):
        played.append([])
        for name in names:
            for survived in play(name, seed=SEED + number):
                console.print(f"run {number + 1}:", survived)
                played[-1].append(survived)
                _keep(keep, played)
    console.print(f"took {seconds_of(played) / 60:.1f} minutes")
    return played


def _keep(file: Path | None, played: Runs) -> None:
    if file is not None:
        file.write_text(json.dumps([[asdict(one) for one in run] for run in played]))


def _kept(file: Path | None) -> Runs:
    if file is None or not file.exists():
        return []
    runs = json.loads(file.read_text(encoding="utf-8"))
    return [[Survival(**one | {"flaws": tuple(one["flaws"])}) for one in run] for run in runs]


if __name__ == "__main__":
    typer.run(main)
