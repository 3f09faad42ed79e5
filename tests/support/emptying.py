"""Forgetting all rows, for a test that fills a database again and again."""

from sqlalchemy import Connection, delete

from storage.tables import journal_head, metadata


def forget_all(connection: Connection) -> None:
    """Delete everything but the journal's head, what refers to a row before the row itself."""
    for table in reversed(metadata.sorted_tables):
        if table is not journal_head:
            connection.execute(delete(table))
