"""Cases and what hangs on them: references, complainants, files; erasing their words."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Executable, Select, insert, select, update

from bot.domain.cases.cases import SETTLED, Case, Complainant, Status, UploadedFile
from bot.domain.cases.taxonomy import Kind
from storage.cases import search
from storage.cases.case_rows import CASE_COLUMNS, case_of, row_of, verdicts_of
from storage.cases.visibility import unmarked
from storage.tables import (
    cases,
    complainants,
    counters,
    files,
    journal,
    mail_files,
    mails,
    past_lives,
    people,
)
from storage.types import insert_for
from storage.words import erase_words


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
    _keep_past_lives(connection, case)
    search.update_facts(connection, case)


def _keep_past_lives(connection: Connection, case: Case) -> None:
    """Write how the case ended before it came back, where the database counts it."""
    rows = [asdict(life) | {"case_id": case.id, "kind": case.kind} for life in case.past_lives]
    if rows:
        fresh = insert_for(connection.dialect.name, past_lives)
        connection.execute(fresh.on_conflict_do_nothing(), rows)


def misjudged(connection: Connection, *, among: int) -> tuple[UUID, ...]:
    """Of the cases last written about, those whose verdicts are not what a save would write.

    An older release that works on the same database saves a case without them.
    """
    latest = select(journal.c.case_id).order_by(journal.c.seq.desc()).limit(among)
    query = select(cases).where(cases.c.id.in_(latest))
    rows = connection.execute(query).mappings()
    return tuple(row["id"] for row in rows if not verdicts_of(case_of(row)).items() <= row.items())


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


def by_refs(connection: Connection, refs: Iterable[str]) -> dict[str, Case]:
    """The cases that there are of these references."""
    query = select(*CASE_COLUMNS).where(cases.c.ref.in_(set(refs)))
    return {row["ref"]: case_of(row) for row in connection.execute(query).mappings()}


def by_ref(connection: Connection, ref: str) -> Case | None:
    return _one(connection, cases.c.ref == ref.upper())


def duplicates_of(connection: Connection, case: Case) -> frozenset[UUID]:
    """The cases that are duplicates of this one, which names each of them."""
    if not case.related_refs:
        return frozenset()
    named = cases.c.ref.in_(case.related_refs), cases.c.status == Status.DUPLICATE
    rows = map(case_of, connection.execute(select(*CASE_COLUMNS).where(*named)).mappings())
    return frozenset(one.id for one in rows if one.duplicate_of == case.ref)


def by_submission(connection: Connection, submission_id: UUID) -> Case | None:
    """The case that a submission was filed as; None when it was not."""
    return _one(connection, cases.c.submission_id == submission_id)


def lately_recorded(
    connection: Connection, person: str, *, kind: Kind, since: datetime, limit: int
) -> tuple[datetime, ...]:
    """When a person recorded their newest cases of a kind since then, newest first."""
    query = select(cases.c.recorded_at).where(
        cases.c.recorded_by == person, cases.c.kind == kind, cases.c.recorded_at > since
    )
    newest = query.order_by(cases.c.recorded_at.desc()).limit(limit)
    return tuple(connection.execute(newest).scalars())


def open_ids() -> Select[UUID]:
    """The open cases' ids, as a query to be used inside another."""
    return select(cases.c.id).where(cases.c.status.not_in(SETTLED))


def open_of(connection: Connection, owner: str) -> tuple[UUID, ...]:
    """The open cases that somebody has in hand."""
    query = select(cases.c.id).where(cases.c.owner == owner, cases.c.status.not_in(SETTLED))
    return tuple(connection.execute(query.order_by(cases.c.ref)).scalars())


def left_behind(connection: Connection) -> tuple[UUID, ...]:
    """The open cases whose owner's account is deactivated."""
    gone = select(people.c.id).where(people.c.is_deleted)
    query = select(cases.c.id).where(cases.c.owner.in_(gone), cases.c.status.not_in(SETTLED))
    return tuple(connection.execute(query.order_by(cases.c.ref)).scalars())


def confided_to_nobody(connection: Connection) -> tuple[UUID, ...]:
    """The confidential cases into which nobody is written who may handle them."""
    query = select(cases.c.id).where(cases.c.confidential, cases.c.named_handlers.is_(None))
    return tuple(connection.execute(query.order_by(cases.c.ref)).scalars())


