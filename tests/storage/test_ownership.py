"""A database of another program, or in another encoding, is refused before anything is written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import schema
from storage.database import Database
from storage.ownership import EncodingError, ForeignDatabaseError
from tests.support.postgresql import made_database

FOREIGN = {
    "tables": ["CREATE TABLE wp_posts (id integer)"],
    "another Alembic": [
        "CREATE TABLE alembic_version (version_num varchar(32))",
        "INSERT INTO alembic_version VALUES ('1975ea83b712')",
        "CREATE TABLE users (id integer)",
    ],
    "another Alembic, no tables yet": [
        "CREATE TABLE alembic_version (version_num varchar(32))",
        "INSERT INTO alembic_version VALUES ('1975ea83b712')",
    ],
    "revisions like ours": [
        "CREATE TABLE alembic_version (version_num varchar(32))",
        "INSERT INTO alembic_version VALUES ('0001')",
        "CREATE TABLE cases (id integer)",
    ],
    "tables of names like ours": [
        f"CREATE TABLE {name} (id integer)" for name in ("cases", "journal", "journal_head")
    ],
}


@pytest.fixture
def named(postgresql_database: Database) -> Iterator[Callable[[str], Database]]:
    """Opens another database of the server by its name."""
    opened = list[Database]()

    def open_(name: str) -> Database:
        url = postgresql_database.url.set(database=name).render_as_string(hide_password=False)
        opened.append(Database(url))
        return opened[-1]

    yield open_
    for database in opened:
        database.close()


@pytest.mark.parametrize("statements", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_stays_byte_for_byte(tmp_path: Path, statements: list[str]) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    before = path.read_bytes()
    database = Database(f"sqlite:///{path}")
    for use in (schema.upgrade, schema.is_current):
        with pytest.raises(ForeignDatabaseError):
            use(database)
    database.close()

    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["other.db"]


@pytest.mark.parametrize("statements", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_schema_gets_no_table_of_ours(
    postgresql_database: Database, named: Callable[[str], Database], statements: list[str]
) -> None:
    count = text("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
    with made_database(postgresql_database, "other") as name:
        database = named(name)
        with database.writing() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            before = connection.execute(count).scalar_one()
        with pytest.raises(ForeignDatabaseError):
            schema.upgrade(database)
        with database.reading() as connection:
            after = connection.execute(count).scalar_one()

    assert after == before


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_an_encoding_that_cannot_hold_every_text_is_refused(
    postgresql_database: Database, named: Callable[[str], Database], encoding: str
) -> None:
    as_ = f"ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0"
    with (
        made_database(postgresql_database, "encoded", as_=as_) as name,
        pytest.raises(EncodingError, match=f"in {encoding}, which cannot"),
    ):
        schema.upgrade(named(name))


def test_options_of_the_address_are_kept(postgresql_database: Database) -> None:
    own = postgresql_database.url.update_query_dict({"options": "-c search_path=elsewhere"})
    database = Database(own.render_as_string(hide_password=False))
    with database.reading() as connection:
        path = connection.exec_driver_sql("SHOW search_path").scalar_one()
    database.close()

    assert path == "elsewhere"
