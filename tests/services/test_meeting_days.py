"""Meetings are moved, cancelled and added; the summary follows them and goes out once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.calendar.periods import Month
from bot.domain.errors import NotAllowedError
from bot.domain.school.meeting_exceptions import MeetingChange, MeetingStep
from bot.services.reports.meeting_days import change_meeting, look_at_meetings, point_out_days_off
from bot.services.reports.summaries import publish_due_summary
from storage.cases import journal
from storage.database import Database
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, keep, waiting
from tests.support.lives import NOW, complaint

pytestmark = pytest.mark.one_database

THIRD = date(2026, 11, 3)
"""The first Tuesday of November."""
TENTH = datetime.fromisoformat("2026-11-10T09:00")
OCTOBER = Month(year=2026, month=10)
BEFORE = datetime(2026, 10, 20, 8, tzinfo=UTC)
USUALLY_DUE = datetime(2026, 10, 30, 8, tzinfo=UTC)
DUE_WHEN_MOVED = datetime(2026, 11, 6, 8, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 8, tzinfo=UTC)


def change(database: Database, step: MeetingStep, *, actor: str = QUALITY, **given: Any) -> Any:
    wanted = MeetingChange(step=step, **given)
    return opened(database, now=BEFORE, office=SCHOOL).write(change_meeting, wanted, actor=actor)


def days(database: Database) -> list[date]:
    """The days of the next meetings."""
    seen = opened(database, now=BEFORE, office=SCHOOL).read(look_at_meetings, reader=QUALITY)
    return [one.starts_at.astimezone(SCHOOL.zone).date() for one in seen.meetings]


def told(database: Database, *moments: datetime) -> list[str | None]:
    """Which month each tick tells, if any."""
    reports = [publish_due_summary(opened(database, now=at, office=SCHOOL)) for at in moments]
    return [None if one is None else str(one.figures.month) for one in reports]


@pytest.fixture
def at_work(database: Database) -> Database:
    """A school that filed a case in October."""
    with database.writing() as connection:
        journal.append(connection, "filed", at=BEFORE - timedelta(days=10), actor=QUALITY)
    keep(database, complaint(received_at=BEFORE))
    return database


def test_a_meeting_is_moved_cancelled_and_restored(database: Database) -> None:
    usual = days(database)
    change(database, MeetingStep.MOVE, planned_on=THIRD, wall=TENTH)
    moved = days(database)
    cancelled = change(database, MeetingStep.CANCEL, planned_on=THIRD).cancelled
    without = days(database)
    change(database, MeetingStep.RESTORE, planned_on=THIRD)

    assert usual[0] == THIRD
    assert moved[0] == TENTH.date()
    assert cancelled == (THIRD,)
    assert without == usual[1:]
    assert days(database) == usual


def test_a_meeting_is_added_once_and_dropped(database: Database) -> None:
    usual = days(database)
    for _ in range(2):
        change(database, MeetingStep.ADD, wall=TENTH)
    added = days(database)
    change(database, MeetingStep.DROP, wall=TENTH)

    assert added == [THIRD, TENTH.date(), *usual[1:]]
    assert days(database) == usual


def test_only_quality_managers_see_and_change_meetings(database: Database) -> None:
    with pytest.raises(NotAllowedError):
        change(database, MeetingStep.CANCEL, planned_on=THIRD, actor=TRAINER)
    with pytest.raises(NotAllowedError):
        opened(database, now=BEFORE, office=SCHOOL).read(look_at_meetings, reader=TRAINER)


def test_the_summary_follows_a_meeting_that_was_moved_ahead_of_it(at_work: Database) -> None:
    change(at_work, MeetingStep.MOVE, planned_on=THIRD, wall=TENTH)

    assert told(at_work, USUALLY_DUE, DUE_WHEN_MOVED, LATER) == [None, "2026-10", None]


def test_a_month_already_told_is_not_told_again_when_its_meeting_is_moved(
    at_work: Database,
) -> None:
    first = told(at_work, USUALLY_DUE)
    change(at_work, MeetingStep.MOVE, planned_on=THIRD, wall=TENTH)

    assert first == ["2026-10"]
    assert told(at_work, DUE_WHEN_MOVED, LATER) == [None, None]


def test_a_meeting_moved_into_the_month_before_still_tells_of_its_own(at_work: Database) -> None:
    change(
        at_work, MeetingStep.MOVE, planned_on=THIRD, wall=datetime.fromisoformat("2026-10-30T14:00")
    )

    assert told(at_work, datetime(2026, 10, 28, 8, tzinfo=UTC)) == ["2026-10"]


def test_the_month_of_a_cancelled_meeting_is_told_with_the_next_one(at_work: Database) -> None:
    change(at_work, MeetingStep.CANCEL, planned_on=THIRD)
    next_one = datetime(2026, 11, 27, 8, tzinfo=UTC)

    assert told(at_work, USUALLY_DUE, LATER) == [None, None]
    assert told(at_work, *[next_one] * 3) == ["2026-10", "2026-11", None]


def test_two_meetings_at_one_time_are_both_there_and_both_months_told(at_work: Database) -> None:
    fifth = datetime.fromisoformat("2027-01-05T09:00")
    told(at_work, USUALLY_DUE)
    moved = change(at_work, MeetingStep.MOVE, planned_on=date(2026, 12, 1), wall=fifth)
    due = datetime(2026, 12, 31, 8, tzinfo=UTC)

    assert [one.planned_on for one in moved.meetings[1:3]] == [date(2026, 12, 1), fifth.date()]
    assert told(at_work, *[due] * 3) == ["2026-11", "2026-12", None]


def test_a_meeting_cancelled_under_another_rule_is_not_listed_as_cancelled(
    database: Database,
) -> None:
    change(database, MeetingStep.CANCEL, planned_on=THIRD)
    wednesdays = replace(SCHOOL, meeting_rule="FREQ=MONTHLY;BYDAY=1WE;BYHOUR=9;BYMINUTE=0")
    seen = opened(database, now=BEFORE, office=wednesdays).read(look_at_meetings, reader=QUALITY)

    assert seen.cancelled == ()


def test_a_meeting_on_a_holiday_is_pointed_out_once_two_weeks_ahead(database: Database) -> None:
    armistice = replace(SCHOOL, meeting_rule="FREQ=MONTHLY;BYDAY=2WE;BYHOUR=9;BYMINUTE=0")
    first = datetime(2026, 10, 27, 8, tzinfo=UTC)
    moments = [first + timedelta(days=number) for number in range(4)]
    said = [point_out_days_off(opened(database, now=at, office=armistice)) for at in moments]
    rows = [row for row in waiting(database, now=LATER) if row.kind == "meeting_day_off"]

    assert said == [0, 0, 1, 0]
    assert [row.recipient for row in rows] == [QUALITY]
    assert moments[0] < NOW
