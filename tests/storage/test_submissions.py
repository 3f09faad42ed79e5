"""A form that was accepted is known again, also when it comes twice at the same moment."""

from uuid import UUID, uuid4

import pytest

from storage.cases import inbox
from storage.database import Database
from tests.support.all_at_once import all_at_once
from tests.support.builders import NOW


def submit(database: Database, form: UUID) -> bool:
    with database.writing() as connection:
        return inbox.is_first(connection, form, at=NOW)


def submit_and_fail(database: Database, form: UUID) -> None:
    with database.writing() as connection:
        inbox.is_first(connection, form, at=NOW)
        raise ZeroDivisionError


def test_one_of_eight_at_once_is_the_first(database: Database) -> None:
    form = uuid4()
    firsts = all_at_once(lambda _: submit(database, form), range(8), threads=8)

    assert sorted(firsts) == [False] * 7 + [True]


def test_one_that_was_rolled_back_may_come_again(database: Database) -> None:
    form = uuid4()
    with pytest.raises(ZeroDivisionError):
        submit_and_fail(database, form)

    assert submit(database, form)
