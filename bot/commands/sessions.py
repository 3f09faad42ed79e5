"""`vigie sessions …`: the training sessions that cases are about."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import progress, say, texts_before, warn, working
from bot.documents.importing.reckoning_lines import ReckoningLines
from bot.documents.importing.register_reading import Row
from bot.documents.sessions.session_checking import SessionChecking, check_sessions
from bot.documents.sessions.session_files import session_lists_in
from bot.domain.calendar.wall_time import local_day
from bot.domain.register.register_reckoning import COUNTS, Reckoning
from bot.domain.school.office import Office
from bot.services.register.session_importing import (
    SessionsTaken,
    import_sessions,
    match_sessions,
)
from bot.services.school.offices import read_office
from bot.services.unit_of_work import Transactions
from bot.ui.texts.importing import import_texts_for
from bot.ui.texts.sessions.importing import SESSION_COLUMNS, SessionImportTexts


def import_file(
    file: Annotated[Path, typer.Argument()],
    encoding: Annotated[str | None, typer.Option()] = None,
    *,
    update: Annotated[bool, typer.Option("--update")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> None:
    """Bring in training sessions. A second time it changes nothing.

    Nothing is written unless every row can be. Ends with a reckoning of every row; status 0 only
    when none was refused or left out.
    """
    with working() as (_, transactions):
        office = transactions.read(read_office)
        checking = SessionChecking(
            zone=office.zone,
            matched=lambda rows: transactions.read(match_sessions, rows),
            is_update=update,
        )
        reckoning = _checked(file, checking, transactions, office, encoding=encoding)
        taken = None
        if not dry_run and not reckoning.total("refused"):
            taken = transactions.write(
                import_sessions, checking.rows, source=file.name, is_update=update
            )
    _tell(reckoning, taken, office, is_done=not dry_run)


def _checked(
    file: Path,
    checking: SessionChecking,
    transactions: Transactions,
    office: Office,
    *,
    encoding: str | None,
) -> Reckoning:
    today = local_day(transactions.now, office.zone)
    found = session_lists_in(file, zone=office.zone, today=today, encoding=encoding)
    with progress() as bar:

        def watched(rows: Iterable[Row]) -> Iterable[Row]:
            return bar.track(rows, description=texts_before().doing["check"])

        return check_sessions(found, checking, watched=watched)


def _tell(
    reckoning: Reckoning, taken: SessionsTaken | None, office: Office, *, is_done: bool
) -> None:
    """The reckoning on stdout; what is wrong in one sentence on stderr, and status 1."""
    texts, says = import_texts_for(office.locale), SessionImportTexts(office.locale)
    for line in ReckoningLines(texts, SESSION_COLUMNS).of(reckoning):
        say(line)
    counts = {name: reckoning.total(name) for name in COUNTS}
    if reckoning.total("refused"):
        warn(texts.nothing_imported.format(**counts))
        raise typer.Exit(1)
    say((says.imported if is_done else says.would_import).format(**counts))
    if taken is not None:
        quantities = (says.lost, taken.lost), (says.lost_with_cases, taken.kept)
        for words, count in (*quantities, (says.strangers, taken.strangers)):
            if said := words.say(count):
                say(said)
    if not reckoning.is_whole:
        warn(texts.left_out_sentence.format(**counts))
        raise typer.Exit(1)
