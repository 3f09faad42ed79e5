"""The meetings to come: their days, what may be changed about them, and what is asked before."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.calendar.periods import Month, Semester
from bot.domain.calendar.wall_time import ALWAYS
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.messages.reports import ActivityRequest, DayOffNotice, ReviewMessage
from bot.domain.reports.figures import MonthActivity
from bot.domain.reports.meetings import (
    Meeting,
    MeetingCalendar,
    MeetingSchedule,
    is_on_day_off,
    meetings_between,
)
from bot.domain.reports.telling import Beginnings, Telling, asked_at, telling_of
from bot.domain.school.meeting_exceptions import MeetingChange, MeetingExceptions, applied
from bot.domain.school.office import Office
from bot.services.messages.notifications import is_untold, tell
from bot.services.school.offices import refuse_all_but_managers
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import inbox, journal
from storage.messages import outbox, places
from storage.reports import editions, tallies
from storage.reports.editions import ToldPeriod
from storage.school import office
from storage.sessions.held import held_between

POINTED_OUT_BEFORE = timedelta(days=14)
"""So long ahead a meeting on a day off is pointed out, so that it can still be moved."""
LISTED_FOR = timedelta(days=200)


def look_at_meetings(work: UnitOfWork, *, reader: str) -> MeetingCalendar:
    """Coming meetings. Raises NotAllowedError to all but quality managers."""
    refuse_all_but_managers(work, reader)
    return _calendar(work)


def change_meeting(work: UnitOfWork, change: MeetingChange, *, actor: str) -> MeetingCalendar:
    """Write one change and journal it. Raises NotAllowedError.

    A summary that was told stays told: each month is told for a meeting once.
    """
    refuse_all_but_managers(work, actor)
    # first, since it holds the journal's head: two managers change one after the other
    _journal(work, change, actor=actor)
    before = work.anew().office
    exceptions = applied(before.meeting_exceptions, change)
    office.choose(work.connection, {"meeting_exceptions": _plain(exceptions)})
    for meeting in _near(before, work.now):
        for person in before.in_quality:
            pointed_out = DayOffNotice(recipient=person, starts_at=meeting.starts_at)
            places.bring(work.connection, pointed_out.key, now=work.now)
    return _calendar(work.anew())


def point_out_days_off(transactions: Transactions) -> int:
    """Tell each quality manager once of a meeting on a day off; says how many are told."""
    with transactions.reading() as work:
        if not _is_in_hours(work):
            return 0
        messages = [
            message
            for meeting in _near(work.office, work.now)
            if is_on_day_off(meeting, work.office.calendar)
            for message in _notices(work, meeting)
        ]
    if messages:
        with transactions.writing() as work:
            outbox.enqueue_once(work.connection, messages, at=work.now)
    return len(messages)


def _near(found: Office, now: datetime) -> tuple[Meeting, ...]:
    """The meetings that are near enough for a day off to be pointed out."""
    return meetings_between(MeetingSchedule.of(found), now, end_at=now + POINTED_OUT_BEFORE)


def meeting_at(starts_at: datetime, found: Office) -> Meeting | None:
    """The meeting that is still held at that instant."""
    schedule, end_at = MeetingSchedule.of(found), starts_at + timedelta.resolution
    held = meetings_between(schedule, starts_at, end_at=end_at)
    return held[0] if held else None


def _calendar(work: UnitOfWork) -> MeetingCalendar:
    found, now = work.office, work.now
    schedule, today = MeetingSchedule.of(found), now.astimezone(found.zone).date()
    return MeetingCalendar(
        meetings=meetings_between(schedule, now, end_at=now + LISTED_FOR),
        cancelled=tuple(sorted(day for day in schedule.cancelled if day >= today)),
        office=found,
    )


def _plain(exceptions: MeetingExceptions) -> dict[str, list[str] | list[list[str]]]:
    return {
        "cancelled": [day.isoformat() for day in exceptions.cancelled],
        "moved": [[one.planned_on.isoformat(), one.to.isoformat()] for one in exceptions.moved],
        "extra": [wall.isoformat() for wall in exceptions.extra],
    }


def _journal(work: UnitOfWork, change: MeetingChange, *, actor: str) -> None:
    details = {
        "step": change.step,
        "planned_on": change.planned_on and change.planned_on.isoformat(),
        "to": change.wall and change.wall.isoformat(),
    }
    journal.append(work.connection, "meeting_changed", at=work.now, actor=actor, details=details)


def _notices(work: UnitOfWork, meeting: Meeting) -> list[DayOffNotice]:
    managers = work.office.in_quality
    notices = (DayOffNotice(recipient=one, starts_at=meeting.starts_at) for one in managers)
    return [one for one in notices if is_untold(work, one)]


def untold(work: UnitOfWork, *, rule_since: datetime) -> tuple[Telling, ...]:
    """The months that were not told yet, and when each is: the oldest first.

    From the first month told on, or the one in which the school began, to the present one.
    """
    known, office = editions.told_of(work.connection, Month, now=work.now), work.office
    told = {one.period for one in known if one.is_own}
    began_at = ALWAYS if told else journal.began_at(work.connection) or work.now
    first = min(told) if told else Month.of(began_at, office.zone)
    since = Beginnings(began_at=began_at, rule_since=rule_since)
    months = (one for one in first.through(Month.of(work.now, office.zone)) if one not in told)
    tellings = (telling_of(month, office, since) for month in months)
    return tuple(one for one in tellings if not _was_told_whole(one, known, office))


def _was_told_whole(telling: Telling, known: Iterable[ToldPeriod[Month]], office: Office) -> bool:
    """Whether somebody told it by hand once it was over, and no meeting asks for it."""
    ends_at = telling.month.interval(office.zone).end_at
    return telling.meeting is None and any(
        one.period == telling.month and one.generated_at >= ends_at for one in known
    )


def ask_activity(transactions: Transactions) -> int:
    """Ask each quality manager once for each month that is told next; says how many.

    Nobody is asked for what is known, be it by the sessions of the month, nor once the summary is
    due, nor at night or on a day off.
    """
    with transactions.reading() as work:
        if not _is_in_hours(work):
            return 0
        due = [
            telling.month
            for telling in untold(work, rule_since=work.now)
            if asked_at(telling, work.office) <= work.now < telling.due_at
        ]
        covered = {month: held for month in due if (held := _new_by_sessions(work, month))}
        messages = [
            message for month in due if month not in covered for message in _requests(work, month)
        ]
    if not (messages or covered):
        return 0
    with transactions.writing() as work:
        for month, held in covered.items():
            _keep_activity(work, month, held, by=VIGIE)
        if messages:
            outbox.enqueue_once(work.connection, messages, at=work.now)
    return len(messages)


def _new_by_sessions(work: UnitOfWork, month: Month) -> MonthActivity | None:
    """What sessions tell of a month; None once it is known, or where somebody told a part of it."""
    told_by = tallies.activity_told_by(work.connection, month)
    if told_by not in {None, VIGIE}:
        return None
    held = held_between(work.connection, month.first_day, month.next.first_day)
    known = tallies.activity_of(work.connection, [month]).get(month)
    return None if held == known else held


def look_at_activity(work: UnitOfWork, month: Month, *, reader: str) -> MonthActivity | None:
    """A month's activity, for somebody about to tell it. Raises NotAllowedError."""
    refuse_all_but_managers(work, reader)
    return tallies.activity_of(work.connection, [month]).get(month)


