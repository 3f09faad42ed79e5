"""docs/reliability.md: the faults, where each is tested, and what the soak counted."""

import platform
from collections.abc import Iterator, Sequence
from datetime import datetime

from tests.soak.survival import Survival
from tests.support.fault_list import FAULTS, shown_by

INTRODUCTION = """\
# What Vigie survives

The promise: a filing of which somebody was shown the reference is kept once; each case has one
card; each message is posted once; the journal verifies. It is held under these faults. Every
`make test` plays all of them briefly; `make soak` plays the loops, three runs in a row within
twenty minutes, and writes this page of all three.
"""
KEPT_HONEST = """\
After each scenario the workspace and the database are compared (`tests/support/reckoning.py`):
every accepted text in exactly one case, references without a gap, every delivered row of the outbox
in exactly one message and the other way round, each reminder once to each person, the journal's
chain whole. *Accepted* counts the receipts that were shown, *flaws* what was not as promised. Under
`kill -9`, five hundred filings of three people and two hundred reminders are counted on each
database in each run; the cases whose reminders come due were filed before, and nobody was shown
their receipt. A person who got no receipt files anew, so there may be more cases than receipts,
never fewer.
"""


def reliability_page(runs: Sequence[Sequence[Survival]], *, on: datetime | None) -> str:
    """The whole page; without runs it says that none was made."""
    parts = [INTRODUCTION, "## The faults, and the tests that play them\n", _faults()]
    parts += ["## The loops\n", KEPT_HONEST]
    if on is None:
        parts.append("No run is kept yet.\n")
    else:
        parts.append(f"{_verdict(runs)} The last on {on:%Y-%m-%d}, {_where()}.\n")
        parts += [_run(number, run) for number, run in enumerate(runs, start=1)]
    return "\n".join(parts)


def seconds_of(runs: Sequence[Sequence[Survival]]) -> float:
    """How long they took together."""
    return sum(one.seconds for run in runs for one in run)


def faults_table() -> str:
    """The list with the tests of each fault, as the page has it."""
    return _faults()


def _faults() -> str:
    return "\n".join(_fault_lines()) + "\n"


def _fault_lines() -> Iterator[str]:
    tests = shown_by()
    yield "| | fault | tests |"
    yield "|---|---|---|"
    for number, words in FAULTS.items():
        names = "<br>".join(f"`{one.replace(': ', '`: `')}`" for one in tests[number])
        yield f"| {number} | {words} | {names} |"


def _verdict(runs: Sequence[Sequence[Survival]]) -> str:
    everything = [one for run in runs for one in run]
    flaws = sum(len(one.flaws) for one in everything)
    accepted = sum(one.accepted for one in everything)
    minutes = seconds_of(runs) / 60
    return (
        f"**{len(runs)} runs, {accepted} filings accepted, {flaws} flaws**, {minutes:.0f} minutes."
    )


def _where() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def _run(number: int, run: Sequence[Survival]) -> str:
    lines = [
        f"### Run {number}\n",
        "| scenario | database | accepted | cases | messages | flaws | took | also counted |",
        "|---|---|--:|--:|--:|--:|--:|---|",
    ]
    for one in run:
        figures = "; ".join(f"{name}: {value}" for name, value in one.figures.items())
        lines.append(
            f"| {one.scenario} | {one.database} | {one.accepted} | {one.cases} | {one.messages} "
            f"| {len(one.flaws)} | {one.seconds:.0f} s | {figures} |"
        )
    lines += [f"\n{one.scenario}, {one.database}: {flaw}" for one in run for flaw in one.flaws]
    return "\n".join(lines) + "\n"
