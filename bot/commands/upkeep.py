"""`vigie backup`, `restore`, `anonymise`, `managers`: what keeps an installation right."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import (
    say,
    stopping_cleanly,
    texts_before,
    texts_of,
    warn,
    warn_of_absurd_clock,
    working,
)
from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence import backup
from bot.domain.errors import VigieError
from bot.services.cases.erasing import anonymise_case
from bot.services.school.offices import OfficeRefusedError, reset_managers
from bot.settings import read_settings
from bot.ui.texts.commands import CommandTexts
from storage.database import Database


class NobodyChosenError(VigieError):
    """Nobody was changed; the message says why."""


def anonymise(
    ref: Annotated[str, typer.Argument()],
    *,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    """Erase all that people wrote of a settled case; its figures and the journal's chain stay.

    Slack and your backups keep copies of their own: delete those there.
    """
    if not yes:
        typer.confirm(texts_before().ask_erasing.format(ref=ref), abort=True)
    with working() as (settings, transactions):
        hashes = transactions.write(anonymise_case, ref)
        for sha256 in hashes:
            KeptFiles(settings.files_folder).remove(sha256)
        says = texts_of(transactions)
    say(says.anonymised.format(ref=ref, files=says.files.say(len(hashes))))


def managers(
    people: Annotated[list[str], typer.Argument()],
) -> None:
    """Choose the quality managers from outside Slack, when nobody is left who could in it.

    They replace those there are, and change the rest with /qualite reglages. Confidential cases
    and the list of those who handle them stay as they are.
    """
    with working() as (_, transactions):
        chosen, says = tuple(dict.fromkeys(people)), texts_of(transactions)
        try:
            transactions.write(reset_managers, chosen)
        except OfficeRefusedError as refused:
            why = ", ".join(says.unfit[reason] for reason in refused.found.values())
            raise NobodyChosenError(says.nothing_changed.format(why=why)) from refused
    say(says.managers_chosen.format(people=", ".join(chosen)))


def back_up(file: Annotated[Path, typer.Argument()]) -> None:
    """Write database and kept files to one archive, checked. The bot may go on running."""
    with working(on_older=True) as (settings, transactions):  # it is made before the schema goes up
        made = backup.back_up(
            transactions.database, file, files_folder=settings.files_folder, now=transactions.now
        )
        says = texts_of(transactions)
    say(says.written.format(file=file, what=_contents(made, says)))
    for sha256 in made.missing:
        warn(says.not_on_disk.format(sha256=sha256))


def restore(file: Annotated[Path, typer.Argument()]) -> None:
    """Fill an empty database and the folder of kept files from a backup. Stop the bot before."""
    settings = read_settings()
    warn_of_absurd_clock()
    with stopping_cleanly():
        database = Database(settings.database_url)
        try:
            found = backup.restore(
                file, database, files_folder=settings.files_folder, now=SystemClock().now()
            )
        finally:
            database.close()
    says = texts_before()
    say(says.restored.format(what=_contents(found, says)))


def _contents(found: backup.Backup, says: CommandTexts) -> str:
    entries, files = says.entries.say(found.head.seq), says.files.say(found.files)
    return says.backed_up.format(entries=entries, files=files)