def tell_activity(
    work: UnitOfWork, month: Month, told: MonthActivity, *, actor: str, submission_id: UUID
) -> None:
    """Keep a month's activity and journal it; the same form sent twice is kept once.

    Summaries already told stay as they are, a review that is a draft shows it.
    Raises NotAllowedError.
    """
    refuse_all_but_managers(work, actor)
    if not inbox.is_first(work.connection, submission_id, at=work.now):
        return
    _keep_activity(work, month, told, by=actor)


def _keep_activity(work: UnitOfWork, month: Month, told: MonthActivity, *, by: str) -> None:
    tallies.tell_activity(work.connection, month, told, by=by, at=work.now)
    semester = Semester.holding(month)
    if editions.notes_of(work.connection, semester) is not None:
        tell(work, [ReviewMessage(period=str(semester))])
    details = {"period": str(month), "trainees": told.trainees, "sessions": told.sessions}
    journal.append(work.connection, "activity_told", at=work.now, actor=by, details=details)
    for person in work.office.in_quality:
        asked = ActivityRequest(recipient=person, period=str(month))
        places.bring(work.connection, asked.key, now=work.now)


def is_known(connection: Connection, month: Month) -> bool:
    """Whether both figures of a month have been told."""
    known = tallies.activity_of(connection, [month]).get(month, MonthActivity())
    return known.trainees is not None and known.sessions is not None


def _is_in_hours(work: UnitOfWork) -> bool:
    return work.office.calendar.next_open_moment(work.now) == work.now


def _requests(work: UnitOfWork, month: Month) -> list[ActivityRequest]:
    managers = work.office.in_quality
    if is_known(work.connection, month):
        return []
    asked = (ActivityRequest(recipient=one, period=str(month)) for one in managers)
    return [one for one in asked if is_untold(work, one)]
