"""A zip whose manifest tells the SHA-256 of every file in it, so that it can prove itself whole."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.documents.output import replacing
from bot.domain.errors import VigieError

MANIFEST = "manifest.json"
_CHUNK = 1 << 20


class BadArchiveError(VigieError):
    """The file is no archive of Vigie, or it was damaged or changed."""


class FileFacts(BaseModel):
    """A file as the manifest tells of it."""

    path: str
    sha256: str
    bytes: int


class Manifest(BaseModel):
    """What every manifest says; each kind of archive adds its own."""

    files: tuple[FileFacts, ...]


Told = TypeVar("Told", bound=Manifest)


class Archive:
    """A zip being written: files, and at the end the manifest about them."""

    def __init__(self, target: zipfile.ZipFile, *, now: datetime) -> None:
        self._zip = target
        self._now = now
        self.files: list[dict[str, Any]] = []

    def add_text(self, name: str, text: str) -> None:
        """Add a text file in UTF-8."""
        with self._entry(name) as entry:
            entry.write(text.encode())

    def add_file(self, name: str, path: Path) -> str:
        """Add a file from disk and return its SHA-256."""
        with self._entry(name) as entry, path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                entry.write(chunk)
        return str(self.files[-1]["sha256"])

    def close_with(self, facts: Mapping[str, Any]) -> None:
        """Write the manifest: these facts, when the archive was made, and its files."""
        created = {"created_at": self._now.astimezone(UTC).isoformat()}
        manifest = dict(facts) | created | {"files": self.files}
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        self._zip.writestr(self._named(MANIFEST), text)

    @contextmanager
    def _entry(self, name: str) -> Iterator["_Hashed"]:
        with self._zip.open(self._named(name), "w", force_zip64=True) as target:
            hashed = _Hashed(target)
            yield hashed
        about = {"path": name, "sha256": hashed.sha256.hexdigest(), "bytes": hashed.size}
        self.files.append(about)

    def _named(self, name: str) -> zipfile.ZipInfo:
        # always the same time for the same archive, so that its bytes are the same too
        stamp = self._now.astimezone(UTC).timetuple()[:6]
        entry = zipfile.ZipInfo(name, date_time=stamp)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry


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
        with ExitStack() as stack:
            source = stack.enter_context(zipfile.ZipFile(path))
            manifest = _manifest_of(source, path, shape=shape)
            _check_files(source, manifest)
            stack.pop_all()
            return source, manifest
    except FileNotFoundError as error:
        raise BadArchiveError(f"There is no file {path}.") from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
        raise BadArchiveError(f"{path} cannot be read: {error}.") from error


def _manifest_of(source: zipfile.ZipFile, path: Path, *, shape: type[Told]) -> Told:
    try:
        return shape.model_validate_json(source.read(MANIFEST))
    except (KeyError, ValidationError) as error:
        raise BadArchiveError(f"{path} has no manifest that Vigie knows.") from error


def _check_files(source: zipfile.ZipFile, manifest: Manifest) -> None:
    if set(source.namelist()) != {*(about.path for about in manifest.files), MANIFEST}:
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
