"""When a mail that nobody sorted is recalled."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.deadlines.due_dates import acknowledgement_due
from bot.domain.mail.recalling import recalls_of
from bot.domain.school.policies import CAPSECURITE
from tests.support.times import paris

CALENDAR = WorkingCalendar()


@pytest.mark.parametrize(
    ("received", "first", "last"),
    [
        ("2026-11-16 10:00", "2026-11-17 10:00", "2026-11-17 18:25"),
        ("2026-11-20 10:00", None, "2026-11-20 18:25"),  # due on a Sunday
        ("2026-11-20 21:00", None, "2026-11-20 21:00"),  # no moment is left
        ("2026-11-21 12:00", None, "2026-11-23 08:00"),
        ("2026-11-16 03:00", "2026-11-17 08:00", "2026-11-17 18:25"),
    ],
)
def test_after_a_working_day_and_before_it_would_be_late(
    received: str, first: str | None, last: str
) -> None:
    found = recalls_of(paris(received), CALENDAR, CAPSECURITE)

    assert (found.first_at, found.last_at) == (first and paris(first), paris(last))


@given(
    received=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
        lambda naive: naive.replace(tzinfo=CALENDAR.zone)
    )
)
def test_it_is_always_recalled_before_its_acknowledgement_would_be_due(received: datetime) -> None:
    found = recalls_of(received, CALENDAR, CAPSECURITE)
    due_at = acknowledgement_due(received, CALENDAR, policy=CAPSECURITE)

    assert received <= found.last_at < due_at
    assert found.last_at == received or due_at - found.last_at >= timedelta(hours=4)
    if found.first_at is not None:
        assert received < found.first_at < found.last_at
