"""Reminding: what is due is claimed, checked and put into the outbox, in one transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.deadlines.reminder_content import DeadlineSubject, DueReminder, hearers_of
from bot.domain.deadlines.reminders import (
    DeadlineKey,
    Reminder,
    last_overdue_reminder,
    next_overdue_reminder,
)
from bot.domain.messages.message import Message
from bot.domain.school.office import Person, ReminderStyle
from bot.services.deadlines.escalation import record_escalations
from bot.services.deadlines.grouping import Due, Pass, PersonalDues, dues_of, messages_of
from bot.services.deadlines.planning_again import plan_subjects
from bot.services.deadlines.reminder_content import (
    asked_of,
    due_reminder_of,
    subjects_of,
    told_of,
)
from bot.services.messages.notifications import update_card
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.deadlines import open_deadlines, reminders
from storage.deadlines.reminders import KeptReminder
from storage.messages import outbox
from storage.school import people

AT_ONCE = 2_000
"""Reminders claimed in one pass; the next pass takes the others."""
MISSED_AFTER = timedelta(minutes=30)
"""A reminder so long past its moment was missed: Vigie was away, or the clock was wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A reminder that comes into being when others are said; `person`, who alone is told."""

    reminder: Reminder
    case_id: UUID | None
    said_at: datetime | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The messages that these reminders make; nothing is written yet."""

    messages: Sequence[Message]
    late: Sequence[DueReminder]
    further: Sequence[Further]
    away: frozenset[str]
    out_of_step: Sequence[KeptReminder]


def remind_due(transactions: Transactions) -> int:
    """Put into the outbox what is due by now, each reminder once; how many were claimed.

    With nothing due this is one query by index. Raises StorageUnavailableError; then
    nothing was claimed.
    """
    with transactions.reading() as work:
        due = reminders.due(work.connection, now=work.now, limit=AT_ONCE)
        if not due:
            return 0
        # thought out before the claim, so that filings wait for no more than the writing;
        # what changes in between is seen when the message is made
        plan = _plan(work, due)
    with transactions.writing() as work:
        claimed = reminders.claim(work.connection, now=work.now, limit=AT_ONCE)
        if _said_in(claimed) != _said_in(due):  # others took some, or moved them
            plan = _plan(work, claimed)
        _carry_out(work, plan)
    if plan.out_of_step:
        transactions.write(plan_subjects, plan.out_of_step)
    return len(claimed)


def mark_passed(transactions: Transactions) -> int:
    """Have the cards show what has just become late; how many."""
    with transactions.reading() as work:
        if not open_deadlines.is_any_passed(work.connection, now=work.now):
            return 0
    with transactions.writing() as work:
        cases = open_deadlines.mark_passed(work.connection, now=work.now, limit=AT_ONCE)
        for case_id in cases:
            update_card(work, case_id)
    return len(cases)


def _said_in(kept: Iterable[KeptReminder]) -> dict[UUID, Reminder]:
    return {one.id: one.reminder for one in kept}


def _plan(work: UnitOfWork, said: Sequence[KeptReminder]) -> Plan:
    matters = subjects_of(work, {one.reminder.subject for one in said})
    members = _members(work, said, matters)
    on = Pass(work=work, members=members)
    dues = _due(on, said, matters)
    each = _personal_dues(on, dues)
    following = _further(on, dues, known=set(_said_in(said).values()))
    return Plan(
        messages=[message for theirs in each if theirs.now for message in messages_of(on, theirs)],
        late=[due.recall for due in dues if due.person is None and due.is_late],
        further=[*following, *(one for theirs in each for one in _put_by(theirs))],
        away=on.away,
        out_of_step=[one for one in said if not _is_in_step(one, matters)],
    )


def _is_in_step(kept: KeptReminder, matters: Mapping[UUID, DeadlineSubject]) -> bool:
    """Whether what it reminds of is still due when it was planned for, or not owed any more.

    Else a setting or a rule changed, or something was written that is no step: it is planned anew.
    """
    matter = matters.get(kept.reminder.subject)
    return matter is None or matter.is_in_step(kept.reminder.deadline)


def _carry_out(work: UnitOfWork, plan: Plan) -> None:
    for one in plan.further:
        _keep(work, one)
    outbox.enqueue_once(work.connection, plan.messages, at=work.now)
    for case_id in dict.fromkeys(one.matter.case.id for one in plan.late if one.matter.case):
        update_card(work, case_id)
    record_escalations(work, plan.late, away=plan.away)


