"""When each open deadline is recalled, to whom, and when once more if nothing happens.

Everything here is worked out from the deadline alone, never from what was sent: so
a restart changes nothing, and the key of a reminder makes saying it twice impossible.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import dropwhile, takewhile
from uuid import UUID

from bot.domain.calendar.calendars import ONE_DAY, WorkingCalendar
from bot.domain.calendar.wall_time import add_days, instant_on
from bot.domain.deadlines.open_deadlines import OpenDeadline
from bot.domain.deadlines.overdue_mornings import first_days_of_weeks, overdue_mornings
from bot.domain.school.policies import DeadlineKind, Ladder, Rung

DIGEST_TIME = time(8, 30)
DAYS_A_WEEK = 7
SHORT_SNOOZE = timedelta(hours=2)
AGAIN = "again"
"""The step of what a person put off, before its moment."""

NUMBERED = 2
"""The first reminders of what is overdue are known by their number, the others by their day."""

ReminderKey = tuple[UUID, str, datetime]
DeadlineKey = tuple[UUID, DeadlineKind, datetime]


class Level(StrEnum):
    """The highest level told of a deadline; an escalation tells those below it as well."""

    OWNER = "owner"
    QUALITY_MANAGERS = "quality_managers"
    TRAINING_MANAGERS = "training_managers"


class Timing(StrEnum):
    """Where a reminder stands to its deadline."""

    BEFORE = "before"
    AT = "at"
    AFTER = "after"


class Snooze(StrEnum):
    """How long a person puts a reminder off."""

    TWO_HOURS = "two_hours"
    TOMORROW_MORNING = "tomorrow_morning"
    MONDAY = "monday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One message to come: `remind_at` is when, `due_at` the deadline it speaks of."""

    subject: UUID
    rule: str
    remind_at: datetime
    due_at: datetime
    level: Level
    timing: Timing

    @property
    def key(self) -> ReminderKey:
        """Its unique key; a deadline that moves has new reminders."""
        return self.subject, self.rule, self.due_at

    @property
    def kind(self) -> DeadlineKind:
        """The kind of deadline it speaks of, the first word of its rule."""
        return DeadlineKind(self.rule.partition("-")[0])

    @property
    def deadline(self) -> DeadlineKey:
        """Which deadline it speaks of; one that is moved is another."""
        return self.subject, self.kind, self.due_at

    @property
    def was_put_off(self) -> bool:
        """Whether a person chose its moment; what only waits for their morning keeps its rule."""
        return self.rule.startswith(f"{self.kind}-{AGAIN}-")


def plan(
    deadline: OpenDeadline,
    ladder: Ladder,
    *,
    calendar: WorkingCalendar,
    now: datetime | None = None,
) -> tuple[Reminder, ...]:
    """The reminders up to the deadline, in order, none before the recording nor before `now`.

    What falls outside people's hours moves earlier, to the last open moment. Steps
    that are past, or would move before the recording, are caught up at the first
    open moment; if none is left before the deadline, at once, since silence would
    break the promise. Of several at one moment only the most urgent stays.
    """
    start = max(deadline.recorded_at, now or deadline.recorded_at)
    if deadline.due_at < start:
        return ()
    planned = {}
    if ladder.on_recording:
        first = _first_chance(deadline, calendar, start=deadline.recorded_at)
        if first >= start:
            planned[first] = _reminder(deadline, "new", at=first)
    for step in ladder.steps:
        moment = _moment(deadline, step, calendar=calendar, start=start)
        planned[moment] = _reminder(deadline, step.name, at=moment)
    return tuple(planned[moment] for moment in sorted(planned))


def next_overdue_reminder(
    deadline: OpenDeadline, ladder: Ladder, *, calendar: WorkingCalendar, after: datetime
) -> Reminder:
    """The first reminder later than `after` that says the deadline has passed."""
    overdue = _overdue_reminders(deadline, ladder, calendar=calendar)
    return next(dropwhile(lambda reminder: reminder.remind_at <= after, overdue))


