"""A claim takes as many rows as it may, however PostgreSQL goes about it."""

from uuid import UUID

import pytest
from sqlalchemy import Connection

from bot.domain.deadlines.reminders import Level, Reminder, Timing
from storage.database import Database
from storage.deadlines import reminders
from tests.support.builders import NOW

ROWS = 5


@pytest.mark.parametrize("only", ["nestloop", "hashjoin", "mergejoin"])
def test_a_claim_takes_no_more_than_its_limit(database: Database, only: str) -> None:
    """A plan that asks the inner query again for each row would lock further rows each time."""
    planned = [
        Reminder(
            subject=UUID(int=number),
            rule="ack-24h",
            remind_at=NOW,
            due_at=NOW,
            level=Level.OWNER,
            timing=Timing.BEFORE,
        )
        for number in range(ROWS)
    ]
    with database.writing() as connection:
        reminders.add(connection, planned, case_id=None)
    with database.writing() as connection:
        join_by(connection, only)
        claimed = reminders.claim(connection, now=NOW, limit=2)

    assert len(claimed) == 2


def join_by(connection: Connection, only: str) -> None:
    """Have PostgreSQL join in one way, and neither sort nor gather what it could ask for again."""
    if connection.dialect.name == "postgresql":
        others = {"nestloop", "hashjoin", "mergejoin", "hashagg", "sort", "material"} - {only}
        for way in sorted(others):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
