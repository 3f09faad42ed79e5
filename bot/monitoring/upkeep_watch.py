"""The watch over the installation itself: that it is backed up, has room, and keeps up."""

import os
import platform
import shutil
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path

import structlog
from sqlalchemy.engine import make_url

from bot.domain.messages.school import Alarm
from bot.domain.school.upkeep import Upkeep, least_free
from bot.services.school.upkeep import begin_watch, tell_upkeep, upkeep_of
from bot.services.unit_of_work import UseCases
from bot.settings import Settings

log = structlog.get_logger()

_LONGEST_NAME = 60
_WARNINGS = {
    Alarm.DEAF: "no connection to Slack has answered for some minutes",
    Alarm.WAITING: "messages have waited for more than ten minutes",
    Alarm.LATE: "reminders have been due for more than ten minutes",
    Alarm.BACKUP_OLD: "no sound backup was made in time",
    Alarm.DISK_FULL: "the disk is nearly full",
}


class UpkeepWatch:
    """Looks at backups, room and what the process suffers from, and has changes told."""

    def __init__(
        self,
        settings: Settings,
        *,
        use_cases: UseCases,
        symptoms: Callable[[], Awaitable[Mapping[Alarm, bool]]],
        is_tight: Callable[[], bool] | None = None,
    ) -> None:
        self._symptoms = symptoms
        self._backup_within = settings.backup_within
        self._use_cases = use_cases
        self._is_tight = is_tight or (lambda: is_disk_tight(settings))
        self._machine = platform.node()[:_LONGEST_NAME]
        self._seen: dict[Alarm, bool] | None = None
        self.backup = "off"
        """What `/healthz` says of the last backup."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings for `/healthz`."""
        seen = self._seen or {}
        return tuple(words for alarm, words in _WARNINGS.items() if seen.get(alarm))

    async def look(self) -> bool:
        """Whether there may be something to be sent. Raises StorageUnavailableError."""
        known = await self._use_cases.read(upkeep_of)
        if known.watched_since is None:  # the first look ever
            await self._use_cases.run(begin_watch)
        seen = {**await self._symptoms(), Alarm.DISK_FULL: self._is_tight()}
        if self._backup_within:
            seen[Alarm.BACKUP_OLD] = self._is_old(known)
        if seen != self._seen:
            log.info("installation watched", amiss=sorted(one for one in seen if seen[one]))
        is_quiet = seen == self._seen and not any(seen.values())
        self._seen = seen
        if is_quiet:
            return False
        await self._use_cases.run(tell_upkeep, seen, machine=self._machine)
        return True

    def _is_old(self, known: Upkeep) -> bool:
        unsaved_for = known.unsaved_for(self._use_cases.clock.now())
        is_old = unsaved_for > self._backup_within
        if known.backed_up_at is None:
            self.backup = "none yet"
        else:
            self.backup = f"{'old' if is_old else 'ok'}, {unsaved_for // timedelta(hours=1)} h"
        return is_old


def is_disk_tight(settings: Settings) -> bool:
    """Whether the disk lacks room for what a backup and a day's work take."""
    free, least = room(settings)
    return free < least


def files_state(settings: Settings) -> str:
    """What `/healthz` says of the folder of kept files: whether anything can be written to it."""
    place = _nearest(settings)
    return "ok" if place.is_dir() and os.access(place, os.W_OK | os.X_OK) else "unwritable"


def room(settings: Settings) -> tuple[int, int]:
    """Bytes that are free where files are kept, and how many there should be."""
    free = shutil.disk_usage(_nearest(settings)).free
    return free, least_free(_database_bytes(settings))


def _nearest(settings: Settings) -> Path:
    """The folder of kept files, or where it would be made."""
    folder = settings.files_folder
    return next(one for one in (folder, *folder.parents) if one.exists())


def _database_bytes(settings: Settings) -> int:
    """The size of an SQLite file; a server's disk is not ours to watch."""
    url = make_url(settings.database_url)
    path = Path(str(url.database))
    return path.stat().st_size if url.get_backend_name() == "sqlite" and path.exists() else 0
