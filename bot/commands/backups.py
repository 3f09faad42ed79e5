"""`vigie backup`, `restore`, `rehearse`: copies of everything, back, and tried."""

import asyncio
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import (
    NoDatabaseError,
    OldSchemaError,
    existing_database,
    say,
    stopping_cleanly,
    texts_before,
    texts_of,
    transactions_of,
    warn,
    warn_of_absurd_clock,
    working,
)
from bot.commands.erasing import erase_again, tell_erased_again
from bot.commands.proving import note_anchored
from bot.documents.evidence import backup
from bot.domain.errors import VigieError
from bot.domain.school.upkeep import expired_backups
from bot.monitoring.pulse import tell_pulse
from bot.services.school.upkeep import note_backup, note_rehearsal
from bot.settings import Settings, read_settings
from bot.ui.texts.commands import CommandTexts
from storage import schema
from storage.database import Database

STDOUT = "-"
MOST_PRUNED = 3
"""Archives deleted at once: a clock weeks ahead for one night must not take them all."""
_DATED = re.compile(r"vigie-(\d{4}-\d{2}-\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?\.zip")


class NotForTerminalError(VigieError):
    """An archive is no text: send it into a file or another program."""


class UndatedError(VigieError):
    """Old backups are deleted beside one that is called vigie-2026-11-30.zip, by its day."""


def back_up(
    file: Annotated[Path, typer.Argument()],
    *,
    prune: Annotated[bool, typer.Option("--prune")] = False,
) -> None:
    """Write database and kept files to one archive, checked. The bot may go on running.

    « - » writes it to standard output, to be encrypted or carried elsewhere.
    """
    is_stream = str(file) == STDOUT
    if is_stream and sys.stdout.isatty():
        raise NotForTerminalError
    if prune and _made_at(file) is None:
        raise UndatedError
    with (
        working(on_older=True) as (settings, transactions),  # it is made before the schema goes up
        _telling_pulse(settings),
    ):
        with _place_for(file, settings, is_stream=is_stream) as place:
            made = backup.back_up(
                transactions.database,
                place,
                files_folder=settings.files_folder,
                now=transactions.now,
            )
            if is_stream:
                _pour(place)
        if schema.is_current(transactions.database):
            transactions.write(note_backup)
        note_anchored(settings, transactions)
        says = texts_of(transactions)
    tell = warn if is_stream else say
    tell(says.written.format(file=file, what=_contents(made, says)))
    for sha256 in made.missing:
        warn(says.not_on_disk.format(sha256=sha256))
    if prune:
        _delete_old(file.parent, says, now=SystemClock().now())


def restore(
    file: Annotated[Path, typer.Argument()],
    ledger: Annotated[Path | None, typer.Option("--ledger")] = None,
) -> None:
    """Fill an empty database and the folder of kept files from a backup. Stop the bot before.

    What was erased since the backup is erased again, by the ledger.
    """
    settings = read_settings()
    warn_of_absurd_clock()
    with stopping_cleanly():
        database = Database(settings.database_url)
        try:
            found = backup.restore(
                file, database, files_folder=settings.files_folder, now=SystemClock().now()
            )
            again = erase_again(settings, transactions_of(settings, database), ledger)
        finally:
            database.close()
    says = texts_before()
    say(says.restored.format(what=_contents(found, says)))
    tell_erased_again(again, says.reads)


def rehearse(file: Annotated[Path, typer.Argument()]) -> None:
    """Restore a backup into a folder that is thrown away, and check it. The bot may run."""
    settings = read_settings()
    warn_of_absurd_clock()
    with stopping_cleanly():
        tried = backup.rehearse(file, beside=settings.files_folder.parent, now=SystemClock().now())
        _note_rehearsal(settings)
    says = texts_before()
    cases = says.cases.say(tried.cases)
    say(says.rehearsed.format(file=file, cases=cases, what=_contents(tried.backup, says)))


def _note_rehearsal(settings: Settings) -> None:
    """Where Vigie runs it is noted; elsewhere there is no register to note it in."""
    try:
        database = existing_database(settings)
    except (NoDatabaseError, OldSchemaError):
        return
    try:
        transactions_of(settings, database).write(note_rehearsal)
    finally:
        database.close()


@contextmanager
def _place_for(file: Path, settings: Settings, *, is_stream: bool) -> Iterator[Path]:
    """Where the archive is written; for a stream it is checked whole before a byte leaves."""
    if not is_stream:
        yield file
        return
    with TemporaryDirectory(dir=settings.files_folder.parent, prefix="vigie-backup-") as folder:
        yield Path(folder) / "backup.zip"


def _pour(archive: Path) -> None:
    with archive.open("rb") as source:
        shutil.copyfileobj(source, sys.stdout.buffer)
    sys.stdout.buffer.flush()


@contextmanager
def _telling_pulse(settings: Settings) -> Iterator[None]:
    """Tell the address that waits for backups whether this one was made."""
    url = settings.ping_backup_url.get_secret_value()
    is_well = False
    try:
        yield
        is_well = True
    finally:
        if url and (why := asyncio.run(tell_pulse(url, is_well=is_well))):
            warn(texts_before().pulse_not_taken.format(why=why))


def _delete_old(folder: Path, says: CommandTexts, *, now: datetime) -> None:
    made = {at: one for one in folder.iterdir() if (at := _made_at(one)) is not None}
    expired = sorted(expired_backups(made.keys(), today=now.date()))[:MOST_PRUNED]
    for at in expired:
        made[at].unlink(missing_ok=True)
        say(says.pruned.format(file=made[at]))


def _made_at(file: Path) -> datetime | None:
    """When a backup was made, by its name; None for any other file."""
    found = _DATED.fullmatch(file.name)
    if found is None:
        return None
    day, *clock = found.groups(default="00")
    try:
        return datetime.fromisoformat(f"{day}T{':'.join(clock)}").replace(tzinfo=UTC)
    except ValueError:
        return None


def _contents(found: backup.Backup, says: CommandTexts) -> str:
    entries, files = says.entries.say(found.head.seq), says.files.say(found.files)
    return says.backed_up.format(entries=entries, files=files)
