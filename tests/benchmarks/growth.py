"""What does not get slower as the past grows: filing, ticks, the Home tab, searches, summaries."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

from bot.domain.actions.listings import Look
from bot.domain.calendar.periods import Month
from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.school.office import Locale
from bot.services import deliveries
from bot.services.cases.filing import file_case
from bot.services.cases.lists import list_cases, search_cases
from bot.services.cases.viewing import open_case
from bot.services.reports.summaries import preview_summary
from bot.ui.cases.case_view import CaseLook, case_modal
from bot.ui.cases.home import home_view
from bot.ui.cases.timeline import TimelinePage
from bot.ui.texts.catalogue import texts_for
from storage.cases import journal
from storage.database import Database
from storage.messages.claims import Lane
from tests.benchmarks.databases import Kind
from tests.benchmarks.long_past import HOLD_IT, RARE_WORD, SHARED_WORD, with_long_past
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure, percentile
from tests.benchmarks.plan import Plan
from tests.benchmarks.reminder_ticks import tick as reminder_tick
from tests.benchmarks.turns import beside, in_turns
from tests.support.builders import NOW, QUALITY, incident_draft, opened

SHORT_LIFE, LONG_LIFE = 5, 500
"""Journal entries of a case."""
SUMMARISED = Month(year=2026, month=10)
"""The last whole month."""
SLOWEST = AtMost(100, "ms")
"""What one in a hundred looks at the register may take."""

_TEXTS = texts_for(Locale.FRENCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Curve:
    """An operation at every size. `is_look`: somebody looks, and its slowest times count too."""

    name: str
    operation: Callable[[Database], object]
    bound: AtMostTimes
    is_look: bool = False


def measure(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """Each operation on registers with a past ten times as long each, taken in turns."""
    with kind(folder) as create, ExitStack() as stack:
        registers = {
            size: stack.enter_context(closing(with_long_past(create(f"cases_{size}"), size=size)))
            for size in plan.sizes
        }
        return tuple(_measured(registers, repeats=plan.repeats, where=kind.__name__))


def _measured(registers: Mapping[int, Database], *, repeats: int, where: str) -> Iterator[Measure]:
    for curve in _CURVES:
        yield from _grown(curve, registers, repeats=repeats, where=where)
    largest = registers[max(registers)]
    long, short = _case_with(largest, LONG_LIFE), _case_with(largest, SHORT_LIFE)
    yield beside(
        f"opening a case, {LONG_LIFE} journal entries beside {SHORT_LIFE}, {where}",
        (partial(_open, largest, long), partial(_open, largest, short)),
        bound=AtMostTimes(1.5),
        repeats=repeats,
    )


def _grown(
    curve: _Curve, registers: Mapping[int, Database], *, repeats: int, where: str
) -> Iterator[Measure]:
    operations = [partial(curve.operation, one) for one in registers.values()]
    times = dict(zip(registers, in_turns(operations, repeats=repeats), strict=True))
    medians = {size: median(taken) for size, taken in times.items()}
    most, fewest = max(registers), min(registers)
    name = f"{curve.name}, {most:,} cases beside {fewest:,}, {where}"
    yield Measure(
        name=name,
        ours=medians[most],
        twin=medians[fewest],
        unit="ms",
        bound=curve.bound,
        along=medians,
    )
    if curve.is_look:
        slow = percentile(times[most], 99)
        yield Measure(name=f"{name}, p99", ours=slow, unit="ms", bound=SLOWEST)


def _file(database: Database) -> None:
    """Each by somebody else: nobody may file hundreds in an instant."""
    draft = incident_draft(reporter=f"U{uuid4().hex}")
    file_case(opened(database), draft)


def _delivery_tick(database: Database) -> None:
    for lane in Lane:
        if opened(database).write(deliveries.claim, lane, limit=16):
            raise AssertionError("something waited")


def _look(database: Database) -> None:
    found = opened(database).read(list_cases, Look(), reader=QUALITY)
    home_view(found, texts=_TEXTS, now=NOW)


def _search(database: Database) -> None:
    if not opened(database).read(search_cases, RARE_WORD, reader=QUALITY).hits:
        raise AssertionError("nothing was found")


def _search_for_half(database: Database) -> None:
    if not opened(database).read(search_cases, SHARED_WORD, reader=QUALITY).is_cut:
        raise AssertionError("too few were found")


def _summarise(database: Database) -> None:
    opened(database).read(preview_summary, SUMMARISED, reader=QUALITY)


_CURVES = (
    # the ticks first, while nothing waits: what is filed below is due
    _Curve(
        name="a delivery tick with nothing due", operation=_delivery_tick, bound=AtMostTimes(1.2)
    ),
    _Curve(
        name="a reminder tick with nothing due", operation=reminder_tick, bound=AtMostTimes(1.2)
    ),
    _Curve(name="the Home tab", operation=_look, bound=AtMostTimes(1.5), is_look=True),
    _Curve(
        name=f"a search that finds {HOLD_IT}",
        operation=_search,
        bound=AtMostTimes(1.5),
        is_look=True,
    ),
    _Curve(
        name="a search for a word that half of the cases share",
        operation=_search_for_half,
        bound=AtMostTimes(1.5),
        is_look=True,
    ),
    _Curve(name="a month's summary", operation=_summarise, bound=AtMostTimes(1.5)),
    _Curve(name="filing until committed", operation=_file, bound=AtMostTimes(1.5)),
)


def _open(database: Database, case_id: UUID) -> None:
    found = open_case(opened(database), case_id, reader=QUALITY)
    timeline = TimelinePage(entries=found.timeline, number=0, total=found.timeline_length)
    look = CaseLook(
        case=found.case,
        office=found.office,
        texts=_TEXTS,
        now=NOW,
        complainant=found.complainant,
        files=found.files,
        timeline=timeline,
    )
    case_modal(look)


def _case_with(database: Database, entries: int) -> UUID:
    """A case whose journal has so many entries."""
    draft = incident_draft(reporter=f"U{uuid4().hex}")
    case = file_case(opened(database), draft).case
    kept = {"file": "salle.jpg"}
    with database.writing() as connection:
        for _ in range(entries - 1):
            journal.append(
                connection, Event.FILE_KEPT, at=NOW, actor=VIGIE, case_id=case.id, details=kept
            )
    return case.id
