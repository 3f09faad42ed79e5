"""Grouping: what comes due for one person in one pass becomes one message, or a few."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.calendars import WorkingCalendar
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.people import Person, ReminderStyle
from bot.domain.policies import Ladder
from bot.domain.reminders import Timing
from bot.domain.tellings import Recall, saying_time
from bot.services.planning import calendar_of
from bot.services.tellings import details_of, key_of
from storage.outbox import Wish

MANY = 4
"""Reminders to one person in one pass that are better said in a single message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A recall to be said now. `person` names who alone is told, having put it off."""

    recall: Recall
    person: str | None
    is_missed: bool

    @property
    def is_late(self) -> bool:
        """Whether its deadline had passed when it was planned for."""
        return self.recall.reminder.timing is Timing.AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One pass of the tick over what is due: what everything in it has to know."""

    connection: Connection
    office: Office
    now: datetime
    members: Mapping[str, Person] = field(default_factory=dict)

    @property
    def away(self) -> frozenset[str]:
        """Those who left the workspace."""
        return frozenset(person.id for person in self.members.values() if person.is_deleted)

    def calendar_of(self, person: str | None) -> WorkingCalendar:
        """The days of the school on a person's own clock."""
        return calendar_of(self.office, self.members.get(person or ""))

    def calendar_for(self, recall: Recall) -> WorkingCalendar:
        """The days of the one who owns what is recalled; of the school while nobody does."""
        return self.calendar_of(recall.matter.owner if recall.deadline.is_owned else None)

    def ladder_of(self, recall: Recall) -> Ladder:
        """When what is recalled is recalled again."""
        return self.office.policy.ladder(recall.deadline.kind)


def wishes_for(
    on: Pass, person: str, dues: Sequence[Due], *, style: ReminderStyle
) -> Iterator[Wish]:
    """One message for each, or one for all after an outage or when they are many."""
    calendar = on.calendar_of(person)
    morning = _next_morning(on.now, calendar)
    is_quiet = style is ReminderStyle.MORNING_DIGEST
    at_once = [due for due in dues if not (is_quiet and _can_wait(due, until=morning))]
    if len(at_once) < len(dues):
        yield _morning_digest(person, at=morning, calendar=calendar)
    if _is_better_together(at_once):
        yield _round_up(on, person, at_once, calendar=calendar)
    else:
        yield from (_single(on, person, due, calendar=calendar) for due in at_once)


def _is_better_together(dues: Sequence[Due]) -> bool:
    """Many at once; or several of which some come late or are late, as after an outage."""
    behind = any(due.is_missed or due.is_late for due in dues)
    return len(dues) >= MANY or (behind and len(dues) > 1)


def _can_wait(due: Due, *, until: datetime) -> bool:
    """Whether the morning digest is soon enough."""
    deadline, was_asked_for = due.recall.deadline, due.person is not None
    is_pressing = deadline.is_urgent or was_asked_for or due.is_late
    return not is_pressing and until < deadline.due_at


def _single(on: Pass, person: str, due: Due, *, calendar: WorkingCalendar) -> Wish:
    reminder, case = due.recall.reminder, due.recall.matter.case
    return Wish(
        kind=Outgoing.REMINDER,
        key=key_of(reminder, person),
        at=_moment(due, on=on, calendar=calendar),
        case_id=case.id if case else None,
        recipient=person,
        details=details_of([reminder], after_outage=due.is_missed),
    )


def _round_up(on: Pass, person: str, dues: Sequence[Due], *, calendar: WorkingCalendar) -> Wish:
    in_order = sorted((due.recall.reminder for due in dues), key=lambda one: one.due_at)
    return Wish(
        kind=Outgoing.ROUND_UP,
        key=f"{Outgoing.ROUND_UP}:{person}:{on.now:%Y%m%dT%H%M%S%f}",
        at=min(_moment(due, on=on, calendar=calendar) for due in dues),
        recipient=person,
        details=details_of(in_order, after_outage=any(due.is_missed for due in dues)),
    )


def _moment(due: Due, *, on: Pass, calendar: WorkingCalendar) -> datetime:
    planned_at = due.recall.reminder.remind_at
    return saying_time([due.recall.deadline], calendar, planned_at=planned_at, now=on.now)


def _morning_digest(person: str, *, at: datetime, calendar: WorkingCalendar) -> Wish:
    return Wish(
        kind=Outgoing.MORNING_DIGEST,
        key=f"{Outgoing.MORNING_DIGEST}:{person}:{calendar.day_of(at)}",
        at=at,
        recipient=person,
        details={"about": person},
    )


def _next_morning(now: datetime, calendar: WorkingCalendar) -> datetime:
    days = calendar.working_days_from(calendar.day_of(now))
    return next(morning for morning in map(calendar.morning_of, days) if morning > now)
