"""`vigie backup` and `vigie restore`: a verified copy of everything, and back."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import (
    counted,
    failing_clearly,
    say,
    settings_from_environment,
    stopping_cleanly,
    warn,
    working,
)
from bot.documents import backup
from storage.database import Database


def back_up(file: Annotated[Path, typer.Argument(help="The archive to write.")]) -> None:
    """Write database and kept files to one archive, checked. The bot may go on running."""
    with working() as (settings, database):
        made = backup.back_up(
            database, file, files_folder=settings.files_folder, now=SystemClock().now()
        )
    say(f"{file}: {_contents(made)}.")
    for sha256 in made.missing:
        warn(f"Not found on disk, and so not in the backup: the kept file {sha256}.")


def restore(file: Annotated[Path, typer.Argument(help="The archive to read.")]) -> None:
    """Fill an empty database and the folder of kept files from a backup. Stop the bot before."""
    settings = settings_from_environment()
    with failing_clearly(), stopping_cleanly():
        database = Database(settings.database_url)
        try:
            found = backup.restore(
                file, database, files_folder=settings.files_folder, now=SystemClock().now()
            )
        finally:
            database.close()
    say(f"Restored {_contents(found)}.")


def _contents(found: backup.Backup) -> str:
    entries = counted(found.head.seq, "entry of the journal", "entries of the journal")
    return f"{entries}, chain whole, and {counted(found.files, 'kept file')}"
