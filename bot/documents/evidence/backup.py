"""Backups: the database and the files kept beside it in one verified archive, and back again."""

import os
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any, Literal, Self

from pydantic import BaseModel, model_validator

from bot.documents.evidence.archive import (
    BadArchiveError,
    Manifest,
    reading_archive,
    writing_archive,
)
from bot.documents.typesetting.output import CannotWriteError
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import VigieError
from storage import schema
from storage.cases import journal
from storage.cases.journal import Head
from storage.database import Database
from storage.register import backups

FORMAT = "vigie-backup-1"
DATABASE = "database.sqlite"
FILES = "files/"


class ExistsAlreadyError(VigieError):
    """A backup does not take the place of an older one."""


class NotEmptyError(VigieError):
    """A backup is restored into an empty database only; this one holds cases or entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """Contents of a backup: the journal's end, how many files, and those that were not found."""

    head: Head
    files: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreTried:
    """What a restore on trial brought back."""

    backup: Backup
    cases: int


class JournalEnd(BaseModel):
    """Where the journal ended when the backup was made."""

    entries: int
    hash: str


class BackupManifest(Manifest):
    """Manifest of a backup."""

    format: Literal["vigie-backup-1"]
    source: str
    journal: JournalEnd
    missing_files: tuple[str, ...]

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        for about in self.files:
            if about.path not in {DATABASE, FILES + about.sha256}:
                raise ValueError(about.path)
        return self

    @property
    def head(self) -> Head:
        return Head(seq=self.journal.entries, hash=self.journal.hash)

    @property
    def kept_files(self) -> tuple[str, ...]:
        """The SHA-256 of each, which is also its name."""
        return tuple(about.sha256 for about in self.files if about.path != DATABASE)


def back_up(database: Database, path: Path, *, files_folder: Path, now: datetime) -> Backup:
    """Write the database, checked, and its files to an archive, while both are in use.

    Raises ExistsAlreadyError, CannotWriteError, UnsoundCopyError; then no archive is left.
    """
    if path.exists():
        raise ExistsAlreadyError(f"{path} is there already: choose another name.")
    with database.writing() as connection:
        journal.append(connection, "backup_made", at=now, actor=VIGIE)
    with writing_archive(path, now=now) as archive, TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / DATABASE
        backups.copy_out(database, copy)
        head = backups.check(copy)
        archive.add_file(DATABASE, copy)
        found, missing = _sorted_by_presence(backups.kept_hashes(copy), files_folder)
        for sha256 in found:
            archive.add_file(FILES + sha256, _place(files_folder, sha256))
            if archive.files[-1]["sha256"] != sha256:
                raise backups.UnsoundCopyError(f"The kept file {sha256} was changed on disk.")
        archive.close_with(_facts(database, head, missing))
    return Backup(head=head, files=len(found), missing=missing)


def restore(path: Path, database: Database, *, files_folder: Path, now: datetime) -> Backup:
    """Fill an empty database and the files' folder from an archive, checked before and after.

    Raises BadArchiveError, NotEmptyError, NewerSchemaError, UnsoundCopyError, CannotWriteError.
    """
    _make_parents(database, files_folder)
    with (
        reading_archive(path, shape=BackupManifest) as (source, manifest),
        TemporaryDirectory(dir=files_folder.parent) as folder,
    ):
        copy = _extracted(source, Path(folder))
        backups.disarm(copy)
        backups.bring_up_to_date(copy)
        if backups.check(copy) != manifest.head:
            raise BadArchiveError("The journal is not the one that the manifest tells of.")
        _check_target(database)
        for sha256 in manifest.kept_files:
            _put_back(source, sha256, files_folder)
        backups.copy_in(copy, database)
        _check_restored(database, manifest.head, now=now)
    return Backup(
        head=manifest.head, files=len(manifest.kept_files), missing=manifest.missing_files
    )


def rehearse(path: Path, *, beside: Path, now: datetime) -> RestoreTried:
    """Restore an archive into a folder that is thrown away; raises what `restore` raises."""
    with TemporaryDirectory(dir=beside, prefix="vigie-rehearsal-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'vigie.db'}")
        try:
            found = restore(path, database, files_folder=Path(folder) / "vigie-files", now=now)
            return RestoreTried(backup=found, cases=backups.count_cases(database))
        finally:
            database.close()


def _make_parents(database: Database, files_folder: Path) -> None:
    """On a new machine neither folder is there yet."""
    folders = [files_folder.parent]
    if database.url.get_backend_name() == "sqlite":
        folders.append(Path(str(database.url.database)).parent)
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise CannotWriteError(f"Cannot make {folder}: {error.strerror}.") from error


def _extracted(source: zipfile.ZipFile, folder: Path) -> Path:
    try:
        return Path(source.extract(DATABASE, folder))
    except KeyError as error:
        raise BadArchiveError("The archive holds no database.") from error
    except OSError as error:
        raise CannotWriteError(f"Cannot write {folder}: {error.strerror}.") from error


def _facts(database: Database, head: Head, missing: tuple[str, ...]) -> Mapping[str, Any]:
    return {
        "format": FORMAT,
        "source": database.engine.dialect.name,
        "journal": {"entries": head.seq, "hash": head.hash},
        "missing_files": missing,
    }


def _sorted_by_presence(
    hashes: tuple[str, ...], folder: Path
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = tuple(sha256 for sha256 in hashes if _place(folder, sha256).is_file())
    return found, tuple(sha256 for sha256 in hashes if sha256 not in set(found))


def _place(folder: Path, sha256: str) -> Path:
    """Where a kept file stands; `bot.delivery.file_keeping` puts it there."""
    return folder / sha256[:2] / sha256


def _check_target(database: Database) -> None:
    schema.upgrade(database)
    if not backups.is_empty(database):
        raise NotEmptyError


def _put_back(source: zipfile.ZipFile, sha256: str, folder: Path) -> None:
    """Write a kept file to its place, whole or not at all."""
    place = _place(folder, sha256)
    if place.is_file():
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (
            source.open(FILES + sha256) as entry,
            NamedTemporaryFile(dir=place.parent, delete=False) as new,
        ):
            shutil.copyfileobj(entry, new)
            new.flush()
            os.fsync(new.fileno())
        Path(new.name).replace(place)
    except OSError as error:
        raise CannotWriteError(f"Cannot write {place}: {error.strerror}.") from error


def _check_restored(database: Database, written: Head, *, now: datetime) -> None:
    with database.writing() as connection:
        if journal.first_flaw(connection) or journal.head_of(connection) != written:
            raise backups.UnsoundCopyError
        journal.append(connection, "backup_restored", at=now, actor=VIGIE)
