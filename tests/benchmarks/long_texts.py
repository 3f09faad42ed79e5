"""How long the longest texts hold up the one loop on which everything of Slack's arrives."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import thread_time

from tests.benchmarks.measures import AtMost, Measure
from tests.benchmarks.plan import Plan
from tests.support.long_texts import LONGEST, opened_and_read, worded

WORDED_IN_MS = 50


def measure(plan: Plan, folder: Path) -> Sequence[Measure]:
    """The worst of adversarial texts, each the quickest of some rounds."""
    del folder
    works = {"messages about a case with": worded, "both forms with": opened_and_read}
    return [
        Measure(
            name=f"{name} the longest text, the worst of {len(LONGEST)}",
            ours=max(_least_ms(work, text, plan.rounds) for text in LONGEST.values()),
            unit="ms",
            bound=AtMost(WORDED_IN_MS, "ms"),
        )
        for name, work in works.items()
    ]


def _least_ms(work: Callable[[str], None], text: str, rounds: int) -> float:
    taken = list[float]()
    for _ in range(rounds):
        began = thread_time()
        work(text)
        taken.append((thread_time() - began) * 1_000)
    return min(taken)
