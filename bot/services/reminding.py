"""Reminding: what is due is claimed, checked and put into the outbox, in one transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.matters import Matter
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.people import Person, ReminderStyle
from bot.domain.reminders import (
    DeadlineKey,
    Reminder,
    last_overdue_reminder,
    next_overdue_reminder,
)
from bot.domain.tellings import Recall
from bot.services.escalation import record_escalations
from bot.services.grouping import Due, Pass, wishes_for
from bot.services.matters import matters_of
from bot.services.offices import current_office
from bot.services.tellings import recall_of, told_of
from storage import open_deadlines, outbox, people, preferences, reminders
from storage.database import Database
from storage.outbox import Wish
from storage.reminders import KeptReminder

AT_ONCE = 2_000
"""Reminders claimed in one pass; the next pass takes the others."""
MISSED_AFTER = timedelta(minutes=30)
"""A reminder so long past its moment was missed: Vigie was away, or the clock was wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A reminder that comes into being when others are said."""

    reminder: Reminder
    case_id: UUID | None
    said_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What it comes to when these reminders are said; nothing of it is written yet."""

    wishes: Sequence[Wish]
    late: Sequence[Recall]
    further: Sequence[Further]
    away: frozenset[str]


def remind_due(database: Database, *, now: datetime, defaults: Office) -> int:
    """Put into the outbox what is due by now, each reminder once; how many were claimed.

    With nothing due this is one query by index. Raises StorageUnavailableError; then
    nothing was claimed.
    """
    with database.reading() as connection:
        due = reminders.due(connection, now=now, limit=AT_ONCE)
        if not due:
            return 0
        # thought out before the claim, so that filings wait for no more than the writing;
        # what changes in between is seen when the message is made
        office = current_office(connection, defaults)
        plan = _plan(connection, due, office=office, now=now)
    with database.writing() as connection:
        claimed = reminders.claim(connection, now=now, limit=AT_ONCE)
        if _said_in(claimed) != _said_in(due):  # others took some, or moved them
            plan = _plan(connection, claimed, office=office, now=now)
        _carry_out(connection, plan, office=office, now=now)
    return len(claimed)


def mark_passed(database: Database, *, now: datetime) -> int:
    """Have the cards show what has just become late; how many."""
    with database.reading() as connection:
        if not open_deadlines.is_any_passed(connection, now=now):
            return 0
    with database.writing() as connection:
        cases = open_deadlines.mark_passed(connection, now=now, limit=AT_ONCE)
        for case_id in cases:
            _wish_card(connection, case_id, now=now)
    return len(cases)


def _said_in(kept: Iterable[KeptReminder]) -> dict[UUID, Reminder]:
    return {one.id: one.reminder for one in kept}


def _plan(
    connection: Connection, said: Sequence[KeptReminder], *, office: Office, now: datetime
) -> Plan:
    matters = matters_of(connection, {one.reminder.subject for one in said}, office=office)
    members = _members(connection, said, matters, office=office)
    on = Pass(connection=connection, office=office, now=now, members=members)
    dues = _due(on, said, matters)
    return Plan(
        wishes=_wishes(on, dues),
        late=[due.recall for due in dues if due.person is None and due.is_late],
        further=list(_further(on, dues, known=set(_said_in(said).values()))),
        away=on.away,
    )


def _carry_out(connection: Connection, plan: Plan, *, office: Office, now: datetime) -> None:
    for one in plan.further:
        reminders.add(connection, [one.reminder], case_id=one.case_id, said_at=one.said_at)
    outbox.wish_once(connection, plan.wishes)
    for case_id in dict.fromkeys(one.matter.case.id for one in plan.late if one.matter.case):
        _wish_card(connection, case_id, now=now)
    record_escalations(connection, plan.late, office=office, away=plan.away, now=now)


def _members(
    connection: Connection,
    claimed: Sequence[KeptReminder],
    matters: Mapping[UUID, Matter],
    *,
    office: Office,
) -> dict[str, Person]:
    """Everyone who could be told something in this pass."""
    named = {kept.person for kept in claimed} | {matter.owner for matter in matters.values()}
    for matter in matters.values():
        named.update(matter.case.handlers if matter.case else ())
    named.update(office.quality_managers, office.training_managers, office.confidential_handlers)
    return people.by_ids(connection, filter(None, named))


def _due(on: Pass, claimed: Sequence[KeptReminder], matters: Mapping[UUID, Matter]) -> list[Due]:
    """One recall for each deadline still open: the newest, at the level it has reached."""
    groups: defaultdict[tuple[DeadlineKey, str | None], list[Reminder]] = defaultdict(list)
    for kept in claimed:
        groups[kept.reminder.deadline, kept.person].append(kept.reminder)
    found = []
    for (_, person), said in groups.items():
        recall = recall_of(max(said, key=lambda one: one.remind_at), matters)
        if recall is not None:
            is_missed = on.now - recall.reminder.remind_at > MISSED_AFTER
            newest = recall if person else _caught_up(on, recall)
            found.append(Due(recall=newest, person=person, is_missed=is_missed))
    return found


def _caught_up(on: Pass, recall: Recall) -> Recall:
    """After an outage, the overdue reminder that would be the last one said."""
    if recall.deadline.due_at > on.now:
        return recall
    last = last_overdue_reminder(
        recall.deadline, on.ladder_of(recall), calendar=on.calendar_for(recall), now=on.now
    )
    if last is None or last.remind_at <= recall.reminder.remind_at:
        return recall
    return replace(recall, reminder=last)


def _further(on: Pass, dues: Iterable[Due], *, known: Collection[Reminder]) -> Iterator[Further]:
    """Of what is late: the next reminder, and the one caught up with, unless it was known."""
    for recall in (due.recall for due in dues if due.person is None):
        if recall.deadline.due_at > on.now:
            continue
        following = next_overdue_reminder(
            recall.deadline, on.ladder_of(recall), calendar=on.calendar_for(recall), after=on.now
        )
        case_id = recall.matter.case.id if recall.matter.case else None
        yield Further(reminder=following, case_id=case_id, said_at=None)
        if recall.reminder not in known:
            yield Further(reminder=recall.reminder, case_id=case_id, said_at=on.now)


def _wishes(on: Pass, dues: Sequence[Due]) -> list[Wish]:
    told = _by_person(on, dues)
    styles = preferences.styles_of(on.connection, told)
    return [
        wish
        for person, theirs in told.items()
        for wish in wishes_for(on, person, theirs, style=styles.get(person, ReminderStyle.SINGLE))
    ]


def _by_person(on: Pass, dues: Sequence[Due]) -> dict[str, list[Due]]:
    """Who is told what: a deadline once, and not while the person has put it off."""
    subjects = {due.recall.matter.subject for due in dues}
    put_off = reminders.put_off(on.connection, subjects, beyond=on.now)
    told: defaultdict[str, dict[DeadlineKey, Due]] = defaultdict(dict)
    for due in sorted(dues, key=lambda one: one.person is None):
        deadline = due.recall.reminder.deadline
        for person in told_of(due.recall, office=on.office, away=on.away):
            if due.person in {None, person} and (person, deadline) not in put_off:
                told[person][deadline] = due
    return {person: list(theirs.values()) for person, theirs in told.items()}


def _wish_card(connection: Connection, case_id: UUID, *, now: datetime) -> None:
    outbox.wish(connection, Outgoing.CARD, key=f"card:{case_id}", at=now, case_id=case_id)
