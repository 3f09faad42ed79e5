"""Cases and what hangs on them: complainants and files."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Select, insert, select, update

from bot.domain.cases import SETTLED, Case, Complainant, UploadedFile
from storage import search
from storage.case_rows import CASE_COLUMNS, case_of, row_of
from storage.tables import cases, complainants, files, people


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file: at Slack until `sha256` says that it is kept, or `refused` why not.

    `case_id` is None where it proves an action that comes from no case.
    """

    id: UUID
    case_id: UUID | None
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
    keys = {"submission_id": submission_id, "policy_version": policy_version}
    connection.execute(insert(cases), row_of(case) | keys)
    search.add_all(connection, [case])


def save(connection: Connection, case: Case) -> None:
    """Write a case as a step left it."""
    connection.execute(update(cases).where(cases.c.id == case.id).values(row_of(case)))
    search.update_facts(connection, case)


def for_update(connection: Connection, case_id: UUID) -> Case | None:
    """Read a case that nobody else may change until the transaction ends."""
    return _one(connection, cases.c.id == case_id, lock=True)


def by_id(connection: Connection, case_id: UUID) -> Case | None:
    return _one(connection, cases.c.id == case_id)


def by_ids(connection: Connection, case_ids: Iterable[UUID]) -> dict[UUID, Case]:
    """The cases that there are among these, by id."""
    query = select(*CASE_COLUMNS).where(cases.c.id.in_(set(case_ids)))
    found = map(case_of, connection.execute(query).mappings())
    return {case.id: case for case in found}


def by_ref(connection: Connection, ref: str) -> Case | None:
    return _one(connection, cases.c.ref == ref.upper())


def by_submission(connection: Connection, submission_id: UUID) -> Case | None:
    """The case that a submission was filed as; None when it was not."""
    return _one(connection, cases.c.submission_id == submission_id)


def open_ids() -> Select[UUID]:
    """The open cases' ids, as a query to be used inside another."""
    return select(cases.c.id).where(cases.c.status.not_in(SETTLED))


def left_behind(connection: Connection) -> tuple[UUID, ...]:
    """The open cases whose owner's account is deactivated."""
    gone = select(people.c.id).where(people.c.is_deleted)
    query = select(cases.c.id).where(cases.c.owner.in_(gone), cases.c.status.not_in(SETTLED))
    return tuple(connection.execute(query.order_by(cases.c.ref)).scalars())


def add_complainant(connection: Connection, case_id: UUID, complainant: Complainant) -> None:
    values = {"case_id": case_id, "name": complainant.name, "contact": complainant.contact}
    connection.execute(insert(complainants).values(values))


def complainant_of(connection: Connection, case_id: UUID) -> Complainant | None:
    query = select(complainants.c.name, complainants.c.contact)
    row = connection.execute(query.where(complainants.c.case_id == case_id)).one_or_none()
    return None if row is None else Complainant(name=row.name, contact=row.contact)


def add_files(
    connection: Connection, case_id: UUID | None, uploads: Sequence[UploadedFile]
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


def _one(
    connection: Connection, condition: ColumnElement[bool], *, lock: bool = False
) -> Case | None:
    query = select(*CASE_COLUMNS).where(condition)
    row = connection.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    return None if row is None else case_of(row)
