"""The sealed folder: the school's keys, who handles, and each report's own key.

`identity` opens, `recipients` seals for the server and for the escrow, whose secret half lies on
paper elsewhere; `mac` binds rows, `salt` belongs to the codes, `escrowed.age` holds both again.
`reports/` has for each report its key, its replies, and the newest version that was seen of it.
Nothing is remembered: each opening reads what it needs, and a rotation holds from then on.
"""

import json
import secrets
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from bot.domain.errors import VigieError
from bot.domain.sealed.handlers import Handlers
from bot.sealing import files, naming
from bot.sealing.ciphers import (
    Pair,
    UnopenableError,
    keyed_hash,
    new_pair,
    pair_of,
    seal,
    unseal,
)

KEY_BYTES = 32


class NoSealedFolderError(VigieError):
    """The sealed folder is not there, or cannot be read: nothing is filed and nothing opened."""


class FolderTakenError(VigieError):
    """The folder holds something already: the sealed store is made in an empty one."""


class SealedFolder:
    """Keys by name. Everything raises NoSealedFolderError where the folder or a file is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self, escrow: str, handlers: Handlers) -> None:
        """Fill an empty folder. Raises FolderTakenError and OSError."""
        self.path.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        if any(self.path.iterdir()):
            raise FolderTakenError
        self.path.chmod(stat.S_IRWXU)
        self._reports.mkdir(mode=stat.S_IRWXU)
        server, kept = new_pair(), {name: secrets.token_bytes(KEY_BYTES) for name in _ESCROWED}
        files.write(self._file("mac"), kept["mac"])
        files.write(self._file("salt"), kept["salt"])
        self.write_identity(server)
        self.write_recipients(server.public, escrow)
        self.escrow_keys()
        self.write_handlers(handlers)

    @property
    def is_made(self) -> bool:
        """Whether all is there that filing needs."""
        try:
            self.handlers()
            return bool(self.mac() and self.salt() and self.recipients())
        except VigieError:
            return False

    def identity(self) -> Pair:
        return pair_of(self._text("identity"))

    def write_identity(self, pair: Pair) -> None:
        files.write(self._file("identity"), f"{pair.secret}\n".encode())

    def recipients(self) -> tuple[str, ...]:
        """The public keys for which each report's key is sealed: the escrow's is the last one."""
        return tuple(self._text("recipients").split())

    def write_recipients(self, *publics: str) -> None:
        files.write(self._file("recipients"), "\n".join((*publics, "")).encode())

    def escrow_keys(self) -> None:
        """Seal for the escrow too what rows and codes were made with."""
        kept = {name: self._bytes(name).hex() for name in _ESCROWED}
        sealed = seal(json.dumps(kept).encode(), self.recipients())
        files.write(self._file("escrowed.age"), sealed)

    def restore_keys(self, secret: str) -> None:
        """Write them anew where they were lost. Raises UnopenableError."""
        kept = json.loads(unseal(self._bytes("escrowed.age"), secret))
        for name in _ESCROWED:
            files.write(self._file(name), bytes.fromhex(kept[name]))

    def mac(self) -> bytes:
        return self._bytes("mac")

    def salt(self) -> bytes:
        return self._bytes("salt")

    @property
    def mark(self) -> str:
        """Tells this school's rows from another's."""
        return keyed_hash(self.mac(), "store").hex()[:32]

    def handlers(self) -> Handlers:
        return naming.read(self._text("handlers.toml"))

    def write_handlers(self, handlers: Handlers) -> None:
        files.write(self._file("handlers.toml"), naming.written(handlers).encode())

    def new_key(self, report_id: UUID) -> str:
        """Give a report its own pair of keys, and its public half.

        Where another process was first, or died between this and its transaction, that pair is
        the report's. Raises OSError, such as on a full disk.
        """
        fresh, path = new_pair(), self._key(report_id)
        if files.write_new(path, seal(fresh.secret.encode(), self.recipients())):
            return fresh.public
        return pair_of(self.secret_of(report_id)).public

    def secret_of(self, report_id: UUID) -> str:
        """The key that opens a report. Raises UnopenableError."""
        return unseal(_read(self._key(report_id)), self.identity().secret).decode()

    def wrapped(self) -> Iterator[Path]:
        """The file of every report's key."""
        return self._reports.glob("*.age")

    def known(self) -> dict[UUID, int]:
        """Each report that has a key here, with the newest version seen; zero where none was."""
        ids = [UUID(path.stem) for path in self.wrapped()]
        return {report_id: self.version_of(report_id) for report_id in ids}

    def version_of(self, report_id: UUID) -> int:
        """The newest version that was seen of a report's row."""
        try:
            return int(self._version(report_id).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    def note_version(self, report_id: UUID, version: int) -> None:
        """Note it, once it is committed: an older row that is put back is known by it."""
        if version > self.version_of(report_id):
            with suppress(OSError):  # on a full disk it is noted at the next reading
                files.write(self._version(report_id), str(version).encode())

    def forget_versions(self) -> int:
        """Take the rows that are there for the newest: an older backup was restored on purpose."""
        noted = list(self._reports.glob("*.version"))
        for path in noted:
            files.remove(path)
        return len(noted)

    def add_reply(self, report_id: UUID, name: str, sealed: bytes) -> None:
        """Keep a reply, sealed for who has the code; of the same name the newer one stays."""
        folder = self._replies(report_id)
        folder.mkdir(mode=stat.S_IRWXU, exist_ok=True)
        files.write(folder / name, sealed)

    def replies(self, report_id: UUID) -> list[bytes]:
        """Every reply, oldest first."""
        folder = self._replies(report_id)
        return [_read(path) for path in sorted(folder.glob("*.age"))] if folder.is_dir() else []

    def forget(self, report_id: UUID) -> None:
        """Destroy a report's key and replies: what is left of it anywhere opens no more."""
        files.remove(self._key(report_id))
        replies = self._replies(report_id)
        for path in replies.glob("*") if replies.is_dir() else ():
            files.remove(path)
        with suppress(OSError):
            replies.rmdir()
        files.remove(self._version(report_id))

    def rewrap(self, path: Path, *secrets_: str) -> None:
        """Seal a report's key anew for the recipients there are now. Raises UnopenableError."""
        sealed = _read(path)
        for secret in secrets_:
            with suppress(UnopenableError):
                files.write(path, seal(unseal(sealed, secret), self.recipients()))
                return
        raise UnopenableError

    @property
    def _reports(self) -> Path:
        return self.path / "reports"

    def _file(self, name: str) -> Path:
        return self.path / name

    def _key(self, report_id: UUID) -> Path:
        return self._reports / f"{report_id}.age"

    def _version(self, report_id: UUID) -> Path:
        return self._reports / f"{report_id}.version"

    def _replies(self, report_id: UUID) -> Path:
        return self._reports / f"{report_id}.replies"

    def _bytes(self, name: str) -> bytes:
        return _read(self._file(name))

    def _text(self, name: str) -> str:
        try:
            return self._bytes(name).decode().strip()
        except UnicodeDecodeError as error:
            raise NoSealedFolderError from error


_ESCROWED = ("mac", "salt")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoSealedFolderError from error
