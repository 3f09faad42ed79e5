"""Rows of the sealed store: what is in them opens with the folder's keys, and is what was written.

Inside each text stands to which report it belongs, in which place and under which number; each
row bears a keyed hash. Swapped, forged, or put back from earlier, a row is found.
"""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.domain.errors import VigieError
from bot.domain.sealed.handlers import Handlers
from bot.domain.sealed.reports import SealedEntry, SealedReport
from bot.sealing import codes
from bot.sealing.ciphers import UnopenableError, is_same, keyed_hash, padded, seal, unseal
from bot.sealing.folder import SealedFolder

Held = TypeVar("Held")


class TamperedError(VigieError):
    """A row of the sealed store is not the one that Vigie wrote last."""


class ForeignFolderError(VigieError):
    """The database's sealed reports were written with another school's keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report as it is stored: nothing but its keys' public halves is to be read in it."""

    id: UUID
    store: str
    public: str
    author: str
    version: int
    header: bytes
    mac: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    report_id: UUID
    number: int
    body: bytes
    mac: bytes


class _Document(BaseModel):
    """What stands within a sealed text."""

    model_config = ConfigDict(hide_input_in_errors=True)

    form: int = 1
    report: UUID
    place: str
    number: int
    holds: Any


_REPORT, _ENTRY = TypeAdapter(SealedReport), TypeAdapter(SealedEntry)


class Vault:
    """Seals and opens rows; keeps no key in memory."""

    def __init__(self, folder: SealedFolder) -> None:
        self.folder = folder

    def handlers(self) -> Handlers:
        return self.folder.handlers()

    @property
    def is_open(self) -> bool:
        """Whether reports can be filed now."""
        return self.folder.is_made

    def id_of(self, submission: str) -> UUID:
        """The id of the report that a form makes, which does not tell the form's number."""
        return UUID(bytes=keyed_hash(self.folder.mac(), "report", submission)[:16])

    def mark_of(self, form: str) -> str:
        """By which a form is known when it comes again."""
        return keyed_hash(self.folder.mac(), "form", form).hex()[:16]

    def code_of(self, submission: str) -> str:
        return codes.code_of(self.folder.mac(), submission)

    def report_row(
        self, report: SealedReport, *, public: str, author: str, version: int
    ) -> ReportRow:
        """The row that holds a report."""
        header = _sealed(_REPORT, report, public, (report.id, "report", version))
        bare = ReportRow(
            id=report.id,
            store=self.folder.mark,
            public=public,
            author=author,
            version=version,
            header=header,
            mac=b"",
        )
        return ReportRow(**{**_fields(bare), "mac": self._mac_of_report(bare)})

    def entry_row(self, report_id: UUID, entry: SealedEntry, *, public: str) -> EntryRow:
        body = _sealed(_ENTRY, entry, public, (report_id, "entry", entry.number))
        mac = self._mac_of_entry(report_id, entry.number, body)
        return EntryRow(report_id=report_id, number=entry.number, body=body, mac=mac)

    def report_in(self, row: ReportRow) -> SealedReport:
        """The report of a row. Raises TamperedError, ForeignFolderError, NoSealedFolderError."""
        if row.store != self.folder.mark:
            raise ForeignFolderError
        is_older = row.version < self.folder.version_of(row.id)
        if is_older or not is_same(row.mac, self._mac_of_report(row)):
            raise TamperedError
        return self._opened(_REPORT, row.header, (row.id, "report", row.version))

    def entry_in(self, row: EntryRow) -> SealedEntry:
        """The entry of a row. Raises TamperedError and NoSealedFolderError."""
        if not is_same(row.mac, self._mac_of_entry(row.report_id, row.number, row.body)):
            raise TamperedError
        return self._opened(_ENTRY, row.body, (row.report_id, "entry", row.number))

    def _mac_of_report(self, row: ReportRow) -> bytes:
        parts = (row.id, row.store, row.public, row.author, row.version, row.header)
        return keyed_hash(self.folder.mac(), "report row", *parts)

    def _mac_of_entry(self, report_id: UUID, number: int, body: bytes) -> bytes:
        return keyed_hash(self.folder.mac(), "entry row", report_id, number, body)

    def _opened(self, kind: TypeAdapter[Held], sealed: bytes, place: tuple[UUID, str, int]) -> Held:
        try:
            opened = unseal(sealed, self.folder.secret_of(place[0]))
            document = _Document.model_validate_json(opened)
            held = kind.validate_python(document.holds)
        except (UnopenableError, ValidationError):
            raise TamperedError from None
        if (document.report, document.place, document.number) != place:
            raise TamperedError
        return held


def new_ref() -> str:
    """A reference by chance, so that it tells neither how many there are nor since when."""
    return f"SIG-{b32encode(secrets.token_bytes(5)).decode()[:6]}"


def _sealed(
    kind: TypeAdapter[Held], held: Held, public: str, place: tuple[UUID, str, int]
) -> bytes:
    report, where, number = place
    holds = kind.dump_python(held, mode="json")
    document = _Document(report=report, place=where, number=number, holds=holds)
    return seal(padded(document.model_dump_json().encode()), [public])


def _fields(row: ReportRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ReportRow.__slots__}


def vault_at(folder: Path | None) -> Vault | None:
    """What opens the sealed reports of a folder; None where none is named."""
    return None if folder is None else Vault(SealedFolder(folder))
