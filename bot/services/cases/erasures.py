"""An erasure carried through: disk, files of the database, ledger, and a look whether all is gone.

The transaction that takes the words comes first; what follows may be done again at any time.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.delivery.kept_files import KeptFiles
from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.cases import Status
from bot.domain.cases.journal_entries import ERASING, VIGIE
from bot.ledger.folder import Ledger
from bot.scanning.needles import Needles
from bot.services.cases.erasing import ErasedCase, anonymise_again
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage import compaction
from storage.cases import journal, journal_proofs, settled
from storage.scanning import found_in_database

BACKUPS_KEPT = timedelta(days=35)
"""How long `vigie backup --prune` keeps a backup at most; see docs/operation.md."""
EXPORTS = "exports"
CHECKED = "erasure_checked"
COMPACTED = "database_compacted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureShown:
    """What became of an erasure: how many sentences were looked for, and where some are still.

    `waits` are parts of the database that are compacted later; backups hold the words until
    `backups_until` at most.
    """

    erased: ErasedCase
    looked_for: int
    left: Mapping[str, int]
    waits: tuple[str, ...]
    backups_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """An erasure as it is noted outside the database, to be carried out again after a restore."""

    ref: str
    status: Status
    closed_at: datetime | None


def carry_through(transactions: Transactions, erased: ErasedCase, kept: KeptFiles) -> ErasureShown:
    """Take the files from the disk, compact, look whether anything is left, and journal all of it.

    PostgreSQL is compacted at night. Raises OSError, StorageUnavailableError.
    """
    for sha256 in erased.hashes:
        kept.remove(sha256)
    empty_exports(kept.folder)
    database = transactions.database
    is_sqlite = database.engine.dialect.name == "sqlite"
    waits = compaction.compact(database) if is_sqlite else ("tables",)
    needles = Needles.of(erased.sentences)
    left = {place: len(words) for place, words in found_in_database(needles, database).items()}
    shown = ErasureShown(
        erased=erased,
        looked_for=len(needles.words),
        left=left,
        waits=waits,
        backups_until=transactions.now + BACKUPS_KEPT,
    )
    transactions.write(_journal_checked, shown)
    return shown


def _journal_checked(work: UnitOfWork, shown: ErasureShown) -> None:
    details = {
        "ref": shown.erased.case.ref,
        "erasure": shown.erased.seq,
        "looked_for": shown.looked_for,
        "left": dict(shown.left),
        "waits": list(shown.waits),
        "backups_until": local_day(shown.backups_until, work.office.zone).isoformat(),
    }
    journal.append(work.connection, CHECKED, at=work.now, actor=VIGIE, details=details)


def empty_exports(files_folder: Path) -> None:
    """Take away what waits to be sent: it may hold the words, and is made anew when it is due."""
    folder = files_folder / EXPORTS
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def compact_at_night(transactions: Transactions, *, from_hour: int = 2, to_hour: int = 5) -> bool:
    """Write tables anew after erasures, at night where that locks them; whether it was done."""
    with transactions.reading() as work:
        hour = work.now.astimezone(work.office.zone).hour
        erased = journal_proofs.last_seq(work.connection, ERASING)
        if erased <= journal_proofs.last_seq(work.connection, {COMPACTED}):
            return False
    is_sqlite = transactions.database.engine.dialect.name == "sqlite"
    if not is_sqlite and not from_hour <= hour < to_hour:
        return False
    left = compaction.compact(transactions.database)
    if left:
        return False
    transactions.write(_journal_compacted, erased=erased)
    return True


def _journal_compacted(work: UnitOfWork, *, erased: int) -> None:
    details = {"up_to": erased}
    journal.append(work.connection, COMPACTED, at=work.now, actor=VIGIE, details=details)


def note_erasures(transactions: Transactions, ledger: Ledger) -> int:
    """Note outside what was erased and is not noted there yet; returns how many. Raises OSError."""
    noted = {line.ref for line in lines_in(ledger.erasures)}
    with transactions.reading() as work:
        lines = {
            case.ref: {
                "ref": case.ref,
                "erased_at": case.erased_at.isoformat() if case.erased_at else None,
                "status": case.status,
                "closed_at": case.closed_at.isoformat() if case.closed_at else None,
            }
            for case in settled.erased(work.connection)
            if case.ref not in noted
        }
    for line in lines.values():
        ledger.add(ledger.erasures, json.dumps(line, sort_keys=True))
    return len(lines)


def lines_in(file: Path) -> Iterator[LedgerLine]:
    """The erasures that a ledger tells of; a line that a crash cut is none. Raises OSError."""
    if not file.is_file():
        return
    for written in file.read_text(encoding="utf-8").splitlines():
        try:
            line = json.loads(written)
            closed = line["closed_at"]
            yield LedgerLine(
                ref=line["ref"],
                status=Status(line["status"]),
                closed_at=datetime.fromisoformat(closed) if closed else None,
            )
        except (ValueError, KeyError, TypeError):
            continue


def replay(transactions: Transactions, file: Path, kept: KeptFiles) -> int:
    """Erase again what a backup brought back; returns how many cases. Raises OSError."""
    again = 0
    for line in dict.fromkeys(lines_in(file)):
        erased = transactions.write(
            anonymise_again, line.ref, status=line.status, closed_at=line.closed_at
        )
        if erased is not None:
            carry_through(transactions, erased, kept)
            again += 1
    return again
