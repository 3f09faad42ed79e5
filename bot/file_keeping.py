"""Keeping uploaded files: Slack's free plan deletes them after a year, an audit cycle is three."""

import hashlib
import os
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from bot.domain.journal import VIGIE
from bot.domain.uploads import MAX_FILE_BYTES, is_accepted
from bot.slack_gateway import RefusedError, SlackGateway
from bot.workers import Workers
from storage import cases, journal
from storage.cases import KeptFile
from storage.database import Database


class FileKeeper:
    """Fetches a file, checks by its content what it is, and keeps it under its hash."""

    def __init__(self, *, database: Database, workers: Workers, folder: Path) -> None:
        self._database = database
        self._workers = workers
        self._folder = folder

    async def keep(self, file_id: UUID, gateway: SlackGateway, *, now: datetime) -> None:
        """Keep one file, or journal why it was not kept. Raises CallError to try again."""
        file = await self._workers.run(self._find, file_id)
        if file is None or file.sha256 or file.refused:
            return
        try:
            content = await gateway.download(file.url, at_most=MAX_FILE_BYTES)
        except RefusedError as refusal:
            await self._workers.run(self._refuse, file, refusal.code, now)
            return
        await self._workers.run(self._store, file, content, now)

    def path_of(self, sha256: str) -> Path:
        """Where a kept file stands."""
        return self._folder / sha256[:2] / sha256

    def _find(self, file_id: UUID) -> KeptFile | None:
        with self._database.reading() as connection:
            return cases.file_by_id(connection, file_id)

    def _store(self, file: KeptFile, content: bytes, now: datetime) -> None:
        media_type = media_type_of(content)
        if not is_accepted(media_type):
            self._refuse(file, "type_not_accepted", now)
            return
        sha256 = hashlib.sha256(content).hexdigest()
        write_durably(self.path_of(sha256), content)
        with self._database.writing() as connection:
            cases.record_kept(connection, file.id, sha256=sha256, media_type=media_type, at=now)
            details = {"file": file.name, "sha256": sha256, "media_type": media_type}
            journal.append(
                connection, "file_kept", at=now, actor=VIGIE, case_id=file.case_id, details=details
            )

    def _refuse(self, file: KeptFile, reason: str, now: datetime) -> None:
        with self._database.writing() as connection:
            cases.record_refused(connection, file.id, reason=reason)
            details = {"file": file.name, "reason": reason}
            journal.append(
                connection,
                "file_refused",
                at=now,
                actor=VIGIE,
                case_id=file.case_id,
                details=details,
            )


def media_type_of(content: bytes) -> str:
    """What the bytes say they are, whatever the file's name says; empty when nothing."""
    import puremagic  # noqa: PLC0415  # reads its tables of signatures: only once a file comes

    try:
        found = puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError):
        return "text/plain" if _reads_as_text(content) else ""
    return str(found)


def _reads_as_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole, or not at all."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        partial.write(content)
        partial.flush()
        os.fsync(partial.fileno())
    Path(partial.name).replace(path)
