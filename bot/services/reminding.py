"""Reminding: what is due is claimed, checked and put into the outbox, in one transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from storage.reminders import KeptReminder

AT_ONCE = 2_000
"""Reminders claimed in one pass; the next pass takes the others."""
MISSED_AFTER = timedelta(minutes=30)
"""A reminder so long past its moment was missed: Vigie was away, or the clock was wrong."""


def remind_due(database: Database, *, now: datetime, defaults: Office) -> int:
    """Put into the outbox what is due by now, each reminder once; how many were claimed.

    With nothing due this is one query by index. Raises StorageUnavailableError; then
    nothing was claimed.
    """
    with database.reading() as connection:
        subjects = reminders.due_subjects(connection, now=now, limit=AT_ONCE)
        if not subjects:
            return 0
        # read before the claim, so that filings wait for no more than the writing; what
        # changes in between is seen when the message is made
        office = current_office(connection, defaults)
        matters = matters_of(connection, subjects, office=office)
    with database.writing() as connection:
        claimed = reminders.claim(connection, now=now, limit=AT_ONCE)
        unread = {kept.reminder.subject for kept in claimed} - subjects
        matters |= matters_of(connection, unread, office=office) if unread else {}
        members = _members(connection, claimed, matters, office=office)
        on = Pass(connection=connection, office=office, now=now, members=members)
        _say(on, _due(on, claimed, matters))
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
    """After an outage, the overdue reminder that would be the last one said; plan the next."""
    reminder, deadline, matter = recall.reminder, recall.deadline, recall.matter
    if deadline.due_at > on.now:
        return recall
    ladder = on.office.policy.ladder(deadline.kind)
    calendar = on.calendar_of(matter.owner if deadline.is_owned else None)
    last = last_overdue_reminder(deadline, ladder, calendar=calendar, now=on.now)
    following = next_overdue_reminder(deadline, ladder, calendar=calendar, after=on.now)
    case_id = matter.case.id if matter.case else None
    reminders.add(on.connection, [following], case_id=case_id)
    if last is None or last.remind_at <= reminder.remind_at:
        return recall
    reminders.add(on.connection, [last], case_id=case_id, said_at=on.now)
    return replace(recall, reminder=last)


def _say(on: Pass, dues: Sequence[Due]) -> None:
    told = _by_person(on, dues)
    styles = preferences.styles_of(on.connection, told)
    wishes = [
        wish
        for person, theirs in told.items()
        for wish in wishes_for(on, person, theirs, style=styles.get(person, ReminderStyle.SINGLE))
    ]
    late = [due.recall for due in dues if due.person is None and due.is_late]
    outbox.wish_once(on.connection, wishes)
    for case_id in dict.fromkeys(one.matter.case.id for one in late if one.matter.case):
        _wish_card(on.connection, case_id, now=on.now)
    record_escalations(on.connection, late, office=on.office, away=on.away, now=on.now)


def _by_person(on: Pass, dues: Sequence[Due]) -> dict[str, list[Due]]:
    """Who is told what: a deadline once, and not while the person has put it off."""
    subjects = {due.recall.matter.subject for due in dues}
    put_off = reminders.put_off(on.connection, subjects)
    told: defaultdict[str, dict[DeadlineKey, Due]] = defaultdict(dict)
    for due in sorted(dues, key=lambda one: one.person is None):
        deadline = due.recall.reminder.deadline
        for person in told_of(due.recall, office=on.office, away=on.away):
            if due.person in {None, person} and (person, deadline) not in put_off:
                told[person][deadline] = due
    return {person: list(theirs.values()) for person, theirs in told.items()}


def _wish_card(connection: Connection, case_id: UUID, *, now: datetime) -> None:
    outbox.wish(connection, Outgoing.CARD, key=f"card:{case_id}", at=now, case_id=case_id)
