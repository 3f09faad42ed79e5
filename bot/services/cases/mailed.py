"""The mail that a complaint came by: decided about in the transaction that files the case."""

from dataclasses import replace
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import Event
from bot.domain.errors import NotAllowedError
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.mail.reading import MailNotFoundError, may_read, undecided
from bot.domain.messages.mails import MailCardMessage
from bot.domain.school.office import Person
from bot.services.messages.notifications import tell
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, journal
from storage.mail import letters, mails
from storage.school import people


def in_charge(work: UnitOfWork, mail: Mail) -> tuple[Person, ...]:
    """Who might read a mail in confidence, to be told by name; of any other mail nobody."""
    if not mail.is_in_confidence:
        return ()
    office = work.office
    ids = {*office.confidential_handlers, *office.quality_managers, *office.training_managers}
    return tuple(people.by_ids(work.connection, ids).values())


def take_mail(work: UnitOfWork, case: Case, mail_id: UUID, *, by: str) -> None:
    """Make a mail the one that a case came by: its id, its sender's address and files are its.

    Raises MailNotFoundError, NotAllowedError, and MailDecidedError where it was decided about.
    """
    mail = mails.for_update(work.connection, mail_id)
    if mail is None:
        raise MailNotFoundError
    if not may_read(by, mail, None, work.office, in_charge(work, mail)):
        raise NotAllowedError
    undecided(mail)
    filed = replace(
        mail, state=MailState.FILED, case_id=case.id, decided_by=by, decided_at=work.now
    )
    mails.decide(work.connection, filed)
    if mail.message_id:
        letters.learn_id(work.connection, mail.message_id, case_id=case.id, at=work.now)
    if mail.from_address:
        letters.confirm_address(work.connection, case.id, mail.from_address, by=by, at=work.now)
    if given := mails.give_files(work.connection, mail, case.id, at=work.now):
        cases.save(work.connection, replace(case, file_count=case.file_count + given))
    told = {"mail": str(mail.id), "sha256": mail.raw}
    journal.append(
        work.connection, Event.MAIL_FILED, at=work.now, actor=by, case_id=case.id, details=told
    )
    tell(work, [MailCardMessage(mail_id=mail.id)])
