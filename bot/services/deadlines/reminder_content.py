"""Reminders read against the cases and actions as they are now: whom they tell, and what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.cases.cases import Case
from bot.domain.deadlines.open_deadlines import (
    Pause,
    action_deadline,
    external_deadline,
    promised_deadlines_of,
    recalled_deadlines_of,
)
from bot.domain.deadlines.reminder_content import (
    DeadlineSubject,
    DueReminder,
    ReminderContent,
    hearers_of,
    readable_to,
    told_at,
)
from bot.domain.deadlines.reminders import Level, Reminder, ReminderKey
from bot.domain.messages.deadlines import MorningDigestMessage, Reminding
from bot.domain.messages.registry import kinds_that
from bot.domain.school.office import Office
from bot.domain.steps.waiting import waits_until
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.cases import cases, journal
from storage.deadlines import open_deadlines, reminders
from storage.messages import outbox
from storage.school import people


def subjects_of(work: UnitOfWork, subjects: Iterable[UUID]) -> dict[UUID, DeadlineSubject]:
    """The cases, actions and external deadlines among these, by id, with what they still owe."""
    wanted = frozenset(subjects)
    found_actions = actions.by_ids(work.connection, wanted)
    origins = (one.case_id for one in found_actions.values() if one.case_id)
    found_cases = cases.by_ids(work.connection, wanted.union(origins))
    gone = gone_among(work.connection, (case.owner for case in found_cases.values()))
    pauses = pauses_of(work, found_cases.values())
    matters = {
        case.id: DeadlineSubject(
            case=case,
            deadlines=recalled_deadlines_of(
                case,
                work.office,
                is_owned=case.owner is not None and case.owner not in gone,
                pause=pauses.get(case.id),
            ),
        )
        for case in found_cases.values()
        if case.id in wanted
    }
    for action in found_actions.values():
        deadline = action_deadline(action, work.office.zone)
        case = found_cases.get(action.case_id) if action.case_id else None
        deadlines = (deadline,) if deadline else ()
        matters[action.id] = DeadlineSubject(action=action, case=case, deadlines=deadlines)
    external = _external(work, wanted - matters.keys()) if wanted - matters.keys() else ()
    return matters | {matter.subject: matter for matter in external}


def _external(work: UnitOfWork, subjects: frozenset[UUID]) -> Iterator[DeadlineSubject]:
    """Of these, what others wait for; it stands on its case."""
    homes = open_deadlines.cases_of(work.connection, subjects)
    found = cases.by_ids(work.connection, homes)
    gone = gone_among(work.connection, (case.owner for case in found.values()))
    for case in found.values():
        is_owned = case.owner is not None and case.owner not in gone
        for one in case.external_deadlines:
            deadline = external_deadline(case, one, is_owned=is_owned)
            if one.id in subjects and deadline is not None:
                yield DeadlineSubject(case=case, external=one, deadlines=(deadline,))


def pauses_of(work: UnitOfWork, among: Iterable[Case]) -> dict[UUID, Pause]:
    """The cases among these that owe no promise, and since when and until when nothing moves."""
    paused = {
        case.id: case for case in among if case.status.is_open and not promised_deadlines_of(case)
    }
    if not paused:
        return {}
    moved = journal.last_done_at(work.connection, paused, now=work.now)
    awaited = actions.awaited_by(work.connection, paused)
    return {
        one: Pause(
            moved_at=moved.get(one),
            waits_until=waits_until(
                case, work.office.at(case.site).zone, actions_run_until=awaited.get(one)
            ),
        )
        for one, case in paused.items()
    }


def gone_among(connection: Connection, persons: Iterable[str | None]) -> frozenset[str]:
    """Those who left the workspace: Slack takes messages for them all the same."""
    known = people.by_ids(connection, filter(None, persons))
    return frozenset(person.id for person in known.values() if person.is_deleted)


def _there_among(connection: Connection, persons: tuple[str, ...]) -> tuple[str, ...]:
    """Those whom Slack refuses and who have not left: nothing can be passed on to the others."""
    gone = gone_among(connection, persons) if persons else frozenset[str]()
    return tuple(one for one in persons if one not in gone)


def left_among(work: UnitOfWork, matters: Iterable[DeadlineSubject]) -> frozenset[str]:
    """Who left of all that could be told of these: one answer for planning, saying, handing up."""
    return gone_among(work.connection, hearers_of(matters, work.office))


def due_reminder_of(
    reminder: Reminder, matters: Mapping[UUID, DeadlineSubject]
) -> DueReminder | None:
    """The reminder with its matter; None when the deadline is met, moved or without object."""
    matter = matters.get(reminder.subject)
    deadline = matter.owed(reminder.deadline) if matter else None
    if matter is None or deadline is None:
        return None
    return DueReminder(reminder=reminder, deadline=deadline, matter=matter)


def content_of(work: UnitOfWork, message: Reminding, *, person: str) -> ReminderContent | None:
    """The content of a message that is still to be said to a person; None when nothing is.

    Between the claim and the sending a step may have been taken, the date moved or the
    case handed over; or the row waited so long that a later reminder was said.
    """
    said, unreached = reminders_in(work, message, person=person)
    matters = subjects_of(work, (one.subject for one in said))
    found = [recall for one in said if (recall := due_reminder_of(one, matters)) is not None]
    left = left_among(work, (one.matter for one in found))
    office = work.office.without(left)
    old_news = reminders.superseded(
        work.connection, [recall.reminder for recall in found], now=work.now
    )
    recalls = tuple(
        recall
        for recall in found
        if person in told_of(recall, office=office, away=left | set(unreached))
        and recall.reminder not in old_news
    )
    if not recalls:
        return None
    return ReminderContent(
        recalls=recalls,
        readable=frozenset[UUID]().union(
            *(readable_to(person, recall.matter, office) for recall in recalls)
        ),
        left=left,
        unreached=_there_among(work.connection, unreached),
        after_outage=message.after_outage,
    )


def reminders_in(
    work: UnitOfWork, message: Reminding, *, person: str
) -> tuple[tuple[Reminder, ...], tuple[str, ...]]:
    """What a message to a person reminds of, and in whose place they are told."""
    if message.reminders or not isinstance(message, MorningDigestMessage):
        return message.reminders, message.unreached
    others = tuple(one for one in (message.about,) if one != person)  # of an older release
    return reminders.said_to_owner(work.connection, message.about), others


def listeners_of(work: UnitOfWork, recalls: Iterable[DueReminder]) -> set[str]:
    """Everybody whom the highest level would tell of these, be they gone."""
    everyone = partial(told_at, list(Level)[-1], office=work.staffed, away=frozenset[str]())
    told = (everyone(recall.reminder.kind, matter=recall.matter) for recall in recalls)
    return {person for people in told for person in people}


def asked_of(
    work: UnitOfWork, recalls: Sequence[DueReminder]
) -> dict[tuple[str, ReminderKey], bool]:
    """Who was asked to be told of these already, or is to be later; whether they can have been."""
    people = listeners_of(work, recalls)
    subjects = {one.matter.subject for one in recalls}
    waiting = reminders.waiting_for_one(work.connection, subjects, beyond=work.now)
    asked = {(one.person or "", one.reminder.key): True for one in waiting}
    since = min(one.deadline.recorded_at for one in recalls)
    for person, message, has_stopped in outbox.sent_to(
        work.connection, people, kinds=_REMINDING, since=since
    ):
        said = message.reminders if isinstance(message, Reminding) else ()
        for one in said:
            asked[person, one.key] = asked.get((person, one.key), False) or not has_stopped
    return asked


_REMINDING = kinds_that(lambda one: issubclass(one, Reminding))


def told_of(recall: DueReminder, *, office: Office, away: frozenset[str]) -> tuple[str, ...]:
    """Whom a reminder is for, as things are now."""
    reminder = recall.reminder
    return told_at(reminder.level, reminder.kind, matter=recall.matter, office=office, away=away)
