"""Recalls of mails that nobody has sorted, and the day's line of automatic ones."""

from bot.domain.calendar.wall_time import day_began_at, local_day
from bot.domain.mail.arrivals import Mail
from bot.domain.mail.reading import readers_of
from bot.domain.mail.recalling import recalls_of
from bot.domain.messages.mails import FoldedMailsMessage, MailRecall
from bot.services.cases.mailed import in_charge
from bot.services.messages.notifications import is_untold, tell
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.mail import mails


def recall_mails(transactions: Transactions) -> int:
    """Recall what nobody has sorted to those who may, once each time; how many messages."""
    with transactions.reading() as work:
        due = [message for mail in mails.untriaged(work.connection) for message in _due(work, mail)]
        wanted = [message for message in due if is_untold(work, message)]
    if not wanted:
        return 0
    with transactions.writing() as work:
        told = [message for message in wanted if is_untold(work, message)]
        tell(work, told)
        return len(told)


def _due(work: UnitOfWork, mail: Mail) -> list[MailRecall]:
    office, now = work.staffed, work.now
    recalls = recalls_of(mail.received_at, office.calendar, office.policy)
    is_last = now >= recalls.last_at
    if not is_last and (recalls.first_at is None or now < recalls.first_at):
        return []
    return [
        MailRecall(recipient=person, mail_id=mail.id, is_last=is_last)
        for person in readers_of(mail, office, in_charge(work, mail))
    ]


def tell_folded(transactions: Transactions) -> int:
    """Say once in the morning how many automatic mails came the day before."""
    with transactions.reading() as work:
        message = _folded_yesterday(work)
        if message is None or not is_untold(work, message):
            return 0
    transactions.write(tell, [message])
    return 1


def _folded_yesterday(work: UnitOfWork) -> FoldedMailsMessage | None:
    office, today = work.office, day_began_at(work.now, work.office.zone)
    calendar = office.calendar
    day = local_day(work.now, office.zone)
    if not calendar.is_working_day(day) or work.now < calendar.morning_of(day):
        return None
    first = today + (calendar.working_day_before(day) - day)
    count = mails.folded_between(work.connection, first, today)
    return FoldedMailsMessage(day=day.isoformat(), count=count) if count else None
