"""What a large register costs: its lists and searches beside a small one's, exports."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psutil
from xlsxwriter import Workbook

from bot.documents.register.columns import Cell
from bot.documents.register.workbook import case_sheet, write_workbook
from bot.domain.actions.listings import CaseFilter, Look, Scope
from bot.domain.cases.cases import Status
from bot.domain.cases.stages import Stage
from bot.domain.cases.taxonomy import Category
from bot.domain.cases.taxonomy import Kind as CaseKind
from bot.domain.school.office import PARIS
from bot.services.cases.lists import list_cases, search_cases
from bot.services.register.register_lines import Part, RegisterQuery
from bot.services.register.registers import export
from storage.database import Database
from storage.register import registers
from tests.benchmarks.databases import Kind, migrated
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure, percentile
from tests.benchmarks.open_cases import with_scattered_cases
from tests.benchmarks.plan import Plan
from tests.support.builders import QUALITY, opened
from tests.support.lives import case_in

NOBODY = "U0NOBODY"
NOTHING = (
    CaseFilter(kind=CaseKind.COMPLAINT),
    CaseFilter(stage=Stage.TO_IMPLEMENT),
    CaseFilter(category=Category.TRAINER),
    CaseFilter(owner=NOBODY),
)
"""What no case of these registers is."""

_TEXT = "Attestation SST toujours pas reçue cinq semaines après la formation. " * 3
_BATCH = 5_000
_WARM_UP = 5
_LOOKED_AT_EVERY = 0.05
"""Seconds."""
_MEBIBYTE = 1 << 20

Operation = Callable[[Database], object]


def lists(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """The Home tab's lists and a search, on a register and on a small one, taken in turns."""
    with kind(folder) as create:
        few = with_scattered_cases(create("few"), size=plan.few_cases)
        many = with_scattered_cases(create("many"), size=plan.open_cases)
        sizes = f"{plan.open_cases:,} cases beside {plan.few_cases:,}, {kind.__name__}"
        try:
            return tuple(_lists(few, many, repeats=plan.repeats, sizes=sizes))
        finally:
            few.close()
            many.close()


