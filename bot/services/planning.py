"""Planning: what a case or an action still owes, and the reminders of it, kept in step with it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.actions import Action
from bot.domain.calendars import WorkingCalendar
from bot.domain.case_deadlines import action_deadline, deadlines_of, external_deadline
from bot.domain.cases import Case
from bot.domain.office import Office
from bot.domain.people import Person, zone_of
from bot.domain.policies import Policy
from bot.domain.reminders import OpenDeadline, Reminder, next_overdue_reminder, plan
from storage import open_deadlines, people, reminders
from storage.open_deadlines import KeptDeadline
from storage.reminders import KeptReminder


def plan_filed(connection: Connection, case: Case, *, office: Office, now: datetime) -> None:
    """Plan a case that was just written, and of which nothing can be planned yet.

    As `replan` does, without looking for what was there before: a whole school may wait.
    """
    deadlines = deadlines_of(case, office.policy, is_owned=False)
    calendar = calendar_of(office, None)
    wanted = [
        reminder
        for deadline in deadlines
        for reminder in _planned(deadline, (), calendar=calendar, policy=office.policy, now=now)
    ]
    reminders.add(connection, wanted, case_id=case.id)
    kept = [_kept(deadline, case.id, case_id=case.id, owner=None) for deadline in deadlines]
    open_deadlines.add(connection, kept)


def replan(connection: Connection, case: Case, *, office: Office, now: datetime) -> None:
    """Bring the reminders of a case in step with it: call it whenever the case changed.

    In the same transaction, on a case that nobody else may change meanwhile, and before
    its messages are wished, so that rows are always locked in the same order. Planning
    again changes nothing; a settled case keeps only what others wait for.
    """
    owner = _owner(connection, case.owner)
    is_owned = owner is not None
    plans = [(case.id, deadlines_of(case, office.policy, is_owned=is_owned))]
    for one in case.external_deadlines:
        deadline = external_deadline(case, one, is_owned=is_owned)
        plans.append((one.id, (deadline,) if deadline else ()))
    for subject, deadlines in plans:
        _keep_in_step(
            connection,
            subject,
            case_id=case.id,
            owner=owner,
            deadlines=deadlines,
            office=office,
            now=now,
        )


def replan_action(connection: Connection, action: Action, *, office: Office, now: datetime) -> None:
    """The same for an action: call it whenever the action changed."""
    deadline = action_deadline(action, office.zone)
    _keep_in_step(
        connection,
        action.id,
        case_id=action.case_id,
        owner=_owner(connection, action.owner),
        deadlines=(deadline,) if deadline else (),
        office=office,
        now=now,
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
    connection: Connection,
    subject: UUID,
    *,
    case_id: UUID | None,
    owner: Person | None,
    deadlines: Sequence[OpenDeadline],
    office: Office,
    now: datetime,
) -> None:
    kept = reminders.of_subject(connection, subject)
    calendar = calendar_of(office, owner)
    wanted = {
        reminder.key: reminder
        for deadline in deadlines
        for reminder in _planned(deadline, kept, calendar=calendar, policy=office.policy, now=now)
    }
    _replace(connection, kept, wanted, case_id=case_id, open_now=deadlines, now=now)
    owes = [_kept(one, subject, case_id=case_id, owner=owner) for one in deadlines]
    open_deadlines.replace_of(connection, subject, owes)


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
    yield from before
    said = {one.reminder.key for one in kept if one.said_at is not None}
    following = next_overdue_reminder(deadline, ladder, calendar=calendar, after=now)
    while following.key in said:  # the clock was moved back
        after = following.remind_at
        following = next_overdue_reminder(deadline, ladder, calendar=calendar, after=after)
    yield following


def _was_moved(deadline: OpenDeadline, kept: Sequence[KeptReminder]) -> bool:
    dates = {one.reminder.due_at for one in kept if one.reminder.kind is deadline.kind}
    return bool(dates) and deadline.due_at not in dates


def _replace(
    connection: Connection,
    kept: Sequence[KeptReminder],
    wanted: dict[tuple[UUID, str, datetime], Reminder],
    *,
    case_id: UUID | None,
    open_now: Sequence[OpenDeadline],
    now: datetime,
) -> None:
    still_open = {(deadline.kind, deadline.due_at) for deadline in open_now}
    planned = {one.reminder.key: one for one in kept if one.person is None}
    unwanted = [
        one
        for one in kept
        if (one.reminder.kind, one.reminder.due_at) not in still_open
        # what the next tick is about to say stays, and so does what a person put off
        or (one.person is None and one.reminder.key not in wanted and one.reminder.remind_at > now)
    ]
    reminders.drop(connection, [one for one in unwanted if one.said_at is None])
    reminders.add(
        connection,
        [reminder for key, reminder in wanted.items() if key not in planned],
        case_id=case_id,
    )
    for key in wanted.keys() & planned.keys():
        if planned[key].said_at is None and planned[key].reminder != wanted[key]:
            reminders.move(connection, planned[key], wanted[key])
