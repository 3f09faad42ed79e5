"""Reminders as rows: claimed once, found by index, kept once said."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from bot.domain.deadlines.reminders import Level, Reminder, Timing
from storage.database import Database
from storage.deadlines import open_deadlines, reminders
from tests.support.builders import NOW

SUBJECT = UUID(int=7)
LATER = NOW + timedelta(hours=1)


def reminder(rule: str = "ack-24h", **given: object) -> Reminder:
    usual = Reminder(
        subject=SUBJECT,
        rule=rule,
        remind_at=NOW,
        due_at=NOW + timedelta(hours=24),
        level=Level.OWNER,
        timing=Timing.BEFORE,
    )
    return replace(usual, **given)  # type: ignore[arg-type]


def add(database: Database, *planned: Reminder) -> None:
    with database.writing() as connection:
        reminders.add(connection, planned, case_id=None)


def claim(database: Database, *, limit: int = 10) -> list[str]:
    with database.writing() as connection:
        claimed = reminders.claim(connection, now=NOW, limit=limit)
    return [one.reminder.rule for one in claimed]


def kept(database: Database) -> tuple[reminders.KeptReminder, ...]:
    with database.reading() as connection:
        return reminders.of_subject(connection, SUBJECT)


def test_what_is_due_is_claimed_once_and_in_order(database: Database) -> None:
    early = reminder("ack-new", remind_at=NOW - timedelta(hours=1))
    add(database, reminder(), early, reminder("ack-due", remind_at=LATER))

    assert claim(database) == ["ack-new", "ack-24h"]
    assert claim(database) == []


def test_a_claim_takes_the_oldest_first_up_to_its_limit(database: Database) -> None:
    add(database, reminder(), reminder("ack-new", remind_at=NOW - timedelta(hours=1)))

    assert [claim(database, limit=1), claim(database, limit=1)] == [["ack-new"], ["ack-24h"]]


def test_a_key_is_written_once_even_after_it_was_said(database: Database) -> None:
    add(database, reminder())
    claim(database)
    add(database, reminder(remind_at=LATER))
    (one,) = kept(database)

    assert (one.said_at, one.reminder.remind_at) == (NOW, NOW)


def test_what_was_said_can_be_neither_moved_nor_dropped(database: Database) -> None:
    add(database, reminder())
    (before,) = kept(database)
    claim(database)
    with database.writing() as connection:
        reminders.move(connection, before, reminder(remind_at=LATER))
        reminders.drop(connection, [before])
    (after,) = kept(database)

    assert after.reminder == reminder()


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (
            "SELECT id FROM reminders WHERE said_at IS NULL AND remind_at <= :now LIMIT 10",
            "ix_reminders_unsaid",
        ),
        (
            "SELECT subject FROM open_deadlines WHERE marked_at IS NULL AND due_at < :now LIMIT 1",
            "ix_open_deadlines_unmarked",
        ),
    ],
)
def test_a_tick_looks_into_an_index(sqlite_database: Database, question: str, index: str) -> None:
    """The cost of a tick does not grow with the cases that are open."""
    with sqlite_database.reading() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {question}"), {"now": "2026"})

        assert index in str(plan.all())


def test_a_deadline_that_was_moved_is_unmarked(database: Database) -> None:
    owed = open_deadlines.KeptDeadline(
        subject=SUBJECT,
        kind=reminder().kind,
        case_id=None,
        owner=None,
        due_at=NOW - timedelta(hours=1),
    )
    with database.writing() as connection:
        open_deadlines.replace_of(connection, SUBJECT, [owed])
        open_deadlines.mark_passed(connection, now=NOW, limit=10)
        passed = [open_deadlines.is_any_passed(connection, now=NOW)]
        open_deadlines.replace_of(connection, SUBJECT, [owed])
        passed.append(open_deadlines.is_any_passed(connection, now=NOW))
        moved = replace(owed, due_at=owed.due_at + timedelta(minutes=1))
        open_deadlines.replace_of(connection, SUBJECT, [moved])
        passed.append(open_deadlines.is_any_passed(connection, now=NOW))

    assert passed == [False, False, True]


def test_a_digest_is_claimed_by_one(database: Database) -> None:
    with database.writing() as connection:
        claimed = [reminders.claim_digest(connection, NOW, now=LATER) for _ in range(2)]

    assert claimed == [True, False]
