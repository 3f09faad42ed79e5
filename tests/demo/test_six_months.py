"""Six months of a school: believable, and through the services that people use."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.demo.desk import Desk
from bot.demo.hosting import settings_for
from bot.demo.six_months import SIX_MONTHS, six_months, tell_without_bot
from bot.domain.cases.cases import SETTLED
from bot.sandbox.server import Sandbox
from bot.services.deadlines.planning_again import audit_plans
from storage import schema
from storage.cases import journal
from storage.database import Database
from storage.tables import actions, cases, outbox, reports
from tests.support.builders import opened
from tests.support.times import paris

ENDS_AT = paris("2026-11-23 10:00")


def live(folder: Path, *, ends_at: datetime) -> Database:
    """A database after half a year up to an instant; a step that is refused raises."""
    sandbox = Sandbox()
    settings = settings_for(sandbox, folder)
    database = Database(settings.database_url)
    schema.upgrade(database)
    begins_at = ends_at - SIX_MONTHS
    desk = Desk(database, sandbox.world.workspace, defaults=settings.office)
    desk.set_up(begins_at)
    told = six_months(desk, begins_at=begins_at, ends_at=ends_at)
    tell_without_bot(database, told, begins_at=begins_at, ends_at=ends_at, defaults=settings.office)
    return database


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A school that the tests only look at."""
    database = live(tmp_path_factory.mktemp("school"), ends_at=ENDS_AT)
    yield database
    database.close()


def column(database: Database, wanted: Any) -> list[Any]:
    with database.reading() as connection:
        return list(connection.execute(select(wanted)).scalars())


def test_the_register_has_complaints_and_incidents_most_of_them_settled(lived: Database) -> None:
    refs, statuses = column(lived, cases.c.ref), column(lived, cases.c.status)
    still_open = [status for status in statuses if status not in SETTLED]

    assert {ref[:3] for ref in refs} == {"INC", "REC"}
    assert len(refs) >= 40
    assert 2 <= len(still_open) <= 10


def test_actions_were_done_and_judged(lived: Database) -> None:
    judged = [at for at in column(lived, actions.c.checked_at) if at is not None]

    assert len(judged) >= 10


def test_each_month_has_its_summary(lived: Database) -> None:
    assert len(set(column(lived, reports.c.period))) == 6


def test_of_the_messages_only_open_cases_cards_are_still_to_be_posted(lived: Database) -> None:
    assert set(column(lived, outbox.c.kind)) == {"card"}


def test_the_journal_is_whole(lived: Database) -> None:
    with lived.reading() as connection:
        assert journal.first_flaw(connection) is None


def test_a_school_that_lives_through_new_year_and_spring_is_as_busy(
    lived: Database, tmp_path: Path
) -> None:
    other = live(tmp_path, ends_at=paris("2027-04-02 16:00"))
    found = audit_plans(
        opened(
            other, now=paris("2027-04-02 16:00"), office=settings_for(Sandbox(), tmp_path).office
        )
    )
    descriptions = column(other, cases.c.description)
    other.close()

    assert sorted(descriptions) == sorted(column(lived, cases.c.description))
    assert found.unplanned == 0
