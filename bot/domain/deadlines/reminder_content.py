"""Who is told of a deadline, and what, checked against the cases as they are now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.actions.actions import Action, is_independent, roles_on_action
from bot.domain.calendar.calendars import SENDING_TIME, WorkingCalendar
from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import is_kept_from_channel
from bot.domain.cases.roles import LEADING, Role, handlers_of, may_see
from bot.domain.cases.traces import ExternalDeadline
from bot.domain.deadlines.lateness import NOTHING_LATE, LateCounts
from bot.domain.deadlines.open_deadlines import OpenDeadline
from bot.domain.deadlines.reminders import DeadlineKey, Level, Reminder
from bot.domain.school.office import Office
from bot.domain.school.policies import DeadlineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSubject:
    """A case, or an action and the case it comes from, as it is now, with what it still owes.

    `external` is the date that somebody else set on the case, where that is the matter.
    """

    deadlines: tuple[OpenDeadline, ...]
    case: Case | None = None
    action: Action | None = None
    external: ExternalDeadline | None = None

    @property
    def ref(self) -> str:
        return self._thing.ref

    @property
    def subject(self) -> UUID:
        return self.external.id if self.external else self._thing.id

    @property
    def owner(self) -> str | None:
        """Who has it, whether or not they can still be told."""
        return self._thing.owner

    def owed(self, deadline: DeadlineKey) -> OpenDeadline | None:
        """The deadline, if it is still open and was not moved."""
        subject, kind, due_at = deadline
        ours = (one for one in self.deadlines if one.subject == subject)
        return next((one for one in ours if one.is_meant(kind, due_at)), None)

    def is_in_step(self, deadline: DeadlineKey) -> bool:
        """Whether it is owed at that very instant, or not at all any more."""
        _, kind, due_at = deadline
        return due_at in {one.due_at for one in self.deadlines if one.kind is kind} or not any(
            one.kind is kind for one in self.deadlines
        )

    @property
    def _thing(self) -> Case | Action:
        thing = self.action or self.case
        if thing is None:
            raise LookupError(self)
        return thing


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReminder:
    """A reminder of something that is still owed, and the matter as it is now."""

    reminder: Reminder
    deadline: OpenDeadline
    matter: DeadlineSubject


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderContent:
    """Recalls for one person, who may read only some of the cases and actions (`readable`).

    `left` are those among `hearers_of` who left the workspace, `unreached` those whom Slack
    did not let us tell; `after_outage` says that Vigie was away when this should have been said.
    """

    recalls: tuple[DueReminder, ...]
    readable: frozenset[UUID]
    left: frozenset[str] = frozenset()
    unreached: tuple[str, ...] = ()
    after_outage: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of a digest: who has what to do by when. `owner` is None where it is not said."""

    ref: str
    kind: DeadlineKind
    due_at: datetime
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Open deadlines of a span of time, soonest first, those already passed included.

    `late` and `count` are of all of them; `lines` may be only the first, or those to come.
    """

    lines: tuple[Listed, ...] = field(default=())
    count: int = 0
    late: LateCounts = NOTHING_LATE

    @property
    def ahead(self) -> int:
        """How many have not passed yet."""
        return self.count - self.late.total


def told_at(
    level: Level,
    kind: DeadlineKind,
    *,
    matter: DeadlineSubject,
    office: Office,
    away: frozenset[str],
) -> tuple[str, ...]:
    """Whom a level tells of a deadline: itself and those below it, nobody twice.

    Where nobody is left there, the next level that somebody is at: a deadline is never
    kept from everyone. `away` are those who left or cannot be reached.
    """
    circles = tuple(_circles(kind, matter=matter, office=office))
    reached = min(tuple(Level).index(level) + 1, len(circles))
    for end in range(reached, len(circles) + 1):
        people = [person for circle in circles[:end] for person in circle]
        if told := tuple(dict.fromkeys(one for one in people if one not in away)):
            return told
    return ()


def hearers_of(matters: Iterable[DeadlineSubject], office: Office) -> frozenset[str]:
    """Everybody whom some level might tell of something of these, be they gone."""
    hearers = {*office.in_quality, *office.in_training, *office.confidential_handlers}
    for matter in matters:
        hearers.update(office.stand_ins.beside((matter.owner,)) if matter.owner else ())
        hearers.update(matter.case.handlers if matter.case else ())
    return frozenset(hearers)


def readable_to(person: str, matter: DeadlineSubject, office: Office) -> frozenset[UUID]:
    """Of the case and what hangs on it, what a person may be shown more of than what is due."""
    case, action = matter.case, matter.action
    readable = {case.id} if case and may_see(person, case, office) else set[UUID]()
    if action is not None:
        roles = roles_on_action(person, action, case=case, office=office) - {Role.CONCERNED}
        readable |= {action.id} if roles or readable else set()
    if matter.external is not None and readable:
        readable.add(matter.external.id)
    return frozenset(readable)


def saying_time(
    deadlines: Sequence[OpenDeadline],
    calendar: WorkingCalendar,
    *,
    planned_at: datetime,
    now: datetime,
) -> datetime:
    """Now, or when a person's hours open if that is not too late for any of these.

    What was planned for this moment has been moved into somebody's hours already; but
    another person may live elsewhere, and an outage may have ended at night.
    """
    is_fresh = timedelta() <= now - planned_at <= SENDING_TIME
    opens_at = calendar.next_open_moment(planned_at if is_fresh else now)
    if any(one.is_urgent or now < one.due_at < opens_at for one in deadlines):
        return now
    return max(now, opens_at)


def _circles(
    kind: DeadlineKind, *, matter: DeadlineSubject, office: Office
) -> Iterator[tuple[str, ...]]:
    """The owner, then who leads; of an incident to be taken in charge, training leads first.

    A confidential case has no managers, only those named for it; what is long overdue goes up
    to training all the same, by its reference alone, unless the quality channel must not hear
    of it either. Nobody hears of a case that is about themselves. The effect of an action is
    judged by who had no part in it. Who stands in for somebody hears of all but the confidential.
    """
    case = matter.case
    concerned = case.concerned_people if case else ()
    leading = [office.in_quality, office.in_training]
    owners: tuple[str, ...] = (matter.owner,) if matter.owner else ()
    if kind is DeadlineKind.CHARGE:
        leading.reverse()
    if case is not None and case.confidential:
        direction = () if is_kept_from_channel(case, office) else office.training_managers
        leading = [handlers_of(case, office), direction]
    else:
        owners = office.stand_ins.beside(owners)
    for circle in (owners, *leading):
        yield tuple(
            person
            for person in circle
            if person not in concerned and _may_do(person, kind, matter=matter, office=office)
        )


def _may_do(person: str, kind: DeadlineKind, *, matter: DeadlineSubject, office: Office) -> bool:
    action = matter.action
    if kind is not DeadlineKind.EFFECT or action is None:
        return True
    roles = roles_on_action(person, action, case=matter.case, office=office)
    if not is_independent(person, action):
        return Role.ONLY_JUDGE in roles
    is_only_lent = person not in {*office.quality_managers, *office.training_managers}
    return bool(roles & LEADING) or not is_only_lent or person == matter.owner
