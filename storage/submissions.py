"""Forms that were accepted: a form sent twice must not be taken twice."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from storage.tables import submissions
from storage.upsert import insert_into


def is_first(connection: Connection, submission_id: UUID, *, at: datetime) -> bool:
    """Note a submission; False when it was accepted before.

    A second one that comes at the same moment waits here until the first is committed
    or rolled back.
    """
    fresh = insert_into(connection, submissions).values(id=submission_id, at=at)
    noted = fresh.on_conflict_do_nothing().returning(submissions.c.id)
    return connection.execute(noted).first() is not None
