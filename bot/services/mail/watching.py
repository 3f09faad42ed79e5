"""What is odd about the mailbox itself, and told once: unread, silent, or bypassed by mail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.messages.school import OVER, Alarm
from bot.services.school.offices import end_alarm, raise_alarm, tell_over
from bot.services.unit_of_work import UnitOfWork
from storage.mail import mailboxes
from storage.mail.mailboxes import MailboxRow

UNREAD_AFTER = timedelta(hours=1)
"""A provider's pause is over sooner."""
JUNK_LOOKED_BACK = timedelta(days=30)
"""Providers empty their junk folders after so long."""
JUNK_MAX = 1_000
"""Mails in junk that are counted; nobody asks how many more there are."""
WATCHED = (Alarm.MAIL_UNREAD, Alarm.MAIL_SILENT, Alarm.MAIL_IN_JUNK)
_MAIL = "mail"
"""Who sees these alarms: one mailbox serves all processes."""


def note_junk(work: UnitOfWork, mailbox_id: UUID, *, holder: UUID, count: int) -> None:
    """Note how much lay in junk, if the folder is still ours."""
    mailboxes.change(work.connection, mailbox_id, holder=holder, in_junk=count)


def oddities(
    row: MailboxRow, *, now: datetime, watched_since: datetime, silent_after: timedelta
) -> Iterator[Alarm]:
    """What a manager is to know of the mailbox; `watched_since` is when this process began.

    What was noted before that is not held against the mailbox, nor is a silence while nobody
    read it.
    """
    if row.failing_since is not None:
        if now - max(row.failing_since, watched_since) >= UNREAD_AFTER:
            yield Alarm.MAIL_UNREAD
    elif row.polled_at is not None and now - row.polled_at < UNREAD_AFTER:
        last = max(filter(None, (row.arrived_at, row.started_at)), default=now)
        if now - last >= silent_after:
            yield Alarm.MAIL_SILENT
    if row.in_junk:
        yield Alarm.MAIL_IN_JUNK


def tell_oddities(
    work: UnitOfWork, standing: frozenset[Alarm], *, silent_after: timedelta
) -> frozenset[Alarm]:
    """Have the quality managers told of what stands until it was over; what they could be told.

    Raises StorageUnavailableError.
    """
    lasts = {Alarm.MAIL_UNREAD: UNREAD_AFTER, Alarm.MAIL_SILENT: silent_after}
    told = set()
    for alarm in WATCHED:
        if alarm not in standing:
            _end(work, alarm)
            continue
        lasting = lasts.get(alarm)
        seconds = None if lasting is None else round(lasting.total_seconds())
        if raise_alarm(work, alarm, alarm, machine=_MAIL, seconds=seconds):
            told.add(alarm)
    return frozenset(told)


def _end(work: UnitOfWork, alarm: Alarm) -> None:
    if alarm in OVER:
        tell_over(work, alarm, alarm, machine=_MAIL)
    else:
        end_alarm(work, alarm, machine=_MAIL)
