"""The team's meetings as they stand now, and which month each is told of."""

from datetime import datetime, timedelta

from bot.domain.meetings import Meeting, MeetingSchedule, meetings_between
from bot.domain.office import Office
from bot.domain.periods import Month
from bot.domain.wall_time import local_day

CAUGHT_UP_IN = timedelta(days=31)
"""A meeting held so long ago still gets its summary, when Vigie slept through it."""
LOOKED_AHEAD_IN = timedelta(days=62)
"""Twenty working days before a meeting, the longest lead, are less."""


def schedule_of(office: Office) -> MeetingSchedule:
    """The rule, and the exceptions that people made to it."""
    exceptions = office.meeting_exceptions
    return MeetingSchedule(
        rule=office.meeting_rule,
        zone=office.zone,
        cancelled=frozenset(exceptions.cancelled),
        moved=exceptions.moved,
        extra=exceptions.extra,
    )


def meetings_near(office: Office, now: datetime) -> tuple[Meeting, ...]:
    """The meetings whose summary may be due by now, or soon."""
    return meetings_between(schedule_of(office), now - CAUGHT_UP_IN, end_at=now + LOOKED_AHEAD_IN)


def coming_meetings(office: Office, now: datetime) -> tuple[Meeting, ...]:
    """The meetings still to come, as far as one looks ahead."""
    return tuple(one for one in meetings_near(office, now) if one.starts_at > now)


def month_told_at(meeting: Meeting, office: Office) -> Month:
    """The month before the one that the meeting was planned in, wherever it was moved to."""
    day = meeting.planned_on or local_day(meeting.starts_at, office.zone)
    return Month(year=day.year, month=day.month).previous
