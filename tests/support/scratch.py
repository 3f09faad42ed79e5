"""A database for one example of many: a copy that never waits for the disk."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from storage.database import Database


@contextmanager
def scratch_database(template: Path) -> Iterator[Database]:
    """A copy of this SQLite file while the block lasts."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vigie.db"
        shutil.copy(template, path)
        with closing(Database(f"sqlite:///{path}")) as database:
            event.listen(database.engine, "connect", _never_wait_for_the_disk)
            yield database


def _never_wait_for_the_disk(connection: DBAPIConnection, _entry: object) -> None:
    connection.cursor().execute("PRAGMA synchronous = OFF")
