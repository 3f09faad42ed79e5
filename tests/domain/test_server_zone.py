"""The zone of the machine Vigie runs on changes nothing."""

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.periods import Month
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.due_dates import first_dates
from bot.domain.deadlines.reminders import plan
from bot.domain.reports.meetings import MeetingSchedule, next_meeting
from bot.domain.school.policies import CAPSECURITE, DeadlineKind
from tests.support.times import PARIS, deadline, paris

OFFICE = WorkingCalendar()
SERVERS = {
    "UTC": "1970-01-01 00:00",
    "America/Cayenne": "1969-12-31 21:00",
    "Pacific/Marquesas": "1969-12-31 14:30",
}


@pytest.fixture(params=SERVERS)
def server_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    zone: str = request.param
    with monkeypatch.context() as environment:
        environment.setenv("TZ", zone)
        time.tzset()
        yield zone
    time.tzset()


def test_the_server_s_zone_changes_no_date(server_zone: str) -> None:
    received_at = paris("2026-10-23 23:45")

    due = first_dates(Kind.COMPLAINT, received_at, calendar=OFFICE, policy=CAPSECURITE)
    incident = first_dates(Kind.INCIDENT, received_at, calendar=OFFICE, policy=CAPSECURITE)
    ack = deadline(received_at, paris("2026-10-25 22:45"))
    reminders = plan(ack, CAPSECURITE.ladder(DeadlineKind.ACK), calendar=OFFICE)
    meeting = next_meeting(MeetingSchedule(), received_at)

    assert f"{datetime.fromtimestamp(0):%Y-%m-%d %H:%M}" == SERVERS[server_zone]  # noqa: DTZ006  # it took effect
    assert due["ack_due_at"] == paris("2026-10-25 22:45")
    assert due["solution_due_at"] == paris("2026-11-23 23:45")
    assert incident["charge_due_at"] == paris("2026-10-26 09:00")
    assert [one.remind_at for one in reminders] == [received_at]
    assert meeting is not None
    assert meeting.starts_at == paris("2026-11-03 09:00")
    assert Month.of(received_at, PARIS) == Month(year=2026, month=10)
