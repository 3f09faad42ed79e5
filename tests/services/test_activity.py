"""The month's activity is asked for in time, once, and what is told stands in the figures."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from bot.domain.calendar.periods import Month
from bot.domain.errors import NotAllowedError
from bot.domain.reports.figures import MonthActivity
from bot.domain.school.meeting_exceptions import AS_PLANNED
from bot.domain.school.office import Person
from bot.services.reports.meeting_days import ask_activity, look_at_activity, tell_activity
from storage.cases import journal
from storage.database import Database
from storage.reports.figures import read_figures
from storage.school import people
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, keep, waiting
from tests.support.lives import NOW, complaint
from tests.support.sessions import SST, keep_sessions

pytestmark = pytest.mark.one_database

OCTOBER = Month(year=2026, month=10)
ASKED_AT = datetime(2026, 10, 23, 7, tzinfo=UTC)
"""Friday, 9:00 in Paris: five days before the summary of Friday the 30th is a Sunday."""
SUMMARY_AT = datetime(2026, 10, 30, 8, tzinfo=UTC)
OFFICE = replace(SCHOOL, quality_managers=(QUALITY, "U0OTHER"))


def ask(database: Database, now: datetime) -> int:
    return ask_activity(opened(database, now=now, office=OFFICE))


def tell(database: Database, told: MonthActivity, *, actor: str = QUALITY) -> None:
    opened(database, now=NOW, office=OFFICE).write(
        tell_activity, OCTOBER, told, actor=actor, submission_id=uuid4()
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


def october(database: Database) -> MonthActivity | None:
    return opened(database, now=NOW, office=OFFICE).read(look_at_activity, OCTOBER, reader=QUALITY)


def test_nobody_is_asked_for_a_month_that_its_sessions_tell_until_somebody_tells_it(
    database: Database,
) -> None:
    first = replace(SST, first_on=date(2026, 10, 1), last_on=date(2026, 11, 3), trainees=8)
    last = replace(first, code="LAST", first_on=date(2026, 10, 31))
    others = (replace(first, code="X", is_cancelled=True), replace(SST, code="NOVEMBER"))
    keep_sessions(database, first, last, *others)
    asked, known = ask(database, ASKED_AT), october(database)
    keep_sessions(database, replace(last, trainees=12))
    again, newer = ask(database, ASKED_AT + timedelta(minutes=1)), october(database)
    tell(database, MonthActivity(trainees=21, sessions=3))
    keep_sessions(database, replace(last, trainees=0))
    ask(database, ASKED_AT + timedelta(minutes=2))

    assert (asked, known) == (0, MonthActivity(trainees=16, sessions=2))
    assert (again, newer) == (0, MonthActivity(trainees=20, sessions=2))
    assert october(database) == MonthActivity(trainees=21, sessions=3)


def test_a_session_whose_trainees_nobody_told_leaves_the_month_to_be_asked_for(
    database: Database,
) -> None:
    keep_sessions(database, replace(SST, first_on=date(2026, 10, 1), trainees=None))

    assert ask(database, ASKED_AT) == 2
    assert october(database) is None


def test_nobody_is_asked_at_night_or_on_a_holiday(database: Database) -> None:
    """The summary of 31 December is asked about on the 24th, and Vigie was off that day."""
    christmas = datetime(2026, 12, 24, 23, tzinfo=UTC)
    asked = [ask(database, christmas + timedelta(hours=hours)) for hours in (0, 9, 80)]

    assert asked == [0, 0, 2]


def test_the_month_of_a_cancelled_meeting_is_asked_for_before_it_is_told(
    database: Database,
) -> None:
    cancelled = AS_PLANNED.with_cancelled(date(2026, 11, 3))
    office = replace(OFFICE, meeting_exceptions=cancelled)
    keep(database, complaint(received_at=datetime(2026, 10, 5, tzinfo=UTC)))
    with database.writing() as connection:
        journal.append(connection, "filed", at=datetime(2026, 10, 5, tzinfo=UTC), actor=QUALITY)
    early, late = (
        ask_activity(opened(database, now=at, office=office))
        for at in (ASKED_AT, datetime(2026, 11, 20, 9, tzinfo=UTC))
    )

    assert (early, late) == (0, 4)


def test_nobody_is_asked_once_the_summary_is_due(database: Database) -> None:
    assert ask(database, SUMMARY_AT) == 0


@pytest.mark.both_databases
def test_nobody_is_asked_for_what_is_known_and_nobody_who_left(database: Database) -> None:
    with database.writing() as connection:
        people.remember(connection, [Person(id="U0OTHER", name="Partie", is_deleted=True)])
    left = ask(database, ASKED_AT)
    tell(database, MonthActivity(trainees=45, sessions=6))

    assert left == 1
    assert ask(database, ASKED_AT + timedelta(days=1)) == 0


def test_what_is_told_stands_in_the_figures_and_what_is_not_is_unknown(database: Database) -> None:
    keep(database, complaint(received_at=datetime(2026, 10, 5, tzinfo=UTC)))
    with database.reading() as connection:
        before = read_figures(connection, OCTOBER, now=NOW, zone=OFFICE.zone).present
    tell(database, MonthActivity(trainees=45))
    with database.reading() as connection:
        after = read_figures(connection, OCTOBER, now=NOW, zone=OFFICE.zone).present

    assert (before.trainees, before.complaint_rate.per_hundred) == (None, None)
    assert (after.trainees, after.complaint_rate.per_hundred) == (45, 2.2)
    assert after.sessions is None


def test_the_latest_word_counts_and_only_managers_have_one(database: Database) -> None:
    tell(database, MonthActivity(trainees=45, sessions=6))
    tell(database, MonthActivity(trainees=46, sessions=6))

    with pytest.raises(NotAllowedError):
        tell(database, MonthActivity(trainees=1), actor=TRAINER)

    known = opened(database, office=OFFICE).read(look_at_activity, OCTOBER, reader=QUALITY)
    assert known == MonthActivity(trainees=46, sessions=6)
