"""What is said of a mail that arrived: a card, or a line in the thread of its case."""

from collections.abc import Collection, Iterable
from uuid import UUID

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.mail.belonging import belonging_of
from bot.domain.mail.departures import Bounce, ServerAnswer
from bot.domain.mail.recalling import BURST, BURST_WITHIN
from bot.domain.messages.mails import MailCardMessage
from bot.mail.delivery_reports import DeliveryAction, DeliveryReport
from bot.services.mail.arrivals import TakenIn
from bot.services.mail.letter_fates import note_returned
from bot.services.mail.letters import note_found
from bot.services.mail.triage import has_card, join
from bot.services.messages.notifications import tell
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases
from storage.mail import letters, mails


def announce(work: UnitOfWork, taken: TakenIn) -> None:
    """Attach a mail that surely belongs to a case, else have it sorted by somebody.

    An automatic one waits for the day's line.
    """
    mail = taken.mail
    _hear_of_letters(work, taken)
    if mail.state is not MailState.NEW:
        return
    belonging = belonging_of(taken.read, taken.seems, taken.known)
    case_id = belonging.case_id if belonging.is_sure else None
    case = cases.for_update(work.connection, case_id) if case_id else None
    if case is not None:
        join(work, mail, case, actor=VIGIE)
        return
    tell(work, [MailCardMessage(mail_id=_carded(work, mail).id)])


def _hear_of_letters(work: UnitOfWork, taken: TakenIn) -> None:
    """What a mail says of a letter of ours: that it came back, or by answering it that it came.

    A report can be forged, so none proves that a letter arrived; neither does a copy of our own,
    nor an answer whose sender its case does not know or our provider does not vouch for.
    """
    report = taken.parsed.report
    if report is not None and report.action is DeliveryAction.FAILED:
        bounce = Bounce(
            at=taken.mail.received_at, status=report.status or None, diagnostic=report.diagnostic
        )
        for letter_id in _returned(work, report):
            note_returned(work, letter_id, bounce)
    elif taken.mail.is_vouched_for and not taken.seems.is_automatic:
        cites = [one for one in taken.mail.cites if _is_from_its_case(taken, one)]
        for letter_id in _letters_of(work, cites):
            note_found(work, letter_id, ServerAnswer())


def _returned(work: UnitOfWork, report: DeliveryReport) -> Collection[UUID]:
    """The letters that a report names: by the ids they bear, or by our mark where those are new."""
    marked = _marked(work, report.letter)
    return dict.fromkeys([*_letters_of(work, report.original_ids), *([marked] if marked else [])])


def _marked(work: UnitOfWork, mark: str) -> UUID | None:
    try:
        letter = letters.by_id(work.connection, UUID(mark))
    except ValueError:
        return None
    return None if letter is None else letter.id


def _is_from_its_case(taken: TakenIn, message_id: str) -> bool:
    case_id = taken.known.by_id.get(message_id)
    known = taken.known.addresses.get(case_id, frozenset()) if case_id else frozenset()
    return taken.mail.from_address in known


def _letters_of(work: UnitOfWork, ids: Iterable[str]) -> list[UUID]:
    found = (letters.by_message_id(work.connection, one) for one in ids)
    return [one for one in found if one is not None]


def _carded(work: UnitOfWork, mail: Mail) -> Mail:
    """The mail on whose card this one stands: its own, or in a flood its sender's oldest."""
    if not mail.from_address:
        return mail
    since = mail.received_at - BURST_WITHIN
    if mails.count_from(work.connection, mail.from_address, since=since) < BURST:
        return mail
    waiting = mails.waiting_of(work.connection, mail.from_address, since=since)
    return next((one for one in waiting if has_card(work, one)), mail)