def abandoned(connection: Connection) -> tuple[UUID, ...]:
    """The confidential cases of which every handler's account is deactivated."""
    query = select(cases.c.id, cases.c.named_handlers).where(
        cases.c.confidential, cases.c.named_handlers.is_not(None)
    )
    named = {row.id: unmarked(row.named_handlers) for row in connection.execute(query)}
    gone_query = select(people.c.id).where(
        people.c.is_deleted, people.c.id.in_({one for those in named.values() for one in those})
    )
    gone = set(connection.execute(gone_query).scalars()) if named else set[str]()
    return tuple(case_id for case_id, those in named.items() if gone.issuperset(those))


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


def refusals_of(connection: Connection, case_id: UUID) -> tuple[str, ...]:
    """Why files of a case are not kept, one reason for each."""
    query = select(files.c.refused).where(files.c.case_id == case_id, files.c.refused.is_not(None))
    return tuple(connection.execute(query.order_by(files.c.name)).scalars())


def file_by_id(connection: Connection, file_id: UUID) -> KeptFile | None:
    row = connection.execute(select(files).where(files.c.id == file_id)).mappings().one_or_none()
    return None if row is None else KeptFile(**row)


def record_kept(
    connection: Connection, file_id: UUID, *, sha256: str, media_type: str, size: int, at: datetime
) -> bool:
    """Note that a file is kept; False where it was erased meanwhile."""
    values = {"sha256": sha256, "media_type": media_type, "size": size, "kept_at": at}
    return (
        connection.execute(update(files).where(files.c.id == file_id).values(values)).rowcount > 0
    )


def is_named(connection: Connection, sha256: str) -> bool:
    """Whether anything still has a kept file."""
    named = (files.c.sha256, mails.c.raw, mail_files.c.sha256)
    queries = (select(one).where(one == sha256).limit(1) for one in named)
    return any(connection.execute(query).first() is not None for query in queries)


def record_refused(connection: Connection, file_id: UUID, *, reason: str) -> None:
    connection.execute(update(files).where(files.c.id == file_id).values(refused=reason))


def _one(
    connection: Connection, condition: ColumnElement[bool], *, lock: bool = False
) -> Case | None:
    query = select(*CASE_COLUMNS).where(condition)
    row = connection.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    return None if row is None else case_of(row)


def next_reference(connection: Connection, prefix: str, *, year: int) -> str:
    """Take the next reference of a year; a rollback gives it back."""
    return next_references(connection, prefix, year=year, count=1)[0]


def next_references(
    connection: Connection, prefix: str, *, year: int, count: int
) -> tuple[str, ...]:
    """Take the next references of a year, at least one.

    One statement counts and reads: read-then-write would hand the same number to
    two transactions on PostgreSQL. Numbers past 9999 grow a digit.
    """
    first = {"prefix": prefix, "year": year, "last": count}
    last = connection.execute(_counting(connection.dialect.name), first).scalar_one()
    return tuple(f"{prefix}-{year}-{number:04d}" for number in range(last - count + 1, last + 1))


@cache
def _counting(dialect: str) -> Executable:
    """Made once: every filing counts with it."""
    fresh = insert_for(dialect, counters)
    further = {"last": counters.c.last + fresh.excluded.last}
    counted = fresh.on_conflict_do_update(index_elements=["prefix", "year"], set_=further)
    return counted.returning(counters.c.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedTexts:
    """How many rows lost their words, by table, and the hashes of files that nothing else has."""

    counts: dict[str, int]
    hashes: tuple[str, ...]


def erase_texts(connection: Connection, case_id: UUID) -> ErasedTexts:
    """Erase every word of a case that does not stand in the case itself: `storage/words.py`.

    Who keeps the files' content is to take it from the disk.
    """
    mine = (
        select(files.c.sha256).where(files.c.case_id == case_id),
        select(mails.c.raw).where(mails.c.case_id == case_id),
        select(mail_files.c.sha256).join(mails).where(mails.c.case_id == case_id),
    )
    hashes = {one for query in mine for one in connection.scalars(query) if one}
    counts = erase_words(connection, case_id)
    named = (files.c.sha256, mails.c.raw, mail_files.c.sha256)
    still = (select(one).where(one.in_(hashes)) for one in named)
    alone = hashes.difference(*(connection.scalars(query) for query in still))
    return ErasedTexts(counts=counts, hashes=tuple(sorted(alone)))
