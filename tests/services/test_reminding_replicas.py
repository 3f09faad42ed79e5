"""Two processes on one database say each thing once."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import event, func, select

from bot.services.deadlines.reminding import mark_passed, remind_due
from bot.services.deadlines.upcoming import send_weekly
from storage.database import Database
from storage.deadlines import reminders
from storage.tables import outbox
from tests.support.all_at_once import all_at_once
from tests.support.builders import complaint_draft, opened
from tests.support.desk import Desk
from tests.support.statements import overheard
from tests.support.times import paris

TUESDAY = paris("2026-11-17 15:00")
MONDAY = paris("2026-11-16 08:30")
Result = TypeVar("Result")


@pytest.fixture
def replicas(database: Database) -> Iterator[tuple[Database, Database]]:
    """The same database as two processes see it, each with its own connections."""
    other = Database(database.url.render_as_string(hide_password=False))
    yield database, other
    other.close()


def at_once(
    replicas: tuple[Database, Database], tick: Callable[[Database], Result], *, times: int = 4
) -> list[Result]:
    """What each replica's ticks answered, all begun together."""
    return all_at_once(tick, replicas * times, threads=2 * times)


def after_looking(database: Database, happens: Callable[[], None]) -> None:
    """Have this happen between a tick's look at what is due and its claim."""

    def given_back(*_connection: object) -> None:
        happens()

    event.listen(database.engine.pool, "checkin", given_back, once=True)


def number_of(database: Database, kind: str) -> int:
    with database.reading() as connection:
        query = select(func.count()).select_from(outbox).where(outbox.c.kind == kind)
        return int(connection.execute(query).scalar_one())


@pytest.mark.fault(3)
def test_a_reminder_is_said_once(replicas: tuple[Database, Database]) -> None:
    desk = Desk(replicas[0])
    for _ in range(3):
        desk.file(complaint_draft(received_at=TUESDAY), at=TUESDAY, owner="U0PILOTE")
    claimed = at_once(replicas, lambda one: remind_due(opened(one, now=TUESDAY)))

    assert sum(claimed) == 3
    assert number_of(replicas[0], "reminder") == 3


def test_what_another_took_meanwhile_is_left_to_it(replicas: tuple[Database, Database]) -> None:
    ours, other = replicas
    desk = Desk(ours)
    for _ in range(3):
        desk.file(complaint_draft(received_at=TUESDAY), at=TUESDAY, owner="U0PILOTE")

    def take_one() -> None:
        with other.writing() as connection:
            assert len(reminders.claim(connection, now=TUESDAY, limit=1)) == 1

    after_looking(ours, take_one)

    assert remind_due(opened(ours, now=TUESDAY)) == 2
    assert number_of(ours, "reminder") == 2


def test_an_escalation_is_said_and_journalled_once(replicas: tuple[Database, Database]) -> None:
    desk = Desk(replicas[0])
    case = desk.file(complaint_draft(received_at=TUESDAY), at=TUESDAY, owner="U0PILOTE")
    late = paris("2026-11-23 08:00")
    at_once(replicas, lambda one: remind_due(opened(one, now=late)))

    assert number_of(replicas[0], "reminder") == 2
    assert len(desk.journalled(case, "deadline_escalated")) == 1


@pytest.mark.fault(3)
def test_the_week_is_announced_once(replicas: tuple[Database, Database]) -> None:
    Desk(replicas[0])
    sent = at_once(replicas, lambda one: send_weekly(opened(one, now=MONDAY)))

    assert sum(sent) == 1
    assert number_of(replicas[0], "weekly_digest") == 1


def test_a_passed_deadline_marks_its_card_once(replicas: tuple[Database, Database]) -> None:
    desk = Desk(replicas[0])
    desk.file(complaint_draft(received_at=TUESDAY), at=TUESDAY)
    late = TUESDAY + timedelta(hours=49)

    assert sum(at_once(replicas, lambda one: mark_passed(opened(one, now=late)))) == 1


def test_a_tick_with_nothing_due_asks_three_questions(database: Database) -> None:
    Desk(database).file(complaint_draft(received_at=TUESDAY), at=TUESDAY)
    remind_due(opened(database, now=TUESDAY))
    send_weekly(opened(database, now=TUESDAY))
    later = TUESDAY + timedelta(minutes=1)
    with overheard(database) as asked:
        mark_passed(opened(database, now=later))
        send_weekly(opened(database, now=later))
        remind_due(opened(database, now=later))

    assert [one for one in asked if not one.said.startswith("SELECT")] == []
    assert 0 < len(asked) <= 3
