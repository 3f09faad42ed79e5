"""What every command shares: settings, the database, one clear sentence when it fails, progress."""

import inspect
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, DBAPIError

from bot.domain.errors import VigieError
from bot.services.register_lines import Line
from bot.services.registers import Watch
from bot.settings import Settings, read_settings
from storage import schema
from storage.database import Database

if TYPE_CHECKING:
    from rich.progress import Progress


_STANDS_BACK = 19


class NoDatabaseError(VigieError):
    """There is no database to read; the message says where it was looked for."""


class OldSchemaError(VigieError):
    """The database's schema is not the one of this version: run `vigie migrate` first."""


def say(sentence: str) -> None:
    """What was done, on stdout."""
    typer.echo(sentence)


def counted(number: int, one: str, many: str | None = None) -> str:
    """« 1 line », « 2 lines »."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def warn(sentence: str) -> None:
    """What deserves a look, on stderr."""
    typer.echo(sentence, err=True)


@contextmanager
def failing_clearly() -> Iterator[None]:
    """One sentence on stderr and exit status 1, never a traceback, for what a person can mend."""
    try:
        yield
    except VigieError as error:
        message = str(error) or inspect.cleandoc(type(error).__doc__ or type(error).__name__)
        warn(message)
        raise typer.Exit(1) from error
    except DBAPIError as error:
        # the driver's first line: the rest shows statements, and what people wrote
        reason = next(iter(str(error.orig).splitlines()), type(error.orig).__name__)
        warn(f"The database cannot be used: {reason}.")
        raise typer.Exit(1) from error


def settings_from_environment() -> Settings:
    """The settings, or exit status 1 with the variable that is wrong."""
    with failing_clearly():
        return read_settings()


@contextmanager
def working() -> Iterator[tuple[Settings, Database]]:
    """Settings and a database that is there and up to date; failing clearly, stopping cleanly."""
    settings = settings_from_environment()
    with failing_clearly(), stopping_cleanly():
        database = existing_database(settings)
        try:
            yield settings, database
        finally:
            database.close()


def existing_database(settings: Settings) -> Database:
    """The database of the settings. Raises NoDatabaseError and OldSchemaError."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        # to open it would make an empty one
        raise NoDatabaseError(f"There is no database at {url.database}: set DATABASE_URL.")
    database = Database(settings.database_url)
    try:
        is_current = schema.is_current(database)
    except DatabaseError as error:
        raise NoDatabaseError(f"{url.database} is not a database that Vigie can read.") from error
    if not is_current:
        raise OldSchemaError
    return database


@contextmanager
def watching(what: str) -> Iterator[Watch]:
    """A progress bar on stderr for lines as they are read, where stderr is a terminal."""
    with progress() as bar:

        def watch(lines: Iterable[Line], total: int) -> Iterable[Line]:
            return bar.track(lines, total=total, description=what)

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
    """Let the bot on the same machine have the processors first: filing does not wait."""
    if hasattr(os, "nice"):
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