def _keep(work: UnitOfWork, one: Further) -> None:
    if one.person is not None:
        reminders.keep_for(work.connection, one.person, one.reminder, case_id=one.case_id)
    else:
        reminders.add(work.connection, [one.reminder], case_id=one.case_id, said_at=one.said_at)


def _members(
    work: UnitOfWork, claimed: Sequence[KeptReminder], matters: Mapping[UUID, DeadlineSubject]
) -> dict[str, Person]:
    """Everyone who could be told something in this pass."""
    named = hearers_of(matters.values(), work.office) | {kept.person for kept in claimed}
    return people.by_ids(work.connection, filter(None, named))


def _due(
    on: Pass, claimed: Sequence[KeptReminder], matters: Mapping[UUID, DeadlineSubject]
) -> list[Due]:
    """One recall for each deadline still open: the newest, at the level it has reached."""
    groups: defaultdict[tuple[DeadlineKey, str | None], list[Reminder]] = defaultdict(list)
    for kept in claimed:
        groups[kept.reminder.deadline, kept.person].append(kept.reminder)
    found = []
    for (_, person), said in groups.items():
        recall = due_reminder_of(max(said, key=lambda one: one.remind_at), matters)
        if recall is not None:
            is_missed = on.work.now - recall.reminder.remind_at > MISSED_AFTER
            newest = recall if person else _caught_up(on, recall)
            found.append(Due(recall=newest, person=person, is_missed=is_missed))
    return found


def _caught_up(on: Pass, recall: DueReminder) -> DueReminder:
    """After an outage, the overdue reminder that would be the last one said."""
    if recall.deadline.due_at > on.work.now:
        return recall
    last = last_overdue_reminder(
        recall.deadline, on.ladder_of(recall), calendar=on.calendar_for(recall), now=on.work.now
    )
    if last is None or last.remind_at <= recall.reminder.remind_at:
        return recall
    return replace(recall, reminder=last)


def _further(on: Pass, dues: Iterable[Due], *, known: Collection[Reminder]) -> Iterator[Further]:
    """Of what is late: the next reminder, and the one caught up with, unless it was known."""
    for recall in (due.recall for due in dues if due.person is None):
        if recall.deadline.due_at > on.work.now:
            continue
        following = next_overdue_reminder(
            recall.deadline,
            on.ladder_of(recall),
            calendar=on.calendar_for(recall),
            after=on.work.now,
        )
        case_id = recall.matter.case.id if recall.matter.case else None
        yield Further(reminder=following, case_id=case_id)
        if recall.reminder not in known:
            yield Further(reminder=recall.reminder, case_id=case_id, said_at=on.work.now)


def _put_by(theirs: PersonalDues) -> Iterator[Further]:
    """What waits for its person's morning, and is looked at anew then."""
    for recall in (due.recall for due in theirs.waiting):
        later = replace(recall.reminder, remind_at=theirs.morning)
        case_id = recall.matter.case.id if recall.matter.case else None
        yield Further(reminder=later, case_id=case_id, person=theirs.person)


def _personal_dues(on: Pass, dues: Sequence[Due]) -> list[PersonalDues]:
    told = _by_person(on, dues)
    styles = people.styles_of(on.work.connection, told)
    return [
        dues_of(on, person, theirs, style=styles.get(person, ReminderStyle.SINGLE))
        for person, theirs in told.items()
    ]


def _by_person(on: Pass, dues: Sequence[Due]) -> dict[str, list[Due]]:
    """Who is told what: a deadline once, and not while the person has put it off."""
    subjects = {due.recall.matter.subject for due in dues}
    waiting = reminders.waiting_for_one(on.work.connection, subjects, beyond=on.work.now)
    put_off = {(one.person, one.reminder.deadline) for one in waiting if one.reminder.was_put_off}
    told: defaultdict[str, dict[DeadlineKey, Due]] = defaultdict(dict)
    for due in sorted(dues, key=lambda one: one.person is None):
        deadline = due.recall.reminder.deadline
        for person in _listeners(on, due):
            if (person, deadline) not in put_off:
                told[person][deadline] = due
    return {person: list(theirs.values()) for person, theirs in told.items()}


def _listeners(on: Pass, due: Due) -> tuple[str, ...]:
    """Who is told; of what waited for somebody gone by their morning, who did not hear of it."""
    told = told_of(due.recall, office=on.work.staffed, away=on.away)
    if due.person is None:
        return told
    if due.person in told:
        return (due.person,)
    if not due.has_waited:
        return ()
    asked = asked_of(on.work, [due.recall])
    return tuple(one for one in told if (one, due.recall.reminder.key) not in asked)
