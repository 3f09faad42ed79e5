"""`vigie import`: an existing register in, all of it or nothing, every refused row explained."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table as RichTable
from rich.text import Text

from bot.clock import SystemClock
from bot.commands.console import counted, progress, say, warn, working
from bot.documents.import_mapping import HEADERS, ColumnMapping, read_mapping
from bot.documents.import_rows import RowReader
from bot.documents.register_reading import Row, RowRefusedError, Table, find_tables
from bot.domain.imported import ImportedCase
from bot.services.importing import ImportCount, count_new, import_cases
from bot.services.offices import read_office

REFUSALS_KEPT = 1_000
"""Refused rows that are told one by one; the others are only counted."""
_VALUE_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that cannot become a case."""

    sheet: str | None
    row: int
    error: RowRefusedError


@dataclass(slots=True)
class Checked:
    """What reading the whole file came to."""

    good: int = 0
    refused: int = 0
    told: list[Refused] = field(default_factory=list)

    def refuse(self, refused: Refused) -> None:
        self.refused += 1
        if len(self.told) < REFUSALS_KEPT:
            self.told.append(refused)


def import_register(
    file: Annotated[Path, typer.Argument(help="The register: CSV or a workbook (.xlsx).")],
    mapping_file: Annotated[
        Path | None, typer.Option("--mapping", help="Which column is which, in YAML.")
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be done.")
    ] = False,
) -> None:
    """Bring in an existing register. A second time it changes nothing.

    Nothing is written unless every row can be. Columns are known by their French headers.
    """
    with working() as (settings, database):
        mapping = read_mapping(mapping_file) if mapping_file else ColumnMapping()
        tables = find_tables(file, mapping)
        office = read_office(database, settings.office)
        now = SystemClock().now()
        reader = RowReader(mapping=mapping, zone=office.zone, now=now, sites=office.sites)
        with progress() as bar:
            checked = _check(tables, reader, bar)
        _tell_assumptions(tables, reader)
        if checked.refused:
            _tell_refusals(checked)
            raise typer.Exit(1)
        with progress() as bar:
            cases = bar.track(_cases(tables, reader), total=checked.good, description="import")
            if dry_run:
                done = count_new(database, cases)
            else:
                done = import_cases(
                    database, cases, source=file.name, defaults=settings.office, now=now
                )
    say(_outcome(done, is_done=not dry_run))


def _check(tables: Iterable[Table], reader: RowReader, bar: Progress) -> Checked:
    """Read every row once, so that all refusals are told at once."""
    checked, seen = Checked(), set[int]()
    for table in tables:
        for row in bar.track(table.rows(), description="check"):
            try:
                case = reader.read(row, usual_kind=table.kind)
                _check_new(case, row, seen)
                checked.good += 1
            except RowRefusedError as error:
                checked.refuse(Refused(sheet=table.sheet.name, row=row.number, error=error))
    return checked


def _check_new(case: ImportedCase, row: Row, seen: set[int]) -> None:
    key = case.submission_id.int
    if key in seen:
        reason = "stands in the file twice" if case.source_ref else "the same row stands twice"
        raise RowRefusedError(reason, field="ref", value=row.text("ref"))
    seen.add(key)


def _cases(tables: Iterable[Table], reader: RowReader) -> Iterator[ImportedCase]:
    for table in tables:
        for row in table.rows():
            yield reader.read(row, usual_kind=table.kind)


def _tell_assumptions(tables: Iterable[Table], reader: RowReader) -> None:
    for table in tables:
        if table.ignored:
            named = ", ".join(table.ignored)
            warn(f"{table.sheet.name or 'Columns'} not imported: {named}.")
    for name, number in reader.assumed.items():
        header, default = HEADERS[name][0], reader.default_of(name)
        warn(f"{name} (« {header} ») is empty in {counted(number, 'row')}: {default} is taken.")


def _tell_refusals(checked: Checked) -> None:
    table = RichTable(title=f"{counted(checked.refused, 'row')} refused, nothing imported")
    for title in ("Sheet", "Row", "Column", "Value", "Why"):
        table.add_column(title, overflow="fold")
    for refused in checked.told:
        error = refused.error
        value = "" if error.value is None else str(error.value)[:_VALUE_SHOWN]
        cells = (refused.sheet or "", str(refused.row), error.field or "", value, str(error))
        table.add_row(*(Text(cell) for cell in cells))  # Text: brackets of theirs are no markup
    Console(stderr=True).print(table)
    if left := checked.refused - len(checked.told):
        warn(f"And {counted(left, 'other row')}.")


def _outcome(done: ImportCount, *, is_done: bool) -> str:
    verb = "Imported" if is_done else "Would import"
    return (
        f"{verb} {counted(done.added, 'case')}, {done.still_open} of them open; "
        f"{done.known} were there already."
    )
