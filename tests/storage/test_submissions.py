"""A form that was accepted is known again, also when it comes twice at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from storage import submissions
from storage.database import Database
from tests.support.builders import NOW


def submit(database: Database, form: UUID) -> bool:
    with database.writing() as connection:
        return submissions.is_first(connection, form, at=NOW)


def submit_and_fail(database: Database, form: UUID) -> None:
    with database.writing() as connection:
        submissions.is_first(connection, form, at=NOW)
        raise ZeroDivisionError


def test_one_of_eight_at_once_is_the_first(database: Database) -> None:
    form = uuid4()
    with ThreadPoolExecutor(8) as pool:
        firsts = list(pool.map(lambda _: submit(database, form), range(8)))

    assert sorted(firsts) == [False] * 7 + [True]


def test_one_that_was_rolled_back_may_come_again(database: Database) -> None:
    form = uuid4()
    with pytest.raises(ZeroDivisionError):
        submit_and_fail(database, form)

    assert submit(database, form)
