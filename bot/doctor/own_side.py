"""This machine's side: the database, its schema, the folder of kept files, the outbox."""

import os
import shlex
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from bot.clock import Clock
from bot.doctor.sealed_side import look_at_sealed
from bot.domain.errors import StorageUnavailableError
from bot.domain.messages.cases import FileToKeep
from bot.domain.school.checkup import Finding, Subject, Trouble
from bot.domain.school.office import Office
from bot.domain.school.upkeep import Upkeep
from bot.monitoring.upkeep_watch import room
from bot.packaged import own_version
from bot.settings import Settings
from bot.slack.files import NOT_HANDED_OUT
from storage import schema
from storage.database import Database
from storage.messages import outbox
from storage.ownership import EncodingError, ForeignDatabaseError
from storage.school.office import current_office
from storage.school.upkeep import upkeep

MEGABYTE = 1_000_000
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def look_at_machine(settings: Settings, *, clock: Clock) -> tuple[list[Finding], Office]:
    """The findings, and the office as the database has it where there is one to read."""
    findings, office = _look_at_database(settings, clock=clock)
    own = (_version(), _folder(settings.files_folder), _modes(settings), _disk(settings))
    return [*findings, *own, *look_at_sealed(settings, clock=clock)], office


def _look_at_database(settings: Settings, *, clock: Clock) -> tuple[list[Finding], Office]:
    if _is_still_to_be_made(settings):
        return [_database(Trouble.DATABASE_NOT_MADE)], settings.office
    database = Database(settings.database_url)
    try:
        if not schema.is_current(database):
            return [_database(Trouble.SCHEMA_OLD)], settings.office
        with database.reading() as connection:
            office = current_office(connection, settings.office)
            known = upkeep(connection)
        saved = _upkeep(known, settings, clock=clock)
        return [_database(), *saved, *_backlog(database, clock=clock)], office
    except ForeignDatabaseError:
        return [_database(Trouble.DATABASE_FOREIGN)], settings.office
    except EncodingError:
        return [_database(Trouble.DATABASE_ENCODING)], settings.office
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
        held = outbox.count_waiting(connection, FileToKeep.kind, error=NOT_HANDED_OUT)
    trouble = Trouble.MESSAGES_STOPPED if dead else None
    yield Finding(subject=Subject.OUTBOX, trouble=trouble, facts={"count": str(dead)})
    if held:
        trouble, facts = Trouble.FILES_NOT_HANDED_OUT, {"count": str(held)}
        yield Finding(subject=Subject.FILES, trouble=trouble, facts=facts)


def _version() -> Finding:
    return Finding(subject=Subject.VERSION, facts={"version": own_version()})


def _disk(settings: Settings) -> Finding:
    free, least = room(settings)
    trouble = Trouble.DISK_TIGHT if free < least else None
    facts = {"free": str(free // MEGABYTE), "least": str(-(-least // MEGABYTE))}
    return Finding(subject=Subject.DISK, trouble=trouble, facts=facts)


def _upkeep(known: Upkeep, settings: Settings, *, clock: Clock) -> Iterator[Finding]:
    """The last backup and rehearsal, where it is Vigie that makes them."""
    if not settings.backup_hours:
        return
    now, trouble = clock.now(), None
    unsaved_for = known.unsaved_for(now)
    if known.backed_up_at is None:
        trouble = Trouble.BACKUP_NEVER
    elif unsaved_for > settings.backup_within:
        trouble = Trouble.BACKUP_OLD
    yield Finding(subject=Subject.BACKUP, trouble=trouble, facts=_rounded_up(unsaved_for))
    if known.backed_up_at is not None:
        is_rehearsed = known.is_rehearsed(now)
        facts = _rounded_up(now - (known.rehearsed_at or now))
        yield Finding(
            subject=Subject.REHEARSAL,
            trouble=None if is_rehearsed else Trouble.NOT_REHEARSED,
            facts=facts,
        )


def _rounded_up(age: timedelta) -> dict[str, str]:
    """Up to the unit that it is told in, so that « less than » is true."""
    unit = HOUR if age < DAY else DAY
    return {"seconds": str((age // unit + 1) * round(unit.total_seconds()))}


def _folder(folder: Path) -> Finding:
    """The folder, or what is to hold it: the bot makes it with the first file."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    is_usable = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    trouble = None if is_usable else Trouble.FILES_NOT_WRITABLE
    return Finding(subject=Subject.FILES, trouble=trouble, facts={"folder": str(folder)})


def _modes(settings: Settings) -> Finding:
    """Whether other accounts may read what names people, or the tokens; an old file stays open."""
    kept = (Path(".env"), *settings.database_files, settings.files_folder)
    is_open = [path for path in kept if path.exists() and path.stat().st_mode & stat.S_IRWXO]
    trouble = Trouble.READABLE_BY_ALL if is_open else None
    facts = {"paths": shlex.join(map(str, is_open))}
    return Finding(subject=Subject.MODES, trouble=trouble, facts=facts)


def _reason(error: Exception) -> str:
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    return type(cause).__name__
