"""Planning: what a case or an action still owes, the reminders of it, and putting them off."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.actions.actions import Action
from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.cases.cases import Case
from bot.domain.deadlines.open_deadlines import (
    OpenDeadline,
    Pause,
    action_deadline,
    external_deadline,
    recalled_deadlines_of,
)
from bot.domain.deadlines.reminder_content import told_at
from bot.domain.deadlines.reminders import (
    AGAIN,
    DeadlineKey,
    Level,
    Reminder,
    ReminderKey,
    Snooze,
    Timing,
    next_overdue_reminder,
    plan,
    snoozed,
)
from bot.domain.errors import NotAllowedError
from bot.domain.school.office import Office, Person, ReminderStyle, zone_of
from bot.domain.school.policies import Policy
from bot.services.deadlines.reminder_content import left_among, pauses_of, subjects_of
from bot.services.unit_of_work import UnitOfWork
from storage.deadlines import open_deadlines, reminders
from storage.deadlines.open_deadlines import KeptDeadline
from storage.deadlines.reminders import KeptReminder
from storage.school import people


def plan_filed(work: UnitOfWork, case: Case) -> None:
    """Plan a case that was just written, and of which nothing can be planned yet.

    As `replan` does, without looking for what was there before: a whole school may wait.
    """
    deadlines = recalled_deadlines_of(case, work.office, is_owned=False)
    calendar = calendar_of(work.office, None)
    wanted = [
        reminder
        for deadline in deadlines
        for reminder in _planned(
            deadline, (), calendar=calendar, policy=work.office.policy, now=work.now
        )
    ]
    reminders.add(work.connection, wanted, case_id=case.id)
    kept = [_kept(deadline, case.id, case_id=case.id, owner=None) for deadline in deadlines]
    open_deadlines.add(work.connection, kept)


def replan(work: UnitOfWork, case: Case, *, has_moved: bool = False) -> None:
    """Bring the reminders of a case in step with it: call it whenever the case changed.

    `has_moved` says that somebody does something with it now, of which the journal is yet to tell.

    In the same transaction, on a case that nobody else may change meanwhile, and before
    its messages are asked for, so that rows are always locked in the same order. Planning
    again changes nothing; a settled case keeps only what others wait for.
    """
    owner = _owner(work.connection, case.owner)
    is_owned = owner is not None
    pause = pauses_of(work, [case]).get(case.id, Pause())
    if has_moved:
        pause = replace(pause, moved_at=work.now)
    recalled = recalled_deadlines_of(case, work.office, is_owned=is_owned, pause=pause)
    plans = [(case.id, recalled)]
    for one in case.external_deadlines:
        deadline = external_deadline(case, one, is_owned=is_owned)
        plans.append((one.id, (deadline,) if deadline else ()))
    for subject, deadlines in plans:
        _keep_in_step(work, subject, case_id=case.id, owner=owner, deadlines=deadlines)


def replan_action(work: UnitOfWork, action: Action) -> None:
    """Bring the reminders of an action in step with it: call it whenever the action changed."""
    deadline = action_deadline(action, work.office.zone)
    is_owned = deadline is not None and deadline.is_owned
    _keep_in_step(
        work,
        action.id,
        case_id=action.case_id,
        owner=_owner(work.connection, action.owner) if is_owned else None,
        deadlines=(deadline,) if deadline else (),
    )


def calendar_of(office: Office, owner: Person | None) -> WorkingCalendar:
    """The days of the school on the clock of the one who is reminded."""
    return office.calendar.in_zone(zone_of(owner, otherwise=office.zone))


def _owner(connection: Connection, owner: str | None) -> Person | None:
    """Who has it, unless they left; of a member not heard of yet only the id is known."""
    if owner is None:
        return None
    person = people.by_ids(connection, [owner]).get(owner) or Person(id=owner, name=owner)
    return None if person.is_deleted else person


def _keep_in_step(
    work: UnitOfWork,
    subject: UUID,
    *,
    case_id: UUID | None,
    owner: Person | None,
    deadlines: Sequence[OpenDeadline],
) -> None:
    kept = reminders.of_subject(work.connection, subject)
    calendar = calendar_of(work.office, owner)
    wanted = {
        reminder.key: reminder
        for deadline in deadlines
        for reminder in _planned(
            deadline, kept, calendar=calendar, policy=work.office.policy, now=work.now
        )
    }
    _replace(work, kept, wanted, case_id=case_id, open_now=deadlines)
    owes = [_kept(one, subject, case_id=case_id, owner=owner) for one in deadlines]
    open_deadlines.replace_of(work.connection, subject, owes)


def _kept(
    deadline: OpenDeadline, subject: UUID, *, case_id: UUID | None, owner: Person | None
) -> KeptDeadline:
    return KeptDeadline(
        subject=subject,
        kind=deadline.kind,
        case_id=case_id,
        owner=owner.id if owner else None,
        due_at=deadline.due_at,
    )


def _planned(
    deadline: OpenDeadline,
    kept: Sequence[KeptReminder],
    *,
    calendar: WorkingCalendar,
    policy: Policy,
    now: datetime,
) -> Iterator[Reminder]:
    ladder = policy.ladder(deadline.kind)
    before = plan(deadline, ladder, calendar=calendar, now=now)
    if _was_moved(deadline, kept):
        # whoever moved the date knows it: only what comes later is worth a message
        before = tuple(one for one in before if one.remind_at > now) or before
    yield from (one for one in before if one.rule not in _rules_said(deadline, kept))
    said = _rules_said(deadline, kept)
    following = next_overdue_reminder(deadline, ladder, calendar=calendar, after=now)
    while following.rule in said:  # the clock was moved back
        after = following.remind_at
        following = next_overdue_reminder(deadline, ladder, calendar=calendar, after=after)
    yield following


def _was_moved(deadline: OpenDeadline, kept: Sequence[KeptReminder]) -> bool:
    planned = [one.reminder for one in kept if one.reminder.kind is deadline.kind]
    return bool(planned) and not any(deadline.is_meant(one.kind, one.due_at) for one in planned)


def _rules_said(deadline: OpenDeadline, kept: Sequence[KeptReminder]) -> frozenset[str]:
    """What was said of it, also under the instant that it had in another zone of the office."""
    said = (one.reminder for one in kept if one.said_at is not None and one.person is None)
    return frozenset(one.rule for one in said if deadline.is_meant(one.kind, one.due_at))


def _replace(
    work: UnitOfWork,
    kept: Sequence[KeptReminder],
    wanted: dict[tuple[UUID, str, datetime], Reminder],
    *,
    case_id: UUID | None,
    open_now: Sequence[OpenDeadline],
) -> None:
    planned = {one.reminder.key: one for one in kept if one.person is None}
    unwanted = [
        one
        for one in kept
        if one.said_at is None and _is_unwanted(one, wanted, open_now=open_now, now=work.now)
    ]
    reminders.drop(work.connection, unwanted)
    reminders.add(
        work.connection,
        [reminder for key, reminder in wanted.items() if key not in planned],
        case_id=case_id,
    )
    for key in wanted.keys() & planned.keys():
        if planned[key].said_at is None and planned[key].reminder != wanted[key]:
            reminders.move(work.connection, planned[key], wanted[key])


def _is_unwanted(
    kept: KeptReminder,
    wanted: Collection[ReminderKey],
    *,
    open_now: Sequence[OpenDeadline],
    now: datetime,
) -> bool:
    """What the next tick is about to say stays, and so does what one person waits for."""
    one = kept.reminder
    if kept.person is not None:
        return not any(deadline.is_meant(one.kind, one.due_at) for deadline in open_now)
    is_open = any((deadline.kind, deadline.due_at) == one.deadline[1:] for deadline in open_now)
    return not is_open or (one.key not in wanted and one.remind_at > now)


def put_off(
    work: UnitOfWork, deadline: DeadlineKey, choice: Snooze, *, person: str
) -> datetime | None:
    """Say a deadline to this person again later, and not before; None when it is met or moved.

    Chosen twice, the last choice counts. Others are told as planned. Raises
    NotAllowedError to those who would not be told of it.
    """
    subject, kind, due_at = deadline
    matter = subjects_of(work, [subject]).get(subject)
    if matter is None or matter.owed(deadline) is None:
        return None
    left = left_among(work, [matter])
    if person not in told_at(list(Level)[-1], kind, matter=matter, office=work.staffed, away=left):
        raise NotAllowedError
    calendar = calendar_of(work.office, people.by_ids(work.connection, [person]).get(person))
    until = snoozed(choice, work.now, due_at=due_at, calendar=calendar)
    reminders.drop(work.connection, _waiting(work.connection, deadline, person=person))
    case_id = matter.case.id if matter.case else None
    again = _again(deadline, until)
    reminders.add(work.connection, [again], case_id=case_id, person=person)
    return until


def choose_style(work: UnitOfWork, person: str, style: ReminderStyle) -> None:
    """Write how a person wants to be told of deadlines that can still be kept."""
    people.choose_style(work.connection, person, style)


def _again(deadline: DeadlineKey, until: datetime) -> Reminder:
    """A reminder of its own: its rule bears its moment, so that it may be put off once more."""
    subject, kind, due_at = deadline
    return Reminder(
        subject=subject,
        rule=f"{kind}-{AGAIN}-{until:%Y%m%d%H%M}",
        remind_at=until,
        due_at=due_at,
        level=list(Level)[-1],
        timing=Timing.BEFORE if until < due_at else Timing.AFTER,
    )


def _waiting(connection: Connection, deadline: DeadlineKey, *, person: str) -> list[KeptReminder]:
    """What the person alone was to be told of it: what they put off before, and their digest's."""
    kept = reminders.of_subject(connection, deadline[0])
    wanted = (person, deadline, None)
    return [one for one in kept if (one.person, one.reminder.deadline, one.said_at) == wanted]
