"""Memory over thousands of filings: it rises while caches fill, and then stays."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.benchmarks import apps
from tests.benchmarks.crowd import Crowd, cards, gathered, until
from tests.benchmarks.databases import Kind, count_cases, migrated
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import running

PEOPLE = 4
WARM = 1_000
"""Filings after which caches and pools are full."""
GROWS_AT_MOST = 1.1
_LAST_CARD_SECONDS = 600
"""Cards come later than filings, the more so the more of them are filed at once."""
_LOOK_EVERY = 0.5


async def measure(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """One process that takes so many filings, each with its card, beside itself once warm."""
    with kind(folder) as create:
        url = create("memory")
        with closing(migrated(url)) as database:
            async with gathered(PEOPLE, api_delay=0) as crowd:
                led_by = ",".join(person.id for person in crowd.people)  # whom no quota stops
                program = apps.vigie(
                    crowd.sandbox,
                    url,
                    VIGIE_POSTS_PER_SECOND="1000",
                    VIGIE_QUALITY_MANAGERS=led_by,
                )
                async with running(program, folder) as vigie:
                    await crowd.first_acknowledgement()
                    await _file(crowd, WARM)
                    warm = vigie.memory()
                    await _file(crowd, plan.filings - WARM)
                    after = vigie.memory()
            astray = abs(count_cases(database) - plan.filings)
    return (
        Measure(
            name=f"resident memory after {plan.filings:,} filings beside after {WARM:,}, "
            f"{kind.__name__}",
            ours=after,
            twin=warm,
            unit="MiB",
            bound=AtMostTimes(GROWS_AT_MOST),
        ),
        Measure(
            name=f"cases missing or doubled of {plan.filings:,}, {kind.__name__}",
            ours=astray,
            unit="",
            bound=AtMost(0, ""),
        ),
    )


async def _file(crowd: Crowd, count: int) -> None:
    """File so many, and wait for their cards."""
    wanted = cards(crowd.sandbox) + count
    await crowd.file_on_and_on(count // PEOPLE)
    await until(
        lambda: cards(crowd.sandbox) >= wanted, seconds=_LAST_CARD_SECONDS, look_every=_LOOK_EVERY
    )
