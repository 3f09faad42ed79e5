"""What an import of a large register costs, beside a loop that only inserts the same rows."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from bot.documents.importing.import_mapping import ColumnMapping
from bot.documents.importing.import_rows import RowReader
from bot.documents.importing.register_checking import cases_of
from bot.documents.importing.register_survey import survey
from bot.services.register.importing import import_cases
from bot.services.register.register_matching import batches, match_rows
from storage.database import Database
from storage.tables import (
    cases,
    complainants,
    journal,
    open_deadlines,
    outbox,
    reminders,
    search_texts,
)
from tests.benchmarks.databases import Kind, migrated
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure
from tests.benchmarks.plan import Plan
from tests.benchmarks.registers import watched_memory
from tests.support.builders import NOW, OFFICE, opened

HEADER = ("N°", "Reçu le", "Description", "Réclamant", "AR envoyé le", "Clôturé le")
_TEXT = "Attestation SST toujours pas reçue cinq semaines après la formation. " * 3
WRITTEN = (cases, complainants, search_texts, journal, outbox, open_deadlines, reminders)
"""The tables into which an import writes rows, each after those that it points to."""
_OPEN_ONE_IN = 100
_BATCH = 500


def imports(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """The twin reads the same file once, checks nothing, and writes the very same rows.

    Those are what the import left in every table: cases, what is known of complainants, the
    journal, the texts that are searched, cards and reminders of the open ones. They come ready
    made, and only the time to write them counts. Ours reads the file twice, so that nothing is
    written unless every row can be, makes the cases, and chains the journal.
    """
    file = folder / "register.csv"
    _write_register(file, plan.many_cases)
    with kind(folder) as create:
        ours, twin = (migrated(create(name)) for name in ("ours", "twin"))
        try:
            with watched_memory() as above:
                took = _seconds(lambda: _import(ours, file))
            bare = _seconds(lambda: _read(file)) + _seconds_to_copy(ours, twin)
        finally:
            ours.close()
            twin.close()
    name = f"import of {plan.many_cases:,} rows of CSV, {kind.__name__}"
    return (
        Measure(
            name=f"{name}, beside bare inserts of the same rows",
            ours=took,
            twin=bare,
            unit="s",
            bound=AtMostTimes(2),
        ),
        Measure(name=f"{name}, memory", ours=max(above), unit="MiB", bound=AtMost(80, "MiB")),
    )


def _write_register(file: Path, count: int) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(HEADER)
        for number in range(1, count + 1):
            received_on = (NOW - timedelta(days=40 + number % 900)).date()
            is_open = number % _OPEN_ONE_IN == 0
            later = "" if is_open else f"{received_on + timedelta(days=1):%d/%m/%Y}"
            writer.writerow(
                (f"R-{number}", f"{received_on:%d/%m/%Y}", _TEXT, f"Client {number}", later, later)
            )


def _import(database: Database, file: Path) -> None:
    """As `vigie import` does: every row is read once before any is written."""
    found = survey(file, ColumnMapping())
    reader = RowReader(mapping=ColumnMapping(), zone=OFFICE.zone, now=NOW)
    for batch in batches(cases_of(found, reader)):
        opened(database).read(match_rows, batch)
    cases = cases_of(found, reader)
    opened(database).write(import_cases, cases, source=file.name)


def _read(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for _ in csv.DictReader(opened, delimiter=";"):
            pass


def _seconds_to_copy(source: Database, twin: Database) -> float:
    """How long it takes to insert all that stands in the one into the other, in one transaction."""
    seconds = 0.0
    with source.reading() as reading:
        started = perf_counter()
        with twin.writing() as writing:
            seconds += perf_counter() - started
            for table in WRITTEN:
                for batch in _batches(reading, table):
                    seconds += _seconds(partial(writing.execute, insert(table), batch))
            started = perf_counter()
        return seconds + perf_counter() - started


def _batches(reading: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    query = select(table).execution_options(yield_per=_BATCH)
    with reading.execute(query) as rows:
        for batch in rows.mappings().partitions():
            yield [dict(row) for row in batch]


def _seconds(operation: Callable[[], object]) -> float:
    started = perf_counter()
    operation()
    return perf_counter() - started
