"""The whole register: read row after row as of one instant, and many cases written at once."""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text

from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.journal_entries import Event
from bot.domain.cases.taxonomy import Kind
from storage.cases import search
from storage.cases.case_rows import CASE_COLUMNS, case_of, row_of
from storage.database import Database
from storage.tables import actions, cases, complainants, journal

_BATCH = 500
"""Rows held in memory at a time."""
_CACHE_KIB = 40 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredCase:
    """A case and who complains."""

    case: Case
    complainant: Complainant


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionSpan:
    """Cases received from `start_at` on and before `end_at`, each None for no bound."""

    start_at: datetime | None = None
    end_at: datetime | None = None


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """A transaction whose every read sees the same instant, however long it takes.

    SQLite's read transactions do so by themselves (WAL). Raises StorageUnavailableError.
    """
    with database.reading() as connection:
        if connection.dialect.name == "postgresql":
            level = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
            connection.execute(text(level))
        yield connection


def count(connection: Connection, kind: Kind, *, received: ReceptionSpan) -> int:
    """How many cases `rows` gives."""
    query = select(func.count()).select_from(cases).where(*_conditions(kind, received))
    return int(connection.execute(query).scalar_one())


def is_there(connection: Connection, kind: Kind, *, received: ReceptionSpan) -> bool:
    """Whether `rows` gives any."""
    query = select(cases.c.id).where(*_conditions(kind, received)).limit(1)
    return connection.execute(query).first() is not None


def rows(
    connection: Connection, kind: Kind, *, received: ReceptionSpan
) -> Iterator[RegisteredCase]:
    """The cases of a kind by reference, read from the database as they are asked for."""
    query = (
        select(*CASE_COLUMNS, complainants.c.name, complainants.c.contact)
        .outerjoin(complainants, complainants.c.case_id == cases.c.id)
        .where(*_conditions(kind, received))
        .order_by(cases.c.ref)
        .execution_options(yield_per=_BATCH)
    )
    with connection.execute(query) as result:
        names = tuple(result.keys())
        for values in result:
            row = dict(zip(names, values, strict=True))  # read faster than the result's own rows
            complainant = Complainant(name=row["name"], contact=row["contact"])
            yield RegisteredCase(case=case_of(row), complainant=complainant)


def _conditions(kind: Kind, received: ReceptionSpan) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [cases.c.kind == kind]
    if received.start_at is not None:
        conditions.append(cases.c.received_at >= received.start_at)
    if received.end_at is not None:
        conditions.append(cases.c.received_at < received.end_at)
    return conditions


def make_room(connection: Connection) -> None:
    """Let SQLite keep more of the tables at hand until the connection closes.

    An import writes into all of them side by side, and into their indexes in no order: with
    the usual 2 MiB the same pages would leave for the disk and come back again and again.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")


def is_empty(connection: Connection) -> bool:
    """Whether there is no case at all yet."""
    return connection.execute(select(cases.c.id).limit(1)).first() is None


def by_submissions(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Case]:
    """The cases that these submissions became already, by submission."""
    query = select(*CASE_COLUMNS, cases.c.submission_id).where(cases.c.submission_id.in_(ids))
    rows = connection.execute(query).mappings()
    return {row["submission_id"]: case_of(row) for row in rows}


def by_refs(connection: Connection, refs: Collection[str], *, before: datetime) -> dict[str, Case]:
    """The cases of these references that were recorded before an instant, by reference."""
    query = select(*CASE_COLUMNS).where(cases.c.ref.in_(refs), cases.c.recorded_at < before)
    found = map(case_of, connection.execute(query).mappings())
    return {case.ref: case for case in found}


def known_actions(connection: Connection, refs: Collection[str]) -> set[str]:
    """Which of these references are actions."""
    query = select(actions.c.ref).where(actions.c.ref.in_(refs))
    return set(connection.execute(query).scalars())


def complainants_of(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Complainant]:
    """Who complains, by case, where anything is known of them."""
    query = select(complainants).where(complainants.c.case_id.in_(ids))
    return {
        row.case_id: Complainant(name=row.name, contact=row.contact)
        for row in connection.execute(query)
    }


def told_by_rows(
    connection: Connection, ids: Collection[UUID]
) -> tuple[dict[UUID, str], set[UUID]]:
    """The digest of what a row said last of each case, and which cases were erased since."""
    events = (Event.CASE_IMPORTED, Event.REGISTER_APPLIED, Event.CASE_ANONYMISED)
    query = select(journal.c.case_id, journal.c.event, journal.c.details)
    query = query.where(journal.c.case_id.in_(ids), journal.c.event.in_(events))
    digests: dict[UUID, str] = {}
    erased: set[UUID] = set()
    for case_id, event, details in connection.execute(query.order_by(journal.c.seq)):
        if event == Event.CASE_ANONYMISED:
            erased.add(case_id)
        elif digest := json.loads(details or "{}").get("row_digest"):
            digests[case_id] = digest
    return digests, erased


def save_complainant(connection: Connection, case_id: UUID, complainant: Complainant) -> None:
    """Write who complains, whether or not anything was known of them."""
    connection.execute(delete(complainants).where(complainants.c.case_id == case_id))
    add_complainants(connection, [(case_id, complainant)])


def add_cases(
    connection: Connection, added: Sequence[tuple[Case, UUID]], *, policy_version: str
) -> None:
    """Write new cases, each with its submission's id, at least one."""
    rows = [
        row_of(case) | {"submission_id": submission_id, "policy_version": policy_version}
        for case, submission_id in added
    ]
    connection.execute(insert(cases), _without_empty_columns(rows))
    search.add_all(connection, [case for case, _ in added])


def _without_empty_columns(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without what none of them has: old registers tell little, and cases have much."""
    told = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    return [{name: row[name] for name in told} for row in rows]


def add_complainants(connection: Connection, added: Sequence[tuple[UUID, Complainant]]) -> None:
    """Write who complains, by case, where anything is known of them."""
    rows = [
        {"case_id": case_id, "name": complainant.name, "contact": complainant.contact}
        for case_id, complainant in added
        if complainant.name or complainant.contact
    ]
    if rows:
        connection.execute(insert(complainants), rows)
