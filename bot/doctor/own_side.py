"""What is on this machine: the database, its schema, the folder of kept files, the outbox."""

import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from bot.clock import Clock
from bot.domain.checkup import Finding, Subject, Trouble
from bot.domain.errors import StorageUnavailableError
from bot.domain.office import Office
from bot.services.offices import read_office
from bot.settings import Settings
from storage import outbox, schema
from storage.database import Database


def look_at_machine(settings: Settings, *, clock: Clock) -> tuple[list[Finding], Office]:
    """The findings, and the office as the database has it where there is one to read."""
    findings, office = _look_at_database(settings, clock=clock)
    return [*findings, _folder(settings.files_folder)], office


def _look_at_database(settings: Settings, *, clock: Clock) -> tuple[list[Finding], Office]:
    if _is_still_to_be_made(settings):
        return [_database(Trouble.DATABASE_NOT_MADE)], settings.office
    database = Database(settings.database_url)
    try:
        if not schema.is_current(database):
            return [_database(Trouble.SCHEMA_OLD)], settings.office
        office = read_office(database, settings.office)
        return [_database(), *_backlog(database, clock=clock)], office
    except (StorageUnavailableError, DatabaseError) as error:
        # the name of what failed: the driver's own words may hold an address with its password
        return [_database(Trouble.DATABASE_AWAY, reason=_reason(error))], settings.office
    finally:
        database.close()


def _is_still_to_be_made(settings: Settings) -> bool:
    url = make_url(settings.database_url)
    return url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()


def _database(trouble: Trouble | None = None, **facts: str) -> Finding:
    return Finding(subject=Subject.DATABASE, trouble=trouble, facts=facts)


def _backlog(database: Database, *, clock: Clock) -> Iterator[Finding]:
    with database.reading() as connection:
        dead = outbox.backlog(connection, now=clock.now()).dead
    trouble = Trouble.MESSAGES_STOPPED if dead else None
    yield Finding(subject=Subject.OUTBOX, trouble=trouble, facts={"count": str(dead)})


def _folder(folder: Path) -> Finding:
    """The folder, or what is to hold it: the bot makes it with the first file."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    is_usable = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    trouble = None if is_usable else Trouble.FILES_NOT_WRITABLE
    return Finding(subject=Subject.FILES, trouble=trouble, facts={"folder": str(folder)})


def _reason(error: Exception) -> str:
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    return type(cause).__name__
