"""Shared by every command: settings, the database, output, progress, the file it writes."""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, DBAPIError

from bot.clock import PLAUSIBLE_SINCE, SystemClock
from bot.domain.errors import VigieError
from bot.services.register.register_lines import Line
from bot.services.register.registers import Watch
from bot.services.school.offices import read_office
from bot.services.unit_of_work import Transactions
from bot.settings import Settings, read_settings, wanted_locale
from bot.ui.texts.commands import CommandTexts
from storage import schema
from storage.database import Database

if TYPE_CHECKING:
    from rich.progress import Progress


_STANDS_BACK = 19


class NoDatabaseError(VigieError):
    """There is no database to read; the message says where it was looked for."""


class OldSchemaError(VigieError):
    """The database's schema is not the one of this version."""


def say(sentence: str) -> None:
    """A line on stdout."""
    typer.echo(sentence)


def be_lenient() -> None:
    """Let stdout and stderr print « ? » for what their encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def warn(sentence: str) -> None:
    """A warning, on stderr."""
    typer.echo(sentence, err=True)


def warn_of_absurd_clock() -> None:
    """Say so where the machine's clock is wrong beyond doubt: what is written bears its time."""
    now = SystemClock().now()
    if now < PLAUSIBLE_SINCE:
        warn(texts_before().clock_wrong.format(day=f"{now:%Y-%m-%d}"))


def texts_before() -> CommandTexts:
    """The sentences before the office is known: in the settings' language, else in French."""
    return CommandTexts(wanted_locale())


def texts_of(transactions: Transactions) -> CommandTexts:
    """The sentences in the office's language, or that of the settings where none can be read."""
    try:
        return CommandTexts(transactions.read(read_office).locale)
    except (DBAPIError, VigieError):
        return CommandTexts(transactions.defaults.locale)


@contextmanager
def working(*, on_older: bool = False) -> Iterator[tuple[Settings, Transactions]]:
    """Settings, and transactions of this instant on a database that is there and up to date.

    Or older, where that will do. Stops cleanly.
    """
    settings = read_settings()
    warn_of_absurd_clock()
    with stopping_cleanly():
        database = existing_database(settings, may_be_older=on_older)
        try:
            yield settings, transactions_of(settings, database)
        finally:
            database.close()


def transactions_of(settings: Settings, database: Database) -> Transactions:
    """What opens the transactions of this instant."""
    now = SystemClock().now()
    return Transactions(database=database, defaults=settings.office, now=now)


def existing_database(settings: Settings, *, may_be_older: bool = False) -> Database:
    """The database of the settings. Raises NoDatabaseError, OldSchemaError and those of opening."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        # to open it would make an empty one
        raise NoDatabaseError(texts_before().no_database.format(place=url.database))
    database = Database(settings.database_url)
    try:
        is_usable = (schema.is_there if may_be_older else schema.is_current)(database)
    except DatabaseError as error:
        raise NoDatabaseError(texts_before().not_a_database.format(place=url.database)) from error
    if not is_usable:
        raise OldSchemaError(texts_before().old_schema)
    return database


@contextmanager
def watching(what: str) -> Iterator[Watch]:
    """A progress bar on stderr for lines as they are read, where stderr is a terminal."""
    with progress() as bar:

        def watch(lines: Iterable[Line], total: int) -> Iterable[Line]:
            return bar.track(lines, total=total, description=texts_before().doing[what])

        yield watch


def progress() -> "Progress":
    """A progress bar that stays silent anywhere but on a terminal."""
    from rich import progress as bars  # noqa: PLC0415  # the bot starts without it
    from rich.console import Console  # noqa: PLC0415  # the bot starts without it

    console = Console(stderr=True)
    return bars.Progress(
        bars.SpinnerColumn(),
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )


def stand_back() -> None:
    """Let the bot on the same machine have the processors first: filing does not wait.

    Where the machine forbids it, as a service's filter of system calls may, so be it.
    """
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_STANDS_BACK)


@contextmanager
def stopping_cleanly() -> Iterator[None]:
    """Let SIGTERM unwind what is under way, so that no half-written file stays behind."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


FORMATS = frozenset(
    {
        ".csv",
        ".doc",
        ".docx",
        ".htm",
        ".html",
        ".json",
        ".jsonl",
        ".ods",
        ".odt",
        ".pdf",
        ".png",
        ".sqlite",
        ".tsv",
        ".txt",
        ".xls",
        ".xlsm",
        ".xlsx",
        ".xml",
        ".zip",
    }
)
"""Endings by which a program chooses how to open a file."""


def check_ending(output: Path, written: str) -> None:
    """Refuse a name that ends as another format's than the one `written`, such as `.pdf`."""
    ending = output.suffix.lower()
    if ending in FORMATS and ending != written:
        raise typer.BadParameter(
            f"{output.name} would hold another format ({written.lstrip('.')}) than its name says",
            param_hint="--output",
        )
