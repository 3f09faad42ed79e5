"""The mornings on which something overdue is said: as news to each level, then once a week."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count, dropwhile, groupby, islice

from bot.domain.calendar.calendars import ONE_DAY, WorkingCalendar
from bot.domain.deadlines.lateness import WAITING
from bot.domain.school.policies import Ladder, Pace

ONE_WEEK = timedelta(weeks=1)
MORNINGS = 3
"""How often something overdue is said as news: when it becomes late, and as it goes up a level.

From then on it is said on the first morning of each week, with all that is overdue then: a list
that stays the same is not read a second time.
"""
A_WEEK_AT_MOST = 2
"""How often somebody hears of the same overdue thing in a week, from Monday to Sunday."""


def overdue_mornings(
    late_from: datetime, ladder: Ladder, *, calendar: WorkingCalendar, is_urgent: bool = False
) -> Iterator[datetime]:
    """All of them, in order and without end; what is urgent goes up a level each working day."""
    if ladder.is_own_pace:
        return _own_mornings(late_from, ladder.overdue, calendar=calendar)
    pace = Pace.EACH_WORKING_DAY if is_urgent else ladder.overdue
    is_promised = ladder.kind not in WAITING
    return _quiet_mornings(late_from, pace, calendar=calendar, is_promised=is_promised)


def first_days_of_weeks(since: datetime, calendar: WorkingCalendar) -> Iterator[date]:
    """The first working day of each week, from the week of `since` on."""
    today = calendar.day_of(since)
    days = calendar.working_days_from(today - ONE_DAY * today.weekday())
    return (next(week) for _, week in groupby(days, key=lambda day: day.isocalendar()[:2]))


def _quiet_mornings(
    late_from: datetime, pace: Pace, *, calendar: WorkingCalendar, is_promised: bool
) -> Iterator[datetime]:
    """The first morning after it, two more for who is told then, and the first of each week.

    What was promised to nobody, and so is not late, only waits: each time for the next week.
    """
    mornings = _mornings if is_promised else _first_mornings_of_weeks
    told = [next(mornings(late_from, calendar))]
    while len(told) < MORNINGS:
        told.append(_next_level_at(told, pace, calendar=calendar))
    yield from told
    yield from _first_mornings_of_weeks(told[-1], calendar)


def _next_level_at(told: Sequence[datetime], pace: Pace, *, calendar: WorkingCalendar) -> datetime:
    """A working day later or two, next week where this one has heard of it often enough."""
    next_week = next(_first_mornings_of_weeks(told[-1], calendar))
    tomorrow, day_after = islice(_mornings(told[-1], calendar), 2)
    at = {
        Pace.EACH_WORKING_DAY: tomorrow,
        Pace.EVERY_SECOND_WORKING_DAY: day_after,
        Pace.WEEKLY: next_week,
    }[pace]
    weeks = [calendar.day_of(moment).isocalendar()[:2] for moment in (*told, at)]
    is_enough = weeks.count(weeks[-1]) > A_WEEK_AT_MOST
    return next_week if is_enough else min(at, next_week)


def _own_mornings(
    late_from: datetime, pace: Pace, *, calendar: WorkingCalendar
) -> Iterator[datetime]:
    """As often as a school asked for, for as long as it is overdue."""
    match pace:
        case Pace.EACH_WORKING_DAY:
            return _mornings(late_from, calendar)
        case Pace.EVERY_SECOND_WORKING_DAY:
            return islice(_mornings(late_from, calendar), 1, None, 2)
        case Pace.WEEKLY:
            return _weekly_mornings(late_from, calendar)


def _mornings(after: datetime, calendar: WorkingCalendar) -> Iterator[datetime]:
    days = calendar.working_days_from(calendar.day_of(after))
    return dropwhile(lambda moment: moment <= after, map(calendar.morning_of, days))


def _first_mornings_of_weeks(after: datetime, calendar: WorkingCalendar) -> Iterator[datetime]:
    days = first_days_of_weeks(after, calendar)
    return dropwhile(lambda moment: moment <= after, map(calendar.morning_of, days))


def _weekly_mornings(after: datetime, calendar: WorkingCalendar) -> Iterator[datetime]:
    first_day = calendar.day_of(after)
    last = after
    for weeks in count(1):
        day = next(calendar.working_days_from(first_day + weeks * ONE_WEEK))
        morning = calendar.morning_of(day)
        if morning > last:  # two weeks of one closure end on the same morning
            yield morning
            last = morning
