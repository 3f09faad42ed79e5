"""What a database is asked, for tests that count it or look how it is answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import event

from storage.database import Database


class Statement(NamedTuple):
    """One statement as the driver gets it, with what is bound to it."""

    said: str
    bound: Any


@contextmanager
def overheard(database: Database) -> Iterator[list[Statement]]:
    """Collect what a database is asked while the block lasts, but for its own beginnings."""
    heard: list[Statement] = []

    def hear(_connection: object, _cursor: object, said: str, bound: object, *_: object) -> None:
        if not said.startswith(("BEGIN", "PRAGMA", "SET LOCAL")):  # how any transaction begins
            heard.append(Statement(said, bound))

    event.listen(database.engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(database.engine, "before_cursor_execute", hear)
