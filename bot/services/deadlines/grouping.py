"""Grouping: what comes due for one person in one pass becomes one message, or a few."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.calendar.calendars import SENDING_TIME, WorkingCalendar
from bot.domain.deadlines.reminder_content import DueReminder, saying_time
from bot.domain.deadlines.reminders import Reminder, Timing
from bot.domain.messages.deadlines import MorningDigestMessage, ReminderMessage, RoundUpMessage
from bot.domain.messages.message import Message
from bot.domain.school.office import Person, ReminderStyle
from bot.domain.school.policies import Ladder
from bot.services.deadlines.planning import calendar_of
from bot.services.unit_of_work import UnitOfWork

MANY = 4
"""Reminders to one person in one pass that are better said in a single message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A recall to be said now. `person` names who alone is told, later than was planned."""

    recall: DueReminder
    person: str | None
    is_missed: bool

    @property
    def is_late(self) -> bool:
        """Whether its deadline had passed when it was planned for."""
        return self.recall.reminder.timing is Timing.AFTER

    @property
    def has_waited(self) -> bool:
        """Whether it waited for its person's morning."""
        return self.person is not None and not self.recall.reminder.was_put_off


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDues:
    """What a pass has for one person: said now, in one digest perhaps, or left for `morning`."""

    person: str
    now: Sequence[Due]
    waiting: Sequence[Due]
    morning: datetime
    is_digest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One pass of the tick over what is due: what everything in it has to know."""

    work: UnitOfWork
    members: Mapping[str, Person] = field(default_factory=dict)

    @property
    def away(self) -> frozenset[str]:
        """Those who left the workspace."""
        return frozenset(person.id for person in self.members.values() if person.is_deleted)

    def calendar_of(self, person: str | None) -> WorkingCalendar:
        """The days of the school on a person's own clock."""
        return calendar_of(self.work.office, self.members.get(person or ""))

    def calendar_for(self, recall: DueReminder) -> WorkingCalendar:
        """The days of the one who owns what is recalled; of the school while nobody does."""
        return self.calendar_of(recall.matter.owner if recall.deadline.is_owned else None)

    def ladder_of(self, recall: DueReminder) -> Ladder:
        """When what is recalled is recalled again."""
        return self.work.office.policy.ladder(recall.deadline.kind)


def dues_of(on: Pass, person: str, dues: Sequence[Due], *, style: ReminderStyle) -> PersonalDues:
    """Who likes it quiet gets one digest in the morning of what can wait until then."""
    calendar = on.calendar_of(person)
    is_quiet = style is ReminderStyle.MORNING_DIGEST
    morning = _next_morning(on.work.now, calendar)
    is_morning = is_quiet and _next_morning(on.work.now - SENDING_TIME, calendar) <= on.work.now
    is_digest = is_morning or any(due.has_waited for due in dues)
    waits = is_quiet and not is_digest
    waiting = [due for due in dues if waits and _can_wait(due, until=morning)]
    now = [due for due in dues if due not in waiting]
    return PersonalDues(
        person=person, now=now, waiting=waiting, morning=morning, is_digest=is_digest
    )


def messages_of(on: Pass, theirs: PersonalDues) -> Iterator[Message]:
    """One message for each, or one for all: a digest, after an outage, or when they are many."""
    if theirs.is_digest:
        yield _morning_digest(on, theirs)
    elif _is_better_together(theirs.now):
        yield _round_up(on, theirs)
    else:
        yield from (_single(on, theirs.person, due) for due in theirs.now)


def _is_better_together(dues: Sequence[Due]) -> bool:
    """Many at once; or several of which some come late or are late, as after an outage."""
    behind = any(due.is_missed or due.is_late for due in dues)
    return len(dues) >= MANY or (behind and len(dues) > 1)


def _can_wait(due: Due, *, until: datetime) -> bool:
    """Whether the morning digest is soon enough."""
    deadline, was_asked_for = due.recall.deadline, due.person is not None
    is_pressing = deadline.is_urgent or was_asked_for or due.is_late
    return not is_pressing and until < deadline.due_at


def _single(on: Pass, person: str, due: Due) -> ReminderMessage:
    case = due.recall.matter.case
    return ReminderMessage(
        case_id=case.id if case else None,
        recipient=person,
        not_before=_moment(on, person, due),
        reminders=(due.recall.reminder,),
        after_outage=due.is_missed,
    )


def _round_up(on: Pass, theirs: PersonalDues) -> RoundUpMessage:
    return RoundUpMessage(
        recipient=theirs.person,
        once=_only_now(on, theirs),
        not_before=_first_moment(on, theirs),
        reminders=_in_order(theirs),
        after_outage=_was_missed(theirs),
    )


def _morning_digest(on: Pass, theirs: PersonalDues) -> MorningDigestMessage:
    return MorningDigestMessage(
        recipient=theirs.person,
        once=_only_now(on, theirs),
        not_before=_first_moment(on, theirs),
        reminders=_in_order(theirs),
        after_outage=_was_missed(theirs),
        about=theirs.person,
    )


def _only_now(on: Pass, theirs: PersonalDues) -> str:
    return f"{theirs.person}:{on.work.now:%Y%m%dT%H%M%S%f}"


def _in_order(theirs: PersonalDues) -> tuple[Reminder, ...]:
    recalls = (due.recall for due in theirs.now)
    in_order = sorted(recalls, key=lambda one: (one.reminder.due_at, one.matter.ref))
    return tuple(one.reminder for one in in_order)


def _was_missed(theirs: PersonalDues) -> bool:
    return any(due.is_missed for due in theirs.now)


def _first_moment(on: Pass, theirs: PersonalDues) -> datetime:
    return min(_moment(on, theirs.person, due) for due in theirs.now)


def _moment(on: Pass, person: str, due: Due) -> datetime:
    return saying_time(
        [due.recall.deadline],
        on.calendar_of(person),
        planned_at=due.recall.reminder.remind_at,
        now=on.work.now,
    )


def _next_morning(now: datetime, calendar: WorkingCalendar) -> datetime:
    days = calendar.working_days_from(calendar.day_of(now))
    return next(morning for morning in map(calendar.morning_of, days) if morning > now)
