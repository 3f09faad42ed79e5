"""What was erased goes from the database's files too: index, log, and the room rows have left.

Measured in docs/decisions/erasing.md: an UPDATE alone leaves every word on the disk.
"""

import time

from sqlalchemy import Connection, exc

from bot.domain.errors import StorageUnavailableError
from storage.database import Database, failures_named

COMPACTED = (
    *("cases", "search_texts", "journal", "complainants", "outbox", "inbox", "files", "actions"),
    *("letters", "letter_events", "mails", "mail_files", "case_addresses", "minutes", "reports"),
    "review_notes",
)
"""Tables that PostgreSQL writes anew."""
_LOOKS = 20
_LOOK_AGAIN_SECONDS = 0.1
_LOCK_MS = 1_000


def forget_in_index(connection: Connection) -> None:
    """Write the search index anew without what was taken from it, in the erasing transaction.

    Until then FTS5 keeps the old words in segments of its own, whatever becomes of the rows.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES('optimize')")


def compact(database: Database) -> tuple[str, ...]:
    """Take what was erased out of the files; returns the places where that could not be done now.

    SQLite overwrites what it deletes (`secure_delete`) and is rid of its log here. PostgreSQL
    writes a table at a time anew, and gives way to whoever holds one for more than a second: that
    one is left for later.
    """
    if database.engine.dialect.name == "sqlite":
        return _compact_sqlite(database)
    return _compact_postgresql(database)


def _compact_sqlite(database: Database) -> tuple[str, ...]:
    with failures_named(), database.engine.connect() as connection:
        plain = connection.execution_options(isolation_level="AUTOCOMMIT")
        for _ in range(_LOOKS):
            busy = plain.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
            if not busy:
                return ()
            time.sleep(_LOOK_AGAIN_SECONDS)  # somebody still reads what the log holds
    return ("wal",)


def _compact_postgresql(database: Database) -> tuple[str, ...]:
    left = []
    for table in COMPACTED:
        try:
            _write_anew(database, table)
        except StorageUnavailableError:
            left.append(table)
    return tuple(left)


def _write_anew(database: Database, table: str) -> None:
    with failures_named(), database.engine.connect() as connection:
        plain = connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            plain.exec_driver_sql(f"SET lock_timeout = {_LOCK_MS:d}")
            plain.exec_driver_sql(f"VACUUM (FULL) {table}")
        except exc.NotSupportedError as error:  # a pooler or a server that does not let us
            raise StorageUnavailableError(type(error).__name__) from error
        finally:
            plain.exec_driver_sql("RESET lock_timeout")
