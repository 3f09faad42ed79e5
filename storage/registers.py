"""Reading the whole register: one row after the other, all as of one instant."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, text

from bot.domain.cases import Case, Complainant
from bot.domain.taxonomy import Kind
from storage.case_rows import CASE_COLUMNS, case_of
from storage.database import Database
from storage.tables import cases, complainants

_BATCH = 500
"""Rows held in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A case and who complains."""

    case: Case
    complainant: Complainant


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
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


def count(connection: Connection, kind: Kind, *, received: Received) -> int:
    """How many cases `rows` gives."""
    query = select(func.count()).select_from(cases).where(*_conditions(kind, received))
    return int(connection.execute(query).scalar_one())


def is_there(connection: Connection, kind: Kind, *, received: Received) -> bool:
    """Whether `rows` gives any."""
    query = select(cases.c.id).where(*_conditions(kind, received)).limit(1)
    return connection.execute(query).first() is not None


def rows(connection: Connection, kind: Kind, *, received: Received) -> Iterator[RegisterRow]:
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
            yield RegisterRow(case=case_of(row), complainant=complainant)


def _conditions(kind: Kind, received: Received) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [cases.c.kind == kind]
    if received.start_at is not None:
        conditions.append(cases.c.received_at >= received.start_at)
    if received.end_at is not None:
        conditions.append(cases.c.received_at < received.end_at)
    return conditions