def exports(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """The workbook beside a bare loop of XlsxWriter over the same cells, and its memory."""
    with kind(folder) as create:
        database = migrated(create("many"))
        try:
            _fill_with_complaints(database, plan.many_cases)
            return tuple(_exports(database, plan=plan, folder=folder, where=kind.__name__))
        finally:
            database.close()


def _lists(few: Database, many: Database, *, repeats: int, sizes: str) -> Iterator[Measure]:
    looked_at: dict[str, Operation] = {
        f"the Home tab's « {scope} », {sizes}": partial(_look, Look(scope=scope), QUALITY)
        for scope in Scope
    }
    for scope in (Scope.MINE, Scope.OPEN, Scope.REGISTER):
        name = f"the Home tab's « {scope} » for somebody without a case, {sizes}"
        looked_at[name] = partial(_look, Look(scope=scope), NOBODY)
    for scope in (Scope.OPEN, Scope.REGISTER):
        name = f"the Home tab's « {scope} », by each filter in turn that no case passes, {sizes}"
        # each twice: the two registers take turns
        looks = [Look(scope=scope, narrowed=narrowed) for narrowed in NOTHING for _ in range(2)]
        looked_at[name] = partial(_look_at_next, cycle(looks))
    looked_at[f"a search without a hit, {sizes}"] = partial(_search, "extincteur")
    for name, operation in looked_at.items():
        yield from _beside(name, operation, (many, few), repeats=repeats)


def _beside(
    name: str, operation: Operation, databases: tuple[Database, Database], *, repeats: int
) -> Iterator[Measure]:
    rounds = [[_seconds(operation, one) for one in databases] for _ in range(_WARM_UP + repeats)]
    ours, twin = (
        [1_000 * time for time in times] for times in zip(*rounds[_WARM_UP:], strict=True)
    )
    yield Measure(
        name=name, ours=median(ours), twin=median(twin), unit="ms", bound=AtMostTimes(1.5)
    )
    slow = percentile(ours, 99)
    yield Measure(name=f"{name}, p99", ours=slow, unit="ms", bound=AtMost(100, "ms"))


def _exports(database: Database, *, plan: Plan, folder: Path, where: str) -> Iterator[Measure]:
    path = folder / "register.xlsx"
    with watched_memory() as above:
        ours = _seconds(partial(_export, path), database)
    bare = _seconds(partial(_bare, path), database) - _seconds(_read_cells, database)
    name = f"export of {plan.many_cases:,} cases, {where}"
    yield Measure(name=name, ours=ours, twin=bare, unit="s", bound=AtMostTimes(2))
    yield Measure(name=f"{name}, memory", ours=max(above), unit="MiB", bound=AtMost(80, "MiB"))


@contextmanager
def watched_memory() -> Iterator[list[float]]:
    """How many MiB the process takes above what it took at first, looked at all the while."""
    process, is_over = psutil.Process(), Event()
    idle, above = process.memory_info().rss, [0.0]

    def watch() -> None:
        while not is_over.wait(_LOOKED_AT_EVERY):
            above.append((process.memory_info().rss - idle) / _MEBIBYTE)

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield above
    finally:
        is_over.set()
        watcher.join()


def _look(look: Look, reader: str, database: Database) -> None:
    opened(database).read(list_cases, look, reader=reader)


def _look_at_next(looks: Iterator[Look], database: Database) -> None:
    _look(next(looks), QUALITY, database)


def _search(words: str, database: Database) -> None:
    opened(database).read(search_cases, words, reader=QUALITY)


def _seconds(operation: Operation, database: Database) -> float:
    started = perf_counter()
    operation(database)
    return perf_counter() - started


def _export(path: Path, database: Database) -> None:
    wanted = RegisterQuery(parts=(Part.COMPLAINTS,))
    with export(opened(database), wanted) as register:
        write_workbook(register, path)


def _cells(database: Database) -> Iterator[list[Cell]]:
    wanted = RegisterQuery(parts=(Part.COMPLAINTS,))
    with export(opened(database), wanted) as register:
        yield from case_sheet(register, CaseKind.COMPLAINT).cells()


def _read_cells(database: Database) -> None:
    for _ in _cells(database):
        pass


def _bare(path: Path, database: Database) -> None:
    """What anybody would write; the time it takes to read the cells is taken off."""
    workbook = Workbook(str(path), {"constant_memory": True})
    sheet = workbook.add_worksheet()
    moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for row, cells in enumerate(_cells(database), start=1):
        for column, cell in enumerate(cells):
            _write(sheet, (row, column), cell, moment=moment, zone=PARIS)
    workbook.close()


def _write(sheet: Any, place: tuple[int, int], cell: Cell, *, moment: Any, zone: ZoneInfo) -> None:
    match cell:
        case None:
            pass
        case str():
            sheet.write_string(*place, cell)
        case datetime():
            sheet.write_datetime(*place, cell.astimezone(zone).replace(tzinfo=None), moment)
        case date():
            sheet.write_datetime(*place, cell, moment)
        case _:
            sheet.write_number(*place, cell)


def _fill_with_complaints(database: Database, count: int) -> None:
    """Put so many closed complaints into the register, each with all that a complaint has."""
    usual = case_in(Status.CLOSED, CaseKind.COMPLAINT, description=_TEXT)
    for first in range(1, count + 1, _BATCH):
        added = [
            (replace(usual, id=UUID(int=one), ref=f"REC-2026-{one:07}"), UUID(int=one))
            for one in range(first, min(first + _BATCH, count + 1))
        ]
        with database.writing() as connection:
            registers.add_cases(connection, added, policy_version="test")
