"""INSERT … ON CONFLICT, which both databases speak but SQLAlchemy names by dialect."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows `on_conflict_do_update` and `excluded`."""
    return insert_for(connection.dialect.name, table)


def insert_for(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """The same for a dialect by its name."""
    if dialect == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
