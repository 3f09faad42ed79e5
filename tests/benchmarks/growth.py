"""What does not get slower as the register fills: filing, an idle tick, opening a case."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

from bot.domain.journal import VIGIE, Event
from bot.domain.office import Locale
from bot.services import deliveries
from bot.services.filing import file_case
from bot.services.viewing import open_case
from bot.ui.case_view import CaseLook, case_modal
from bot.ui.texts import texts_for
from bot.ui.timeline import TimelinePage
from storage import journal
from storage.claims import Lane
from storage.database import Database
from tests.benchmarks.databases import Kind, filled
from tests.benchmarks.measures import AtMostTimes, Measure
from tests.benchmarks.plan import Plan
from tests.support.builders import NOW, OFFICE, QUALITY, incident_draft

SHORT_LIFE, LONG_LIFE = 5, 500
"""Journal entries of a case."""

Operation = Callable[[], None]

_TEXTS = texts_for(Locale.FRENCH)
_WARM_UP = 20


def measure(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """Each operation beside itself on a database a hundred times smaller, taken in turns."""
    with kind(folder) as create:
        few = filled(create("few"), size=plan.few_cases)
        many = filled(create("many"), size=plan.many_cases)
        try:
            return tuple(_growths(few, many, plan=plan, where=kind.__name__))
        finally:
            few.close()
            many.close()


def _growths(few: Database, many: Database, *, plan: Plan, where: str) -> Iterator[Measure]:
    sizes = f"{plan.many_cases:,} cases beside {plan.few_cases:,}"
    # first, while nothing waits: what is filed below is due
    yield beside(
        f"a delivery tick with nothing due, {sizes}, {where}",
        (partial(_tick, many), partial(_tick, few)),
        bound=AtMostTimes(1.2),
        repeats=plan.repeats,
    )
    yield beside(
        f"filing until committed, {sizes}, {where}",
        (partial(_file, many), partial(_file, few)),
        bound=AtMostTimes(1.5),
        repeats=plan.repeats,
    )
    long, short = _case_with(many, LONG_LIFE), _case_with(many, SHORT_LIFE)
    yield beside(
        f"opening a case, {LONG_LIFE} journal entries beside {SHORT_LIFE}, {where}",
        (partial(_open, many, long), partial(_open, many, short)),
        bound=AtMostTimes(1.5),
        repeats=plan.repeats,
    )


def beside(
    name: str, operations: tuple[Operation, Operation], *, bound: AtMostTimes, repeats: int
) -> Measure:
    """An operation beside its smaller twin, in turns: the median of each, in ms."""
    rounds = [[_milliseconds(one) for one in operations] for _ in range(_WARM_UP + repeats)]
    ours, twin = (median(times) for times in zip(*rounds[_WARM_UP:], strict=True))
    return Measure(name=name, ours=ours, twin=twin, unit="ms", bound=bound)


def _milliseconds(operation: Operation) -> float:
    started = perf_counter()
    operation()
    return (perf_counter() - started) * 1_000


def _file(database: Database) -> None:
    file_case(database, incident_draft(), now=NOW, defaults=OFFICE)


def _tick(database: Database) -> None:
    for lane in Lane:
        deliveries.claim(database, lane, now=NOW, limit=16, defaults=OFFICE)


def _open(database: Database, case_id: UUID) -> None:
    opened = open_case(database, case_id, reader=QUALITY, defaults=OFFICE, now=NOW)
    timeline = TimelinePage(entries=opened.timeline, number=0, total=opened.timeline_length)
    look = CaseLook(
        case=opened.case,
        office=opened.office,
        texts=_TEXTS,
        now=NOW,
        complainant=opened.complainant,
        files=opened.files,
        timeline=timeline,
    )
    case_modal(look)


def _case_with(database: Database, entries: int) -> UUID:
    """A case whose journal has so many entries."""
    case = file_case(database, incident_draft(), now=NOW, defaults=OFFICE).case
    kept = {"file": "salle.jpg"}
    with database.writing() as connection:
        for _ in range(entries - 1):
            journal.append(
                connection, Event.FILE_KEPT, at=NOW, actor=VIGIE, case_id=case.id, details=kept
            )
    return case.id
