"""Words that are still in the database: in its rows, its indexes, and on SQLite its very bytes."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.scanning.needles import Needles
from bot.scanning.places import found_in_file
from storage.database import Database

_BATCH = 500
_LEXEMES = """
SELECT DISTINCT word FROM search_texts,
    unnest(tsvector_to_array(to_tsvector('french', folded_facts || ' ' || folded_notes))) AS word
"""


def found_in_database(needles: Needles, database: Database) -> dict[str, frozenset[str]]:
    """The words that are still there, by place: a table, the index, a file. Raises OSError."""
    found = found_in_rows(needles, database)
    for path in files_of(database):
        if path.exists() and (held := found_in_file(needles, path)):
            found[path.name] = held
    return found


def found_in_rows(needles: Needles, database: Database) -> dict[str, frozenset[str]]:
    """The words that rows and the search index say, by table."""
    found: dict[str, frozenset[str]] = {}
    with database.reading() as connection:
        for place, said in _texts(connection):
            if held := needles.said_in(said) | needles.found_in(said.encode(errors="replace")):
                found[place] = found.get(place, frozenset()) | held
    return found


def files_of(database: Database) -> tuple[Path, ...]:
    """The files of an SQLite database; PostgreSQL's lie where its own server alone reads."""
    named = database.url.database
    if database.url.get_backend_name() != "sqlite" or not named:
        return ()
    return tuple(Path(f"{named}{end}") for end in ("", "-wal", "-shm"))


def _texts(connection: Connection) -> Iterator[tuple[str, str]]:
    """Every row of every table as text, and every word of the index."""
    is_sqlite = connection.dialect.name == "sqlite"
    for table in inspect(connection).get_table_names():
        quoted = connection.dialect.identifier_preparer.quote(table)
        kept = "*" if is_sqlite else "t::text"
        query = text(f"SELECT {kept} FROM {quoted} AS t")  # noqa: S608  # the database's own names
        with connection.execute(query.execution_options(yield_per=_BATCH)) as rows:
            for row in rows:
                yield table, "\n".join(_as_text(value) for value in row)
    yield from (("search_index", word) for word in _index_words(connection, is_sqlite=is_sqlite))


def _index_words(connection: Connection, *, is_sqlite: bool) -> Iterator[str]:
    if not is_sqlite:
        yield from connection.execute(text(_LEXEMES)).scalars()
        return
    vocabulary = "CREATE VIRTUAL TABLE temp.words_left USING fts5vocab(main, search_index, row)"
    connection.exec_driver_sql(vocabulary)
    try:
        yield from connection.exec_driver_sql("SELECT term FROM temp.words_left").scalars()
    finally:
        connection.exec_driver_sql("DROP TABLE temp.words_left")


def _as_text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
