"""By when something is owed to who reported, on the school's calendar."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import islice

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.wall_time import add_months
from bot.domain.sealed.reports import ENDED, SealedReport, SealedState

ACKNOWLEDGE_IN, ASSESS_IN, MEET_IN, NOBODY_READS_IN = 7, 10, 20, 2
"""Working days: décret 2022-1284 art. 4 has the first and the third, the others are ours."""
ANSWER_IN = 3
"""Months, as for whistle-blowers."""
WATCHES_IN = (1, 3, 6)
"""Months after it was closed at which somebody looks whether anyone takes revenge."""


class DueKind(StrEnum):
    """What is owed to who reported."""

    ACKNOWLEDGE = "acknowledge"
    ASSESS = "assess"
    MEET = "meet"
    ANSWER = "answer"
    WATCH = "watch"


def dues_of(report: SealedReport, calendar: WorkingCalendar) -> Iterator[tuple[DueKind, date]]:
    """What is still owed, and by which day, on the school's calendar."""
    filed_on = calendar.day_of(report.filed_at)
    if report.state in ENDED:
        yield from _watches(report, calendar)
        return
    if report.acknowledged_at is None:
        yield DueKind.ACKNOWLEDGE, calendar.working_day_after(filed_on, ACKNOWLEDGE_IN)
    if report.assessed_at is None:
        yield DueKind.ASSESS, calendar.working_day_after(filed_on, ASSESS_IN)
    if report.wants_meeting and report.met_at is None:
        yield DueKind.MEET, calendar.working_day_after(filed_on, MEET_IN)
    if report.answered_at is None:
        yield DueKind.ANSWER, answer_by(report, calendar)


def acknowledge_by(report: SealedReport, calendar: WorkingCalendar) -> date:
    return calendar.working_day_after(calendar.day_of(report.filed_at), ACKNOWLEDGE_IN)


def answer_by(report: SealedReport, calendar: WorkingCalendar) -> date:
    return calendar.day_of(add_months(report.filed_at, ANSWER_IN, calendar.zone))


def is_left_unread(report: SealedReport, calendar: WorkingCalendar, *, today: date) -> bool:
    """Whether nobody has read it for so long that the substitute is to."""
    filed_on = calendar.day_of(report.filed_at)
    is_late = today > calendar.working_day_after(filed_on, NOBODY_READS_IN)
    return report.first_read_at is None and is_late


def _watches(report: SealedReport, calendar: WorkingCalendar) -> Iterator[tuple[DueKind, date]]:
    if report.state is not SealedState.CLOSED or report.ended_at is None:
        return
    for months in islice(WATCHES_IN, report.watched, report.watched + 1):
        yield DueKind.WATCH, calendar.day_of(add_months(report.ended_at, months, calendar.zone))
