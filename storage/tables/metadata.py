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


def index_some(name: str, *columns: Column[Any], only: ColumnElement[bool]) -> None:
    """Have an index hold the rows of which `only` is true; each database names it its own way."""
    Index(name, *columns, sqlite_where=only, postgresql_where=only)
