"""Databases as the last release without a version number wrote them, at schema 0050.

Six invented months of a school, and all that its outbox holds still waits. `life.schema.json` is
how that release read a case's document.
"""

import gzip
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from storage.database import Database
from tests.support.postgresql import made_database

_FOLDER = Path(__file__).parents[1] / "data" / "schema_0050"


def write_sqlite(path: Path) -> None:
    """Its SQLite file."""
    path.write_bytes(gzip.decompress((_FOLDER / "vigie.db.gz").read_bytes()))


@contextmanager
def made_sqlite(path: Path) -> Iterator[Database]:
    """Its SQLite file, opened."""
    write_sqlite(path)
    with closing(Database(f"sqlite:///{path}")) as database:
        yield database


@contextmanager
def made_postgresql(beside: Database) -> Iterator[Database]:
    """Its PostgreSQL database on the server of another, while the block lasts."""
    script = gzip.decompress((_FOLDER / "postgresql.sql.gz").read_bytes())
    with made_database(beside, "vigie_0050") as name:
        url = beside.url.set(database=name)
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(script)
        with closing(Database(url.render_as_string(hide_password=False))) as database:
            yield database


def life_schema() -> dict[str, Any]:
    """The JSON schema of a case's document as it was read then."""
    schema: dict[str, Any] = json.loads((_FOLDER / "life.schema.json").read_text("utf-8"))
    return schema
