"""When each open deadline is recalled, to whom, and when once more if nothing happens.

Everything here is worked out from the deadline alone, never from what was sent: so
a restart changes nothing, and the key of a reminder makes saying it twice impossible.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import count, dropwhile, groupby, islice, takewhile
from uuid import UUID

from bot.domain.calendars import ONE_DAY, WorkingCalendar
from bot.domain.policies import DeadlineKind, Ladder, Pace, Policy, Step
from bot.domain.taxonomy import Continuity, Severity
from bot.domain.wall_time import add_days, instant_on

ONE_WEEK = timedelta(weeks=1)
DIGEST_TIME = time(8, 30)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDeadline:
    """A date that somebody still has to keep.

    `subject` is the case, the action or the external deadline that has the date;
    `is_urgent` says that people are disturbed at any hour: a critical case, an
    interrupted session, a data breach.
    """

    subject: UUID
    kind: DeadlineKind
    due_at: datetime
    recorded_at: datetime
    is_owned: bool = True
    is_urgent: bool = False


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
        """What makes it unique; a deadline that moves has new reminders."""
        return self.subject, self.rule, self.due_at

    @property
    def kind(self) -> DeadlineKind:
        """The kind of deadline it speaks of, the first word of its rule."""
        return DeadlineKind(self.rule.partition("-")[0])

    @property
    def deadline(self) -> DeadlineKey:
        """Which deadline it speaks of; one that is moved is another."""
        return self.subject, self.kind, self.due_at


def is_urgent(severity: Severity, continuity: Continuity | None = None) -> bool:
    """Whether people are disturbed at any hour: a critical case, or an interrupted session."""
    return severity is Severity.CRITICAL or continuity is Continuity.NO


def plan_all(
    deadlines: tuple[OpenDeadline, ...],
    policy: Policy,
    *,
    calendar: WorkingCalendar,
    now: datetime | None = None,
) -> tuple[Reminder, ...]:
    """Plan several deadlines at once, in the order in which they will be said."""
    plans = (plan(one, policy.ladder(one.kind), calendar=calendar, now=now) for one in deadlines)
    return tuple(sorted((r for p in plans for r in p), key=lambda r: (r.remind_at, r.due_at)))


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
    today = calendar.day_of(after)
    days = calendar.working_days_from(today - ONE_DAY * today.weekday())
    firsts = (next(week) for _, week in groupby(days, key=lambda day: day.isocalendar()[:2]))
    moments = (instant_on(day, DIGEST_TIME, calendar.zone) for day in firsts)
    return next(moment for moment in moments if moment > after)


def _moment(
    deadline: OpenDeadline, step: Step, *, calendar: WorkingCalendar, start: datetime
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
    mornings = _overdue_mornings(late_from, ladder.overdue, calendar=calendar)
    for number, morning in enumerate(mornings, start=1):
        yield _reminder(deadline, f"late-{number}", at=morning, escalated=number - 1)


def _overdue_mornings(
    late_from: datetime, pace: Pace, *, calendar: WorkingCalendar
) -> Iterator[datetime]:
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


def _weekly_mornings(after: datetime, calendar: WorkingCalendar) -> Iterator[datetime]:
    first_day = calendar.day_of(after)
    last = after
    for weeks in count(1):
        day = next(calendar.working_days_from(first_day + weeks * ONE_WEEK))
        morning = calendar.morning_of(day)
        if morning > last:  # two weeks of one closure end on the same morning
            yield morning
            last = morning


def _reminder(
    deadline: OpenDeadline, step: str, *, at: datetime, escalated: int | None = None
) -> Reminder:
    return Reminder(
        subject=deadline.subject,
        rule=f"{deadline.kind}-{step}",
        remind_at=at,
        due_at=deadline.due_at,
        level=_level(deadline, escalated or 0),
        timing=_timing(step, is_overdue=escalated is not None),
    )


def _timing(step: str, *, is_overdue: bool) -> Timing:
    if is_overdue:
        return Timing.AFTER
    return Timing.AT if step == Step().name else Timing.BEFORE


def _level(deadline: OpenDeadline, escalated: int) -> Level:
    levels = tuple(Level)
    first = levels.index(Level.OWNER if deadline.is_owned else Level.QUALITY_MANAGERS)
    return levels[min(first + escalated, len(levels) - 1)]
