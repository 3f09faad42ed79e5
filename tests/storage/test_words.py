"""Every column that could hold words is in the list that erasing uses, or said to hold none."""

from sqlalchemy import LargeBinary, Text

from storage.tables import metadata
from storage.types import JsonDocument
from storage.words import WORD_FOLDERS, WORD_STORES, WORDLESS, Fate


def columns() -> set[str]:
    """Those that take any text, bytes or document."""
    kinds = (Text, LargeBinary, JsonDocument)
    return {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, kinds)
    }


def stored() -> set[str]:
    return {f"{store.table.name}.{name}" for store in WORD_STORES for name in store.columns}


def test_every_column_for_words_is_listed_once() -> None:
    assert columns() <= stored() | WORDLESS.keys()
    assert not stored() & WORDLESS.keys()
    listed = [f"{store.table.name}.{name}" for store in WORD_STORES for name in store.columns]
    assert len(listed) == len(stored())


def test_what_is_listed_is_there() -> None:
    every = {f"{one.name}.{column.name}" for one in metadata.sorted_tables for column in one.c}
    named = {name for folder in WORD_FOLDERS for name in folder.named_by}
    assert stored() | WORDLESS.keys() | named <= every


def test_what_is_emptied_may_be_empty() -> None:
    for store in WORD_STORES:
        if store.fate is Fate.BLANKED:
            for name in store.columns:
                column = store.table.c[name]
                assert column.nullable or column.server_default is not None
