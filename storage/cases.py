"""Cases and what hangs on them: complainants and files."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Select, insert, select, update

from bot.domain.cases import SETTLED, Case, Complainant, UploadedFile
from storage.tables import cases, complainants, files

_CASE_FIELDS = tuple(field.name for field in fields(Case) if field.name in cases.c)
_CASE_COLUMNS = tuple(cases.c[name] for name in _CASE_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file of a case: at Slack until `sha256` says that it is kept, or `refused` why not."""

    id: UUID
    case_id: UUID
    slack_id: str
    name: str
    url: str
    size: int
    media_type: str | None = None
    sha256: str | None = None
    kept_at: datetime | None = None
    refused: str | None = None


def add(connection: Connection, case: Case, *, submission_id: UUID, policy_version: str) -> None:
    """Write a new case. Raises IntegrityError when the submission was filed already."""
    kept = {name: value for name, value in asdict(case).items() if name in _CASE_FIELDS}
    row = kept | {"submission_id": submission_id, "policy_version": policy_version}
    connection.execute(insert(cases).values(row))


def by_id(connection: Connection, case_id: UUID) -> Case | None:
    return _one(connection, cases.c.id == case_id)


def by_ref(connection: Connection, ref: str) -> Case | None:
    return _one(connection, cases.c.ref == ref.upper())


def by_submission(connection: Connection, submission_id: UUID) -> Case | None:
    return _one(connection, cases.c.submission_id == submission_id)


def open_ids() -> Select[UUID]:
    """The open cases' ids, as a query to be used inside another."""
    return select(cases.c.id).where(cases.c.status.not_in(SETTLED))


def add_complainant(connection: Connection, case_id: UUID, complainant: Complainant) -> None:
    values = {"case_id": case_id, "name": complainant.name, "contact": complainant.contact}
    connection.execute(insert(complainants).values(values))


def complainant_of(connection: Connection, case_id: UUID) -> Complainant | None:
    query = select(complainants.c.name, complainants.c.contact)
    row = connection.execute(query.where(complainants.c.case_id == case_id)).one_or_none()
    return None if row is None else Complainant(name=row.name, contact=row.contact)


def add_files(
    connection: Connection, case_id: UUID, uploads: Sequence[UploadedFile]
) -> tuple[UUID, ...]:
    """Note files to be kept and return their ids, in order."""
    rows = [asdict(upload) | {"id": uuid4(), "case_id": case_id} for upload in uploads]
    if rows:
        connection.execute(insert(files), rows)
    return tuple(row["id"] for row in rows)


def files_of(connection: Connection, case_id: UUID) -> tuple[KeptFile, ...]:
    query = select(files).where(files.c.case_id == case_id).order_by(files.c.name)
    return tuple(KeptFile(**row) for row in connection.execute(query).mappings())


def file_by_id(connection: Connection, file_id: UUID) -> KeptFile | None:
    row = connection.execute(select(files).where(files.c.id == file_id)).mappings().one_or_none()
    return None if row is None else KeptFile(**row)


def record_kept(
    connection: Connection, file_id: UUID, *, sha256: str, media_type: str, at: datetime
) -> None:
    values = {"sha256": sha256, "media_type": media_type, "kept_at": at}
    connection.execute(update(files).where(files.c.id == file_id).values(values))


def record_refused(connection: Connection, file_id: UUID, *, reason: str) -> None:
    connection.execute(update(files).where(files.c.id == file_id).values(refused=reason))


def _one(connection: Connection, condition: ColumnElement[bool]) -> Case | None:
    row = connection.execute(select(*_CASE_COLUMNS).where(condition)).mappings().one_or_none()
    return None if row is None else Case(**row)
