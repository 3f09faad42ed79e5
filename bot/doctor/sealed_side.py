"""The sealed store's side: where its keys lie, whether all are there, how old the numbers are."""

from collections.abc import Iterator
from pathlib import Path

from bot.clock import Clock
from bot.domain.calendar.wall_time import local_day
from bot.domain.school.checkup import Finding, Subject, Trouble
from bot.sealing.folder import SealedFolder
from bot.sealing.guarding import Misplaced, misplaced
from bot.settings import Settings
from bot.ui.texts.sealed.numbers import GOOD_FOR, public_numbers

_TROUBLES = {
    Misplaced.MISSING: Trouble.SEALED_UNUSABLE,
    Misplaced.OPEN: Trouble.SEALED_OPEN,
    Misplaced.INSIDE: Trouble.SEALED_COPIED,
    Misplaced.AROUND: Trouble.SEALED_COPIED,
}


def look_at_sealed(settings: Settings, *, clock: Clock) -> Iterator[Finding]:
    """What is wrong with the folder of keys, and whether the public numbers are to be read."""
    folder = settings.sealed_folder
    if folder is None:
        yield Finding(subject=Subject.SEALED, trouble=Trouble.SEALED_NOT_MADE)
    else:
        troubles = set(_troubles(folder, settings)) or {None}
        facts = {"folder": str(folder)}
        yield from (Finding(subject=Subject.SEALED, trouble=one, facts=facts) for one in troubles)
    read_on = public_numbers(settings.locale).checked_on
    if local_day(clock.now(), settings.office.zone) - read_on > GOOD_FOR:
        facts = {"day": read_on.isoformat()}
        yield Finding(subject=Subject.SEALED, trouble=Trouble.NUMBERS_OLD, facts=facts)


def _troubles(folder: Path, settings: Settings) -> Iterator[Trouble | None]:
    yield from (_TROUBLES[one] for one in misplaced(folder, copied_folders(settings)))
    sealed = SealedFolder(folder)
    if not sealed.is_made or not (folder / "identity").is_file():
        yield Trouble.SEALED_UNUSABLE


def copied_folders(settings: Settings) -> Iterator[Path]:
    """The folders of database and kept files, which backups take along."""
    yield settings.files_folder
    yield from (path.resolve().parent for path in settings.database_files[:1])
