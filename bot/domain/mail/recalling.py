"""When a mail that nobody sorted is recalled: after a working day, and before it would be late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.wall_time import add_days
from bot.domain.deadlines.due_dates import acknowledgement_due
from bot.domain.school.policies import Policy

BEFORE_DUE = timedelta(hours=4)
"""What is left to sort it and to acknowledge it; more where people sleep in between."""
BURST = 20
"""So many mails of one sender within `BURST_WITHIN` have one card between them."""
BURST_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Recalls:
    """When a mail is recalled first and last; the first is None where the last comes before."""

    first_at: datetime | None
    last_at: datetime


def recalls_of(received_at: datetime, calendar: WorkingCalendar, policy: Policy) -> Recalls:
    """The recalls of a mail, from its arrival: it may be a complaint (policy §3.2.1).

    The last is said while people may be disturbed, and always before the acknowledgement would
    be due; at once where no such moment is left.
    """
    due_at = acknowledgement_due(received_at, calendar, policy=policy)
    last_at = max(calendar.latest_open_moment_before(due_at - BEFORE_DUE), received_at)
    day = calendar.day_of(received_at)
    days = (calendar.working_day_after(day) - day).days
    first_at = calendar.next_open_moment(add_days(received_at, days, calendar.zone))
    return Recalls(first_at=first_at if first_at < last_at else None, last_at=last_at)