def last_overdue_reminder(
    deadline: OpenDeadline, ladder: Ladder, *, calendar: WorkingCalendar, now: datetime
) -> Reminder | None:
    """The newest overdue reminder due by `now`: after an outage, the one worth sending."""
    overdue = _overdue_reminders(deadline, ladder, calendar=calendar)
    due = takewhile(lambda reminder: reminder.remind_at <= now, overdue)
    return max(due, key=lambda reminder: reminder.remind_at, default=None)


def next_weekly_digest(after: datetime, calendar: WorkingCalendar) -> datetime:
    """The next 08:30 of a week's first working day: Monday's, Tuesday's after Easter."""
    firsts = first_days_of_weeks(after, calendar)
    moments = (instant_on(day, DIGEST_TIME, calendar.zone) for day in firsts)
    return next(moment for moment in moments if moment > after)


def snoozed(
    choice: Snooze, now: datetime, *, due_at: datetime, calendar: WorkingCalendar
) -> datetime:
    """When to say it again: in people's hours, after `now`, never past a deadline to come."""
    moment = calendar.next_open_moment(_put_off_to(choice, now, calendar=calendar))
    if moment <= due_at or due_at <= now:
        return moment
    last = calendar.latest_open_moment_before(due_at)
    return last if last > now else due_at


def _put_off_to(choice: Snooze, now: datetime, *, calendar: WorkingCalendar) -> datetime:
    today = calendar.day_of(now)
    match choice:
        case Snooze.TWO_HOURS:
            return now + SHORT_SNOOZE
        case Snooze.TOMORROW_MORNING:
            return calendar.morning_of(calendar.working_day_after(today))
        case Snooze.MONDAY:
            monday = today + ONE_DAY * (DAYS_A_WEEK - today.weekday())
            return calendar.morning_of(next(calendar.working_days_from(monday)))


def _moment(
    deadline: OpenDeadline, step: Rung, *, calendar: WorkingCalendar, start: datetime
) -> datetime:
    back = add_days(deadline.due_at, -step.days, calendar.zone) if step.days else deadline.due_at
    wanted = back - timedelta(hours=step.hours)
    if deadline.is_urgent:
        return max(wanted, start)
    moment = calendar.latest_open_moment_before(wanted)
    return moment if moment >= start else _first_chance(deadline, calendar, start=start)


def _first_chance(
    deadline: OpenDeadline, calendar: WorkingCalendar, *, start: datetime
) -> datetime:
    if deadline.is_urgent:
        return start
    moment = calendar.next_open_moment(start)
    return moment if moment <= deadline.due_at else start


def _overdue_reminders(
    deadline: OpenDeadline, ladder: Ladder, *, calendar: WorkingCalendar
) -> Iterator[Reminder]:
    # A case recorded after its deadline escalates from its recording on, not from day one.
    late_from = max(deadline.due_at, deadline.recorded_at)
    mornings = overdue_mornings(late_from, ladder, calendar=calendar, is_urgent=deadline.is_urgent)
    for number, morning in enumerate(mornings, start=1):
        # by its day: what an older release said more often is none of these
        day = number if number <= NUMBERED else f"{calendar.day_of(morning):%Y%m%d}"
        yield _reminder(deadline, f"late-{day}", at=morning, escalated=number - 1)


def _reminder(
    deadline: OpenDeadline, step: str, *, at: datetime, escalated: int | None = None
) -> Reminder:
    return Reminder(
        subject=deadline.subject,
        rule=f"{deadline.kind}-{step}",
        remind_at=at,
        due_at=deadline.due_at,
        level=_level(deadline, escalated),
        timing=_timing(step, is_overdue=escalated is not None),
    )


def _timing(step: str, *, is_overdue: bool) -> Timing:
    if is_overdue:
        return Timing.AFTER
    return Timing.AT if step == Rung().name else Timing.BEFORE


def _level(deadline: OpenDeadline, escalated: int | None) -> Level:
    """One more each morning; what is urgent goes up to everybody as soon as it is overdue."""
    levels = tuple(Level)
    if deadline.is_urgent and escalated is not None:
        return levels[-1]
    first = levels.index(Level.OWNER if deadline.is_owned else Level.QUALITY_MANAGERS)
    return levels[min(first + (escalated or 0), len(levels) - 1)]
