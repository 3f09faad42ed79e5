"""Opening a case: who reads a confidential one stands in the journal."""

from datetime import datetime, timedelta

import pytest

from bot.domain.errors import NotAllowedError
from bot.services.viewing import OpenedCase, open_case
from storage.database import Database
from tests.support.builders import QUALITY, TRAINER
from tests.support.casework import SCHOOL, history, kept
from tests.support.lives import NOW

HANDLER = "U0HANDLER"


def opened(
    database: Database, ref: str, reader: str, *, page: int = 0, now: datetime = NOW
) -> OpenedCase:
    return open_case(database, ref, reader=reader, defaults=SCHOOL, now=now, page=page)


def test_the_reading_of_a_confidential_case_is_journalled(database: Database) -> None:
    case = kept(database, confidential=True, handlers=(HANDLER,), owner="U0OWNER")

    seen = opened(database, case.ref, TRAINER)

    assert [(entry.event, entry.actor) for entry in seen.timeline] == [("case_read", TRAINER)]


def test_turning_its_pages_is_not_another_reading_and_coming_back_later_is(
    database: Database,
) -> None:
    case = kept(database, confidential=True, handlers=(HANDLER,))
    for page in (0, 1, 0):
        opened(database, case.ref, TRAINER, page=page)
    opened(database, case.ref, TRAINER, now=NOW + timedelta(hours=2))

    assert [entry.event for entry in history(database, case.id)] == ["case_read", "case_read"]


def test_those_who_handle_it_read_it_as_their_work(database: Database) -> None:
    case = kept(database, confidential=True, handlers=(HANDLER,), owner="U0OWNER")

    for reader in (HANDLER, "U0OWNER"):
        assert opened(database, case.ref, reader).case == case
    assert history(database, case.id) == []


def test_an_open_case_is_read_without_a_trace(database: Database) -> None:
    case = kept(database)
    opened(database, case.ref, QUALITY)
    opened(database, case.ref, TRAINER)

    assert history(database, case.id) == []


def test_who_may_not_see_it_is_told_so_and_leaves_no_line(database: Database) -> None:
    case = kept(database, confidential=True, handlers=(HANDLER,))
    with pytest.raises(NotAllowedError):
        opened(database, case.ref, QUALITY)

    assert history(database, case.id) == []
