"""What an import of a large register costs, beside a loop that reads and inserts and no more."""

import csv
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from bot.documents.import_mapping import ColumnMapping
from bot.documents.import_rows import RowReader
from bot.documents.register_reading import find_tables
from bot.domain.cases import Status
from bot.domain.imported import ImportedCase
from bot.domain.taxonomy import Kind as CaseKind
from bot.services.importing import import_cases
from storage.case_rows import row_of
from storage.database import Database
from storage.tables import cases
from tests.benchmarks.databases import Kind, migrated
from tests.benchmarks.measures import AtMost, Measure
from tests.benchmarks.plan import Plan
from tests.benchmarks.registers import watched_memory
from tests.support.builders import NOW, OFFICE
from tests.support.lives import case_in

HEADER = ("N°", "Reçu le", "Description", "Réclamant", "AR envoyé le", "Clôturé le")
_TEXT = "Attestation SST toujours pas reçue cinq semaines après la formation. " * 3
_OPEN_ONE_IN = 100
_BATCH = 500


def imports(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """Ours reads the file twice, checks, journals and makes findable; the twin only inserts."""
    file = folder / "register.csv"
    _write_register(file, plan.many_cases)
    with kind(folder) as create:
        ours, twin = (migrated(create(name)) for name in ("ours", "twin"))
        try:
            with watched_memory() as above:
                started = perf_counter()
                _import(ours, file)
                took = perf_counter() - started
            started = perf_counter()
            _bare(twin, file)
            bare = perf_counter() - started
        finally:
            ours.close()
            twin.close()
    name = f"import of {plan.many_cases:,} rows of CSV, {kind.__name__}"
    return (
        Measure(name=f"{name}, beside bare inserts", ours=took, twin=bare, unit="s"),
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
    tables = find_tables(file, ColumnMapping())
    reader = RowReader(mapping=ColumnMapping(), zone=OFFICE.zone, now=NOW)

    def found() -> Iterator[ImportedCase]:
        for table in tables:
            for row in table.rows():
                yield reader.read(row, usual_kind=table.kind)

    for _ in found():
        pass
    import_cases(database, found(), source=file.name, defaults=OFFICE, now=NOW)


def _bare(database: Database, file: Path) -> None:
    """What anybody would write: the cells as they are, and constants for all else."""
    usual = row_of(case_in(Status.CLOSED, CaseKind.COMPLAINT)) | {"policy_version": "test"}
    batch: list[dict[str, Any]] = []
    with file.open(encoding="utf-8-sig", newline="") as opened, database.writing() as connection:
        for number, row in enumerate(csv.DictReader(opened, delimiter=";"), start=1):
            own = {"id": UUID(int=number), "submission_id": UUID(int=number), "ref": row["N°"]}
            batch.append(usual | own | {"description": row["Description"]})
            if len(batch) == _BATCH:
                connection.execute(insert(cases), batch)
                batch.clear()
        if batch:
            connection.execute(insert(cases), batch)
