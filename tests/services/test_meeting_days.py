"""Meetings are moved, cancelled and added; the summary follows them and goes out once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.errors import NotAllowedError
from bot.domain.meeting_exceptions import MeetingChange, MeetingStep
from bot.domain.periods import Month
from bot.services.meeting_days import change_meeting, look_at_meetings, point_out_days_off
from bot.services.reporting import publish_due_summary
from storage import journal
from storage.database import Database
from tests.support.builders import QUALITY, TRAINER
from tests.support.casework import SCHOOL, keep, waiting
from tests.support.lives import NOW, complaint

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
    return change_meeting(database, wanted, actor=actor, now=BEFORE, defaults=SCHOOL)


def days(database: Database) -> list[date]:
    """The days of the next meetings."""
    seen = look_at_meetings(database, reader=QUALITY, now=BEFORE, defaults=SCHOOL)
    return [one.starts_at.astimezone(SCHOOL.zone).date() for one in seen.meetings]


def told(database: Database, *moments: datetime) -> list[str | None]:
    """Which month each tick tells, if any."""
    reports = [publish_due_summary(database, now=at, defaults=SCHOOL) for at in moments]
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
        look_at_meetings(database, reader=TRAINER, now=BEFORE, defaults=SCHOOL)


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


def test_a_cancelled_meeting_has_no_summary(at_work: Database) -> None:
    change(at_work, MeetingStep.CANCEL, planned_on=THIRD)

    assert told(at_work, USUALLY_DUE, LATER) == [None, None]


def test_a_meeting_on_a_holiday_is_pointed_out_once_two_weeks_ahead(database: Database) -> None:
    armistice = replace(SCHOOL, meeting_rule="FREQ=MONTHLY;BYDAY=2WE;BYHOUR=9;BYMINUTE=0")
    first = datetime(2026, 10, 27, 8, tzinfo=UTC)
    moments = [first + timedelta(days=number) for number in range(4)]
    said = [point_out_days_off(database, now=at, defaults=armistice) for at in moments]
    rows = [row for row in waiting(database, now=LATER) if row.kind == "meeting_day_off"]

    assert said == [0, 0, 1, 0]
    assert [row.recipient for row in rows] == [QUALITY]
    assert moments[0] < NOW
