"""What SQLAlchemy made of our statements, known to each test from those before it.

Every test has a database of its own, so an engine of its own, which would compile some two hundred
statements anew: that took most of the time of a short journey.
"""

from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.util import LRUCache

from storage import database

STATEMENTS = 4_000
"""Ours are some hundreds, each in a few shapes."""


def share() -> None:
    """Let all engines on SQLite files use one dialect and what was compiled for it."""
    known = create_engine("sqlite://")
    with known.connect():
        pass  # now it has asked SQLite what it can do
    compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS)

    def created(url: Any, **given: Any) -> Engine:
        engine = create_engine(url, **given)
        if engine.dialect.name == known.dialect.name:
            engine.dialect = known.dialect
            engine.update_execution_options(compiled_cache=compiled)
        return engine

    vars(database)["create_engine"] = created
