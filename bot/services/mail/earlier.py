"""Mails of earlier days, read where somebody chose so."""

from datetime import date, time

from bot.domain.calendar.wall_time import instant_on, local_day
from bot.domain.errors import VigieError
from bot.services.mail.arrivals import EARLIER_DAYS_MAX, mailbox_row
from bot.services.unit_of_work import UnitOfWork
from storage.mail import mailboxes


class TooEarlyError(VigieError):
    """Earlier mails are read since today or one of the 30 days before."""


def read_earlier(work: UnitOfWork, *, account: str, folder: str, first_day: date) -> None:
    """Have the mails since a day read too, as the office counts days. Raises TooEarlyError.

    Whoever reads just now loses the folder and begins anew; what is recorded comes no second
    time, however often this is asked for.
    """
    zone = work.office.zone
    if not 0 <= (local_day(work.now, zone) - first_day).days <= EARLIER_DAYS_MAX:
        raise TooEarlyError
    row = mailbox_row(work, account=account, folder=folder)
    mailboxes.restart(work.connection, row.id, since=instant_on(first_day, time(), zone))
