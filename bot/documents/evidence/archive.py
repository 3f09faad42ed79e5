"""A zip whose manifest tells the SHA-256 of every file in it, so that it can prove itself whole."""

import hashlib
import json
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.documents.typesetting.output import replacing
from bot.domain.errors import VigieError

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1 << 28
LARGEST_ENTRY = 1 << 40
SMALL = 1 << 26
"""Bytes that may be unpacked of any entry, however small it was."""
MOST_SHRUNK = 100
"""How many times smaller an entry may be in the archive; a register is about five."""
_ODD = (RuntimeError, ValueError, LookupError, struct.error, OverflowError, RecursionError)
"""Errors of `zipfile` for an encrypted, a damaged or a made-up archive, beside its own."""
_CHUNK = 1 << 20
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff<>:"\\|?*]')
"""Controls, halves of a UTF-16 pair, and what Windows has no file names with."""


class BadArchiveError(VigieError):
    """The file is no archive of Vigie, or it was damaged or changed."""


class FileFacts(BaseModel):
    """A file as the manifest tells of it."""

    path: str
    sha256: str
    bytes: int


class Manifest(BaseModel):
    """Facts common to all manifests; each kind of archive adds its own."""

    files: tuple[FileFacts, ...]


_FIRST_STAMP = datetime(1980, 1, 1, tzinfo=UTC)
_LAST_STAMP = datetime(2107, 12, 31, tzinfo=UTC)
"""Bounds of a zip's time stamps (APPNOTE 4.4.6); a clock without its battery begins in 1970."""

Told = TypeVar("Told", bound=Manifest)


class Archive:
    """A zip being written: files, and at the end the manifest about them."""

    def __init__(self, target: zipfile.ZipFile, *, now: datetime) -> None:
        self._zip = target
        self._now = now
        self.files: list[dict[str, Any]] = []

    def add_text(self, name: str, text: str) -> str:
        """Add a text file in UTF-8, with « ? » for half a pair of UTF-16; returns its path."""
        return self.add_lines(name, [text])

    def add_lines(self, name: str, parts: Iterable[str]) -> str:
        """The same, of a text that comes part by part."""
        with self._entry(name) as entry:
            for part in parts:
                entry.write(part.encode(errors="replace"))
        return self.latest

    def add_bytes(self, name: str, content: bytes) -> str:
        """Add a file as it is; returns its path."""
        with self._entry(name) as entry:
            entry.write(content)
        return self.latest

    def add_file(self, name: str, path: Path, *, packed: bool = True) -> str:
        """Add a file from disk, made smaller unless told otherwise; returns its SHA-256."""
        with self._entry(name, packed=packed) as entry, path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                entry.write(chunk)
        return str(self.files[-1]["sha256"])

    def close_with(self, facts: Mapping[str, Any]) -> None:
        """Write the manifest: these facts, when the archive was made, and its files."""
        created = {"created_at": self._now.astimezone(UTC).isoformat()}
        manifest = dict(facts) | created | {"files": self.files}
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        self._zip.writestr(self._named(MANIFEST), text.encode(errors="replace"))

    @property
    def latest(self) -> str:
        """The path of the file that was added last."""
        return str(self.files[-1]["path"])

    @contextmanager
    def _entry(self, wanted: str, *, packed: bool = True) -> Iterator["_Hashed"]:
        name = _fit_for_zip(wanted)
        entry = self._named(name)
        if not packed:
            entry.compress_type = zipfile.ZIP_STORED
        with self._zip.open(entry, "w", force_zip64=True) as target:
            hashed = _Hashed(target)
            yield hashed
        about = {"path": name, "sha256": hashed.sha256.hexdigest(), "bytes": hashed.size}
        self.files.append(about)

    def _named(self, name: str) -> zipfile.ZipInfo:
        # always the same time for the same archive, so that its bytes are the same too
        at = min(max(self._now.astimezone(UTC), _FIRST_STAMP), _LAST_STAMP)
        entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry


def _fit_for_zip(name: str) -> str:
    """The name without signs that a zip or a system that unpacks it may not take."""
    return _UNFIT.sub("_", name)


class _Hashed:
    """A file being written that remembers what went through."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.sha256 = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> None:
        self._target.write(content)
        self.sha256.update(content)
        self.size += len(content)


@contextmanager
def writing_archive(path: Path, *, now: datetime) -> Iterator[Archive]:
    """A zip that takes the place of `path` once it is whole. Raises CannotWriteError."""
    with replacing(path) as partial, zipfile.ZipFile(partial, "w") as target:
        yield Archive(target, now=now)


@contextmanager
def reading_archive(path: Path, *, shape: type[Told]) -> Iterator[tuple[zipfile.ZipFile, Told]]:
    """A zip and its manifest, of the shape asked for and with every file as it was written.

    Raises BadArchiveError.
    """
    source, manifest = _open_checked(path, shape=shape)
    with source:
        yield source, manifest


def _open_checked(path: Path, *, shape: type[Told]) -> tuple[zipfile.ZipFile, Told]:
    try:
        if path.exists() and not path.is_file():
            raise BadArchiveError(f"{path} is no file.")  # a device may be read without end
        with ExitStack() as stack:
            source = stack.enter_context(zipfile.ZipFile(path))
            for entry in source.infolist():
                _check_size(entry, path)
            manifest = _manifest_of(source, path, shape=shape)
            _check_files(source, manifest)
            stack.pop_all()
            return source, manifest
    except FileNotFoundError as error:
        raise BadArchiveError(f"There is no file {path}.") from error
    except OSError as error:
        raise BadArchiveError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, *_ODD) as error:
        raise BadArchiveError(f"{path} cannot be read: {error}.") from error


def _check_size(entry: zipfile.ZipInfo, path: Path) -> None:
    """Refuse what grows beyond measure when it is unpacked: no register or photo shrinks so."""
    limit = LARGEST_MANIFEST if entry.filename == MANIFEST else LARGEST_ENTRY
    is_swollen = entry.file_size > max(entry.compress_size * MOST_SHRUNK, SMALL)
    if is_swollen or entry.file_size > limit:
        raise BadArchiveError(f"{path} cannot be read: it would grow beyond measure.")


def _manifest_of(source: zipfile.ZipFile, path: Path, *, shape: type[Told]) -> Told:
    try:
        return shape.model_validate_json(source.read(MANIFEST))
    except (KeyError, ValidationError) as error:
        raise BadArchiveError(f"{path} has no manifest that Vigie knows.") from error


def _check_files(source: zipfile.ZipFile, manifest: Manifest) -> None:
    names = [MANIFEST, *(about.path for about in manifest.files)]
    if sorted(source.namelist()) != sorted(names):
        raise BadArchiveError("The archive does not hold the files that its manifest lists.")
    for about in manifest.files:
        with source.open(about.path) as entry:
            if _sha256_of(entry) != about.sha256:
                raise BadArchiveError(f"{about.path} is not as it was written.")


def _sha256_of(entry: IO[bytes]) -> str:
    found = hashlib.sha256()
    while chunk := entry.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest()
