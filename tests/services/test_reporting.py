"""The monthly summary goes out once, when its meeting nears, and stays as it was told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, select, update

from bot.domain.calendar.periods import FuturePeriodError, Month
from bot.domain.cases.cases import Case, Status
from bot.domain.errors import NotAllowedError
from bot.domain.messages.reports import SummaryMessage
from bot.domain.reports.figures import Report
from bot.domain.school.office import Office
from bot.services.reports.summaries import (
    preview_summary,
    publish_due_summary,
    publish_summary,
)
from storage.cases import cases, journal
from storage.database import Database
from storage.reports import editions
from storage.reports.editions import ReportChangedError
from storage.tables import outbox
from storage.tables import reports as reports_table
from tests.support.all_at_once import all_at_once
from tests.support.builders import OFFICE, QUALITY, TRAINER, opened
from tests.support.cases import complaint
from tests.support.reports import MEETING_AT, OCTOBER

pytestmark = pytest.mark.one_database

BEGAN_AT = datetime(2026, 10, 1, 8, tzinfo=UTC)
DUE_AT = datetime(2026, 10, 30, 8, tzinfo=UTC)
"""Friday 30 October 2026, 9:00 in Paris: two working days before the meeting of the 3rd."""
A_MOMENT = timedelta(seconds=1)


def begin(database: Database, *, at: datetime = BEGAN_AT) -> Case:
    """A school whose first complaint came at an instant."""
    case = complaint(received_at=at, recorded_at=at, ack_due_at=at + timedelta(hours=48))
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
        journal.append(connection, "case_filed", at=at, actor=QUALITY, case_id=case.id)
    return case


def tick(database: Database, now: datetime, *, office: Office = OFFICE) -> Report | None:
    return publish_due_summary(opened(database, now=now, office=office))


def announced(database: Database) -> list[dict[str, Any]]:
    """What the outbox is to post of summaries."""
    query = select(outbox.c.details).where(outbox.c.kind == SummaryMessage.kind)
    with database.reading() as connection:
        return sorted(connection.execute(query).scalars(), key=str)


def kept(database: Database, edition: int = 1) -> Report:
    with database.reading() as connection:
        return editions.read_report(connection, OCTOBER, edition)


def test_the_summary_waits_for_its_morning_and_goes_out_once(database: Database) -> None:
    begin(database)
    before = tick(database, DUE_AT - A_MOMENT)
    found = tick(database, DUE_AT)
    again = tick(database, DUE_AT + A_MOMENT)

    assert (before, again) == (None, None)
    assert found is not None
    assert (found.figures.month, found.meeting_at) == (OCTOBER, MEETING_AT)
    assert announced(database) == [{"period": "2026-10", "edition": 1}]


@pytest.mark.parametrize(
    "woke_after", [timedelta(hours=9), timedelta(days=3), timedelta(days=4, hours=5)]
)
@pytest.mark.fault(24)
def test_a_bot_that_slept_catches_up_even_after_the_meeting(
    database: Database, woke_after: timedelta
) -> None:
    begin(database)
    found = tick(database, DUE_AT + woke_after)

    assert found is not None
    assert found.figures.month == OCTOBER


def test_a_school_that_begins_after_the_summary_was_due_is_not_told_of_the_month_before(
    database: Database,
) -> None:
    begin(database, at=DUE_AT + timedelta(hours=1))

    assert tick(database, DUE_AT + timedelta(days=1)) is None


def told(database: Database, mornings: Iterable[datetime], office: Office) -> list[str]:
    """The months told on these mornings, one after the other."""
    found = (tick(database, morning, office=office) for morning in mornings for _ in range(15))
    return [str(one.figures.month) for one in found if one]


def daily(first: datetime, days: int) -> list[datetime]:
    return [first + timedelta(days=number) for number in range(days)]


def test_a_bot_that_slept_for_months_tells_each_of_them_once(database: Database) -> None:
    begin(database)
    woke = DUE_AT + timedelta(days=100)

    assert told(database, [woke, woke + A_MOMENT], OFFICE) == [
        *("2026-10", "2026-11", "2026-12", "2027-01")
    ]
    assert kept(database).meeting_at == MEETING_AT


@pytest.mark.fault(24)
def test_with_a_meeting_in_three_months_each_month_is_told_in_the_next_one(
    database: Database,
) -> None:
    begin(database)
    quarterly = replace(
        OFFICE, meeting_rule="FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1TU;BYHOUR=9;BYMINUTE=0"
    )
    found = told(database, daily(DUE_AT, 33), quarterly)
    by_january = told(database, daily(DUE_AT + timedelta(days=33), 40), quarterly)

    assert (found, kept(database).meeting_at) == (["2026-10"], None)
    assert by_january == ["2026-11", "2026-12"]


def test_a_rule_saved_today_tells_of_no_meeting_that_was_before(database: Database) -> None:
    begin(database)
    third = replace(OFFICE, meeting_rule="FREQ=MONTHLY;BYDAY=3TU;BYHOUR=9;BYMINUTE=0")
    before = tick(database, DUE_AT, office=third)
    saved = tick(database, DUE_AT + timedelta(days=11))
    next_one = tick(database, DUE_AT + timedelta(days=28))

    assert (before, saved) == (None, None)
    assert next_one is not None
    assert (next_one.figures.month, next_one.meeting_at) == (OCTOBER, MEETING_AT + timedelta(28))


def test_a_month_told_by_hand_once_it_was_over_needs_no_day_of_its_own(database: Database) -> None:
    begin(database)
    never = replace(OFFICE, meeting_rule="FREQ=MONTHLY;BYDAY=1TU;UNTIL=20260901T000000")
    by_hand = opened(database, now=DUE_AT + timedelta(days=4), office=never)
    publish_summary(by_hand, OCTOBER, edition=1, actor=QUALITY)

    assert told(database, daily(DUE_AT, 40), never) == []


@pytest.mark.fault(24)
def test_nothing_goes_out_before_anything_happened(database: Database) -> None:
    assert tick(database, DUE_AT) is None


@pytest.mark.fault(24)
def test_a_meeting_that_is_moved_gets_no_second_summary(database: Database) -> None:
    begin(database)
    tick(database, DUE_AT)
    moved = replace(OFFICE, meeting_rule="FREQ=MONTHLY;BYDAY=2TU;BYHOUR=9;BYMINUTE=0")

    assert tick(database, DUE_AT + timedelta(days=7), office=moved) is None


def test_a_weekly_meeting_is_given_each_month_once(database: Database) -> None:
    begin(database, at=datetime(2026, 8, 20, tzinfo=UTC))
    weekly = replace(OFFICE, meeting_rule="FREQ=WEEKLY;BYDAY=TU;BYHOUR=9;BYMINUTE=0")
    mornings = (DUE_AT - timedelta(days=60 - count) for count in range(61))
    told = [tick(database, morning, office=weekly) for morning in mornings]

    assert [str(one.figures.month) for one in told if one] == ["2026-08", "2026-09", "2026-10"]


@pytest.mark.both_databases
@pytest.mark.fault(3)
def test_two_replicas_announce_one(database: Database) -> None:
    begin(database)
    found = all_at_once(lambda _: tick(database, DUE_AT), range(4), threads=4)

    assert sum(report is not None for report in found) == 1
    assert len(announced(database)) == 1


@pytest.mark.parametrize("moment", [1, 2])
def test_a_summary_that_another_process_tells_meanwhile_is_told_once(
    database: Database, moment: int
) -> None:
    begin(database)
    other = Database(database.url.render_as_string(hide_password=False))
    asked = count(1)

    def told_by_the_other(_connection: object, _cursor: object, said: str, *_: object) -> None:
        if "FROM reports" in said and next(asked) == moment:
            tick(other, DUE_AT)

    event.listen(database.engine, "after_cursor_execute", told_by_the_other)
    found = tick(database, DUE_AT)
    event.remove(database.engine, "after_cursor_execute", told_by_the_other)
    other.close()

    assert found is None
    assert announced(database) == [{"period": "2026-10", "edition": 1}]


def test_a_report_stays_as_it_was_told_when_a_case_changes_later(database: Database) -> None:
    case = begin(database)
    told = tick(database, DUE_AT)
    closed = replace(case, status=Status.CLOSED, closed_at=DUE_AT)
    with database.writing() as connection:
        cases.save(connection, closed)
    now = opened(database, now=DUE_AT + A_MOMENT).read(preview_summary, OCTOBER, reader=TRAINER)

    assert kept(database) == told
    assert now.report.figures.present.open == 0
    assert kept(database).figures.present.open == 1


@pytest.mark.both_databases
def test_a_report_that_was_tampered_with_is_not_shown(database: Database) -> None:
    begin(database)
    tick(database, DUE_AT)
    with database.writing() as connection:
        connection.execute(update(reports_table).values(policy_version="other"))

    with pytest.raises(ReportChangedError):
        kept(database)


@pytest.mark.both_databases
def test_freezing_is_journalled_with_the_fingerprint(database: Database) -> None:
    begin(database)
    told = tick(database, DUE_AT)
    assert told is not None
    with database.reading() as connection:
        texts = connection.exec_driver_sql(
            "SELECT details FROM journal WHERE event = 'summary_frozen'"
        ).scalars().all()  # fmt: skip
        flaw = journal.first_flaw(connection)

    assert len(texts) == 1
    assert told.fingerprint in str(texts[0])
    assert flaw is None


class TestByHand:
    """A quality manager may have a month posted, again or for the first time."""

    def publish(
        self, database: Database, *, edition: int = 1, actor: str = QUALITY
    ) -> Report | None:
        return publish_summary(opened(database, now=DUE_AT), OCTOBER, edition=edition, actor=actor)

    def test_a_later_edition_is_another_report(self, database: Database) -> None:
        begin(database)
        tick(database, DUE_AT)
        self.publish(database, edition=2)

        assert kept(database, 2).generated_by == QUALITY
        assert [one["edition"] for one in announced(database)] == [1, 2]

    @pytest.mark.fault(24)
    def test_pressing_twice_posts_once(self, database: Database) -> None:
        begin(database)
        first, second = self.publish(database), self.publish(database)

        assert first is not None
        assert second is None
        assert len(announced(database)) == 1

    def test_what_was_posted_by_hand_does_not_stand_in_for_the_meeting_s(
        self, database: Database
    ) -> None:
        begin(database)
        self.publish(database)
        told = tick(database, DUE_AT)

        assert told is not None
        assert (told.edition, told.meeting_at) == (2, MEETING_AT)

    def test_others_may_look_but_not_post(self, database: Database) -> None:
        begin(database)
        seen = opened(database, now=DUE_AT).read(preview_summary, OCTOBER, reader=TRAINER)

        assert not seen.may_publish
        with pytest.raises(NotAllowedError):
            self.publish(database, actor=TRAINER)

    def test_a_month_that_has_not_begun_cannot_be_counted(self, database: Database) -> None:
        later = Month(year=2026, month=11)

        with pytest.raises(FuturePeriodError):
            opened(database, now=DUE_AT).read(preview_summary, later, reader=QUALITY)
