"""Making the file that somebody asked for, once, in a folder where it waits to be sent."""

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.documents.output import CannotWriteError, TooManyRowsError
from bot.documents.typesetting import TypesettingError
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.wall_time import local_day
from bot.report_files import ReportParcel, pack_report
from bot.services.file_requests import wanted_in
from bot.services.offices import read_office
from bot.services.registers import Register, export_for
from bot.slack_gateway import PostponedError, RefusedError
from storage.claims import Claimed
from storage.database import Database

KEPT_FOR = timedelta(days=7)
"""How long a file that Slack did not take waits for somebody to fetch it."""

_OWNER_ONLY = 0o700
_EVENTS = {Outgoing.REGISTER: "register_exported", Outgoing.EVIDENCE: "evidence_exported"}
_NAMES = {Outgoing.REGISTER: "registre-{day}{id}.xlsx", Outgoing.EVIDENCE: "preuves-{day}{id}.zip"}


class Packing:
    """Makes registers and evidence as their askers may read them; a file that is there is kept."""

    def __init__(self, *, database: Database, folder: Path, defaults: Office) -> None:
        self._database = database
        self._folder = folder
        self._defaults = defaults

    def pack(self, row: Claimed, *, now: datetime) -> Path:
        """The file for a row, made now unless an attempt before made it.

        Raises NotAllowedError when the asker lost the right meanwhile, RefusedError and
        PostponedError when it cannot be made.
        """
        path = self._folder / self._name(row, f"-{row.id.hex[:8]}")
        if path.exists():
            return path
        self._folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY)
        self._clear_away(now - KEPT_FOR)
        try:
            self._make(row, path, now=now)
        except TooManyRowsError as error:
            raise RefusedError("too_many_rows") from error
        except CannotWriteError as error:
            raise PostponedError("cannot_write") from error
        return path

    def pack_report(self, row: Claimed, *, now: datetime) -> ReportParcel:
        """The file of a report for a row, made now unless an attempt before made it.

        Raises PostponedError until the report stands, RefusedError when it cannot be set.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY)
        self._clear_away(now - KEPT_FOR)
        try:
            return pack_report(
                row, database=self._database, folder=self._folder, defaults=self._defaults
            )
        except TypesettingError as error:
            raise RefusedError("cannot_typeset") from error
        except CannotWriteError as error:
            raise PostponedError("cannot_write") from error

    def called(self, row: Claimed) -> str:
        """What the file is called in Slack: « registre-2026-11-23.xlsx »."""
        return self._name(row, "")

    def _name(self, row: Claimed, mark: str) -> str:
        return _NAMES[Outgoing(row.kind)].format(day=self._day(row), id=mark)

    def _day(self, row: Claimed) -> date:
        return local_day(row.created_at, read_office(self._database, self._defaults).zone)

    def _make(self, row: Claimed, path: Path, *, now: datetime) -> None:
        wanted = wanted_in(row.details or {})
        with export_for(
            row.recipient or "",
            wanted,
            database=self._database,
            defaults=self._defaults,
            now=now,
            event=_EVENTS[Outgoing(row.kind)],
        ) as register:
            _writer_of(row)(register, path)

    def _clear_away(self, before: datetime) -> None:
        """Remove what nobody fetched, and what a process that died left half made."""
        for path in self._folder.iterdir():
            if path.stat().st_mtime >= before.timestamp():
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _writer_of(row: Claimed) -> Callable[[Register, Path], object]:
    """How the file is made; brought in only now, since the bot starts faster without."""
    if row.kind == Outgoing.EVIDENCE:
        from bot.documents.evidence import write_evidence  # noqa: PLC0415  # as said above

        return write_evidence
    from bot.documents.workbook import write_workbook  # noqa: PLC0415  # as said above

    return write_workbook
