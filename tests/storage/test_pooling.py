"""Behind PgBouncer, where a transaction may be any server connection's."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, text

from bot.domain.errors import StorageUnavailableError
from bot.services.cases.filing import file_case
from storage import schema
from storage.database import Database
from storage.register.registers import snapshot
from storage.tables import cases
from tests.conftest import empty
from tests.support.all_at_once import all_at_once
from tests.support.builders import complaint_draft, opened
from tests.support.pgbouncer import PGBOUNCER, SERVERS, pooled
from tests.support.postgresql import made_database

FILED = 60


@pytest.fixture(params=["session", "transaction"])
def behind(request: pytest.FixtureRequest, postgresql_database: Database) -> Iterator[Database]:
    """An empty database behind a pooler."""
    if PGBOUNCER is None:
        pytest.skip("poolers are tested with PgBouncer, which this machine lacks")
    empty(postgresql_database)
    url = postgresql_database.url.render_as_string(hide_password=False)
    with pooled(url, request.param) as address:
        database = Database(address)
        yield database
        database.close()


def test_complaints_are_filed_by_turns_on_fewer_server_connections(behind: Database) -> None:
    schema.upgrade(behind)
    drafts = [complaint_draft() for _ in range(FILED)]
    filed = all_at_once(lambda draft: file_case(opened(behind), draft), drafts, threads=SERVERS)
    with snapshot(behind) as connection:
        count = connection.execute(select(func.count()).select_from(cases)).scalar_one()

    assert all(one.is_new for one in filed)
    assert count == FILED


def test_nothing_is_prepared_that_the_next_transaction_would_miss(behind: Database) -> None:
    again, prepared = text("SELECT :n + 0"), text("SELECT count(*) FROM pg_prepared_statements")

    def repeat(_: int) -> int:
        with behind.writing() as connection:
            for n in range(12):
                connection.execute(again, {"n": n})
            return int(connection.execute(prepared).scalar_one())

    assert set(all_at_once(repeat, range(20), threads=SERVERS)) == {0}


def test_each_transaction_has_its_own_limits_and_leaves_none_behind(behind: Database) -> None:
    query = text("SELECT current_setting('lock_timeout'), current_setting('timezone')")

    def seen(_: int) -> tuple[str, str]:
        with behind.reading() as connection:
            lock, zone = connection.execute(query).one()
        return lock, zone

    found = set(all_at_once(seen, range(20), threads=SERVERS))

    assert found == {("2s", "UTC")}


def test_a_held_lock_is_given_up(behind: Database) -> None:
    lock = text("SELECT * FROM journal_head FOR UPDATE")
    with behind.writing() as one:
        one.execute(lock)
        with (
            pytest.raises(StorageUnavailableError, match="lock timeout"),
            behind.writing() as other,
        ):
            other.execute(lock)


def test_the_schema_comes_up_through_a_pooler(behind: Database) -> None:
    with made_database(behind, "pooled") as name:
        own = Database(behind.url.set(database=name).render_as_string(hide_password=False))
        schema.upgrade(own)
        is_current = schema.is_current(own)
        own.close()

    assert is_current
