"""The month's activity is asked for in time, once, and what is told stands in the figures."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bot.domain.activity import Activity
from bot.domain.errors import NotAllowedError
from bot.domain.people import Person
from bot.domain.periods import Month
from bot.services.activity import ask_activity, look_at_activity, tell_activity
from storage import people
from storage.database import Database
from storage.figures import read_figures
from tests.support.builders import QUALITY, TRAINER
from tests.support.casework import SCHOOL, keep, waiting
from tests.support.lives import NOW, complaint

OCTOBER = Month(year=2026, month=10)
ASKED_AT = datetime(2026, 10, 23, 7, tzinfo=UTC)
"""Friday, 9:00 in Paris: five days before the summary of Friday the 30th is a Sunday."""
SUMMARY_AT = datetime(2026, 10, 30, 8, tzinfo=UTC)
OFFICE = replace(SCHOOL, quality_managers=(QUALITY, "U0OTHER"))


def ask(database: Database, now: datetime) -> int:
    return ask_activity(database, now=now, defaults=OFFICE)


def tell(database: Database, told: Activity, *, actor: str = QUALITY) -> None:
    tell_activity(
        database,
        OCTOBER,
        told,
        actor=actor,
        now=NOW,
        defaults=OFFICE,
        submission_id=uuid4(),
    )


def test_each_manager_is_asked_once_on_the_last_working_day_five_days_before(
    database: Database,
) -> None:
    early = ask(database, ASKED_AT - timedelta(seconds=1))
    asked = [ask(database, ASKED_AT + timedelta(minutes=number)) for number in range(2)]
    rows = [row for row in waiting(database, now=SUMMARY_AT) if row.kind == "activity_request"]

    assert (early, asked) == (0, [2, 0])
    assert sorted(str(row.recipient) for row in rows) == sorted([QUALITY, "U0OTHER"])
    assert {str((row.details or {})["period"]) for row in rows} == {"2026-10"}


def test_nobody_is_asked_once_the_summary_is_due(database: Database) -> None:
    assert ask(database, SUMMARY_AT) == 0


def test_nobody_is_asked_for_what_is_known_and_nobody_who_left(database: Database) -> None:
    with database.writing() as connection:
        people.remember(connection, [Person(id="U0OTHER", name="Partie", is_deleted=True)])
    left = ask(database, ASKED_AT)
    tell(database, Activity(trainees=45, sessions=6))

    assert left == 1
    assert ask(database, ASKED_AT + timedelta(days=1)) == 0


def test_what_is_told_stands_in_the_figures_and_what_is_not_is_unknown(database: Database) -> None:
    keep(database, complaint(received_at=datetime(2026, 10, 5, tzinfo=UTC)))
    with database.reading() as connection:
        before = read_figures(connection, OCTOBER, now=NOW, zone=OFFICE.zone).present
    tell(database, Activity(trainees=45))
    with database.reading() as connection:
        after = read_figures(connection, OCTOBER, now=NOW, zone=OFFICE.zone).present

    assert (before.trainees, before.complaint_rate.per_hundred) == (None, None)
    assert (after.trainees, after.complaint_rate.per_hundred) == (45, 2.2)
    assert after.sessions is None


def test_the_latest_word_counts_and_only_managers_have_one(database: Database) -> None:
    tell(database, Activity(trainees=45, sessions=6))
    tell(database, Activity(trainees=46, sessions=6))

    with pytest.raises(NotAllowedError):
        tell(database, Activity(trainees=1), actor=TRAINER)

    known = look_at_activity(database, OCTOBER, reader=QUALITY, defaults=OFFICE)
    assert known == Activity(trainees=46, sessions=6)
