"""`vigie import`: an existing register in, all of it or nothing, with a reckoning of every row."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import progress, say, texts_before, warn, working
from bot.documents.importing.import_mapping import ColumnMapping, read_mapping
from bot.documents.importing.import_rows import RowReader
from bot.documents.importing.reckoning_lines import ReckoningLines
from bot.documents.importing.register_checking import Checking, cases_of, check
from bot.documents.importing.register_reading import Row
from bot.documents.importing.register_survey import Survey, survey
from bot.domain.register.register_reckoning import COUNTS, Reckoning
from bot.services.register.importing import import_cases
from bot.services.register.register_matching import known_actions, match_rows
from bot.services.school.offices import read_office
from bot.services.unit_of_work import Transactions
from bot.ui.texts.importing import ImportTexts, import_texts_for


def import_register(
    file: Annotated[Path, typer.Argument()],
    mapping_file: Annotated[Path | None, typer.Option("--mapping")] = None,
    encoding: Annotated[str | None, typer.Option()] = None,
    *,
    update: Annotated[bool, typer.Option("--update")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> None:
    """Bring in an existing register. A second time it changes nothing.

    Nothing is written unless every row can be. Columns are known by their French headers. Ends
    with a reckoning of every row; status 0 only when none was refused or left out.
    """
    with working() as (_, transactions):
        mapping = read_mapping(mapping_file) if mapping_file else ColumnMapping()
        found = survey(file, mapping, encoding=encoding)
        office = transactions.read(read_office)
        reader = RowReader(
            mapping=mapping, zone=office.zone, now=transactions.now, sites=office.sites
        )
        reckoning = _checked(found, _checking(reader, transactions, is_update=update))
        if not dry_run and not reckoning.total("refused"):
            total = reckoning.total("taken") + reckoning.total("there")
            with progress() as bar, transactions.writing() as work:
                cases = bar.track(
                    cases_of(found, reader), total=total, description=texts_before().doing["import"]
                )
                import_cases(work, cases, source=file.name, is_update=update)
    _tell(reckoning, import_texts_for(office.locale), mapping=mapping, is_done=not dry_run)


def _checking(reader: RowReader, transactions: Transactions, *, is_update: bool) -> Checking:
    return Checking(
        reader=reader,
        matched=lambda rows: transactions.read(match_rows, rows),
        known_actions=lambda refs: transactions.read(known_actions, refs),
        is_update=is_update,
    )


def _checked(found: Survey, checking: Checking) -> Reckoning:
    with progress() as bar:

        def watched(rows: Iterable[Row]) -> Iterable[Row]:
            return bar.track(rows, description=texts_before().doing["check"])

        return check(found, checking, watched=watched)


def _tell(
    reckoning: Reckoning, texts: ImportTexts, *, mapping: ColumnMapping, is_done: bool
) -> None:
    """The reckoning on stdout; what is wrong in one sentence on stderr, and status 1."""
    say(texts.dates_day_first if mapping.dayfirst else texts.dates_month_first)
    for line in ReckoningLines(texts).of(reckoning):
        say(line)
    counts = {name: reckoning.total(name) for name in COUNTS} | {"still_open": reckoning.still_open}
    if reckoning.total("refused"):
        warn(texts.nothing_imported.format(**counts))
        raise typer.Exit(1)
    say((texts.imported if is_done else texts.would_import).format(**counts))
    if not reckoning.is_whole:
        warn(texts.left_out_sentence.format(**counts))
        raise typer.Exit(1)
