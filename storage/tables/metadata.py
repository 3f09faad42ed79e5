"""How keys and indexes are named and made, whatever the table."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Index, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_CONDITIONS: dict[Index, ColumnElement[bool]] = {}


def index_some(
    name: str, *columns: Column[Any], only: ColumnElement[bool], unique: bool = False
) -> None:
    """Have an index hold the rows of which `only` is true."""
    _CONDITIONS[Index(name, *columns, unique=unique)] = only


def whole_schema() -> MetaData:
    """The tables with the conditions of their indexes, to make tables or to compare them.

    Each database names a condition its own way, and the name loads its dialect: that of
    PostgreSQL takes 2 MiB, and who only reads and writes SQLite does without.
    """
    for index, only in _CONDITIONS.items():
        for dialect in ("sqlite", "postgresql"):
            index.dialect_kwargs[f"{dialect}_where"] = only
    return metadata
