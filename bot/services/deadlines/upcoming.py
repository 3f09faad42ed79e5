"""Deadlines to come: digests of days and weeks, and instants where a moved clock stops."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from bot.domain.calendar.calendars import MIDNIGHT, ONE_DAY
from bot.domain.calendar.periods import Month, Semester
from bot.domain.calendar.wall_time import ALWAYS, instant_on, local_day
from bot.domain.cases.confidentiality import is_kept_from_channel
from bot.domain.deadlines.lateness import LateCounts
from bot.domain.deadlines.overdue_mornings import ONE_WEEK
from bot.domain.deadlines.reminder_content import Digest, Listed
from bot.domain.deadlines.reminders import next_weekly_digest
from bot.domain.messages.deadlines import WeeklyDigestMessage
from bot.domain.reports.meetings import MeetingSchedule, next_meeting
from bot.domain.reports.telling import Beginnings, asked_at, review_due_at, telling_of
from bot.domain.school.office import CardDetail, Office
from bot.services.deadlines.planning import calendar_of
from bot.services.deadlines.reminder_content import subjects_of
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.deadlines import open_deadlines, reminders
from storage.deadlines.open_deadlines import KeptDeadline, Owing
from storage.messages import outbox
from storage.school import people

PASSED_AFTER = timedelta(seconds=1)
"""A deadline has passed once the clock shows more than it."""


def next_stop(work: UnitOfWork) -> datetime:
    """The next instant at which a tick has something to do.

    Midnight in the office at the latest, since days begin to count then.
    """
    return min(_coming(work))


def next_reminder(work: UnitOfWork) -> datetime | None:
    """When the next reminder is planned; None where nothing is owed."""
    return reminders.next_after(work.connection, work.now)


def next_team_meeting(work: UnitOfWork) -> datetime | None:
    """When the team meets next; None when its rule makes no meeting any more."""
    meeting = next_meeting(MeetingSchedule.of(work.office), work.now)
    return meeting.starts_at if meeting else None


def end_of_semester(work: UnitOfWork) -> datetime:
    """When the half-year is over and its review drafted (policy §6)."""
    return min(at for at in _reviews(work.office, work.now) if at > work.now)


def _reviews(office: Office, now: datetime) -> Iterator[datetime]:
    present = Semester.of(now, office.zone)
    return (review_due_at(one, office) for one in present.previous.through(present))


def _coming(work: UnitOfWork) -> Iterator[datetime]:
    connection, now, office = work.connection, work.now, work.office
    tomorrow = local_day(now, office.zone) + ONE_DAY
    yield instant_on(tomorrow, time(), office.zone)
    yield next_weekly_digest(now, office.calendar)
    passed = open_deadlines.next_after(connection, now - PASSED_AFTER)
    planned = (
        reminders.next_after(connection, now),
        passed and passed + PASSED_AFTER,
        outbox.next_after(connection, now),
    )
    yield from filter(None, planned)
    told = (*_tellings(office, now), *_reviews(office, now))
    yield from (at for at in told if at > now)


def _tellings(office: Office, now: datetime) -> Iterator[datetime]:
    """When the months about now are told and their activity is asked for, whatever was told."""
    present = Month.of(now, office.zone)
    always = Beginnings(began_at=ALWAYS, rule_since=ALWAYS)
    for month in present.previous.through(present):
        telling = telling_of(month, office, always)
        yield from (telling.due_at, asked_at(telling, office))


KEPT_FOR = timedelta(days=2)
"""A weekly digest missed for longer is left out: the week it announces is half over."""
LINES_MAX = 20


def send_weekly(transactions: Transactions) -> bool:
    """Have the week's digest sent to the channel and to each owner, if its moment has come.

    One query when there is nothing to do: the zone and the holidays, which are not chosen
    in Slack, are those of `defaults`. Each owner gets it when their own day begins. A
    school that has just begun gets its first one with its first whole week.
    """
    with transactions.reading() as work:
        newest = reminders.newest_digest(work.connection)
    if newest is None:
        with transactions.writing() as work:
            reminders.claim_digest(work.connection, work.now, now=transactions.now)
        return False
    due_at = last_weekly_digest(transactions.defaults, now=transactions.now)
    if due_at is None or due_at <= newest:
        return False
    with transactions.writing() as work:
        if not reminders.claim_digest(work.connection, due_at, now=work.now):
            return False
        weekly = _weekly(work, due_at)
        outbox.enqueue_once(work.connection, weekly, at=work.now)
    return True


def last_weekly_digest(office: Office, *, now: datetime) -> datetime | None:
    """The moment of the newest digest that is due; None when it is long past."""
    calendar = office.calendar
    found, moment = None, next_weekly_digest(now - ONE_WEEK, calendar)
    while moment <= now:
        found, moment = moment, next_weekly_digest(moment, calendar)
    return found if found and now - found <= KEPT_FOR else None


def week_of(work: UnitOfWork, *, owner: str | None) -> Digest:
    """Deadlines due until Sunday night, for everyone those overdue as well.

    One person's are also those of whom they stand in for, but for what is not lent. They were
    told of what is overdue that same morning: their list only counts it.
    """
    calendar = work.office.calendar
    today = calendar.day_of(work.now)
    monday = today + ONE_WEEK - ONE_DAY * today.weekday()
    end = instant_on(monday, MIDNIGHT, calendar.zone)
    return _digest(work, end, owner=owner)


def _weekly(work: UnitOfWork, due_at: datetime) -> Iterable[WeeklyDigestMessage]:
    week = f"{due_at:%Y%m%d}"
    yield WeeklyDigestMessage(once=week, about=None)
    owners = work.office.stand_ins.beside(open_deadlines.owners(work.connection))
    members = people.by_ids(work.connection, owners)
    for owner in owners:
        calendar = calendar_of(work.office, members.get(owner))
        yield WeeklyDigestMessage(
            recipient=owner,
            once=f"{week}:{owner}",
            about=owner,
            not_before=calendar.next_open_moment(work.now),
        )


def _digest(work: UnitOfWork, end: datetime, *, owner: str | None) -> Digest:
    since = None if owner is None else work.now
    absent = work.office.stand_ins.replaced_by(owner) if owner else ()
    whose = Owing(person=owner, absent=absent) if owner else None
    first = open_deadlines.due_before(
        work.connection, end, since=since, whose=whose, limit=LINES_MAX
    )
    return Digest(
        lines=_listed(work, first, reader=owner),
        count=open_deadlines.count_before(work.connection, end, whose=whose),
        late=LateCounts.of(open_deadlines.passed(work.connection, now=work.now, whose=whose)),
    )


def _listed(
    work: UnitOfWork, first: Iterable[KeptDeadline], *, reader: str | None
) -> tuple[Listed, ...]:
    """Lines for these, of which each names its owner, unless that is the reader.

    A confidential case and a minimal card name nobody. None reads what the channel may hear.
    """
    kept = tuple(first)
    matters = subjects_of(work, (one.subject for one in kept))
    is_discreet = work.office.card_detail is CardDetail.MINIMAL
    nameless = {
        matter.subject
        for matter in matters.values()
        if is_discreet or (matter.case is not None and matter.case.confidential)
    }
    unheard = {
        matter.subject
        for matter in matters.values()
        if reader is None and matter.case and is_kept_from_channel(matter.case, work.office)
    }
    return tuple(
        Listed(
            ref=matters[one.subject].ref,
            kind=one.kind,
            due_at=one.due_at,
            owner=None if one.subject in nameless or one.owner == reader else one.owner,
        )
        for one in kept
        if one.subject in matters and one.subject not in unheard
    )
