"""What people make of a mail: a complaint, a part of a case, or nothing; each can be undone.

Filing is done where cases are filed (`bot/services/cases/filing.py`), in one transaction with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import Event
from bot.domain.cases.roles import may_see
from bot.domain.errors import CaseHiddenError, NotAllowedError
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.mail.reading import (
    MailDecidedError,
    MailInConfidenceError,
    MailNotFoundError,
    may_read,
    undecided,
)
from bot.domain.messages.mails import MailCardMessage, MailLineMessage
from bot.domain.school.office import Office
from bot.services.cases.mailed import in_charge
from bot.services.messages.notifications import tell, update_card
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, journal
from storage.mail import letters, mails
from storage.messages import outbox

KEPT_ASIDE = timedelta(days=30)
"""How long the words of a mail that is no complaint are kept after that was decided."""
_ERASED_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """A mail as one person may read it; `case` is the one that it belongs to, or points to."""

    mail: Mail
    case: Case | None
    office: Office


def look_at_mail(work: UnitOfWork, mail_id: UUID, *, reader: str) -> MailView:
    """A mail for somebody who may read it; that they did is journalled where it is in confidence.

    Raises MailNotFoundError, NotAllowedError.
    """
    mail, case = _readable(work, mails.by_id(work.connection, mail_id), reader=reader)
    pointed = case or _seen_by(work, mail.cited_ref, reader=reader)
    return MailView(mail=mail, case=pointed, office=work.office)


def read_mail(work: UnitOfWork, mail_id: UUID, *, reader: str) -> MailView:
    """The same, written down where the mail is to be read in confidence. Raises as above."""
    seen = look_at_mail(work, mail_id, reader=reader)
    if seen.mail.is_in_confidence:
        _journal(work, Event.MAIL_READ, seen.mail, actor=reader)
    return seen


def set_aside(work: UnitOfWork, mail_id: UUID, *, actor: str) -> Mail:
    """The mail is no complaint: it waits no longer, and loses its words in thirty days.

    Raises MailNotFoundError, NotAllowedError, and MailDecidedError where somebody was faster.
    """
    mail = _undecided(work, mail_id, actor=actor)
    decided = _decide(work, mail, MailState.SET_ASIDE, actor=actor)
    _journal(work, Event.MAIL_SET_ASIDE, decided, actor=actor)
    return decided


def attach(
    work: UnitOfWork, mail_id: UUID, ref: str, *, actor: str, is_opened: bool = False
) -> Case:
    """The mail belongs to a case, and its sender's address to those of the case.

    One to be read in confidence belongs to a confidential case, unless who read it says with
    `is_opened` that nothing in it is confidential. Raises as `set_aside`; MailInConfidenceError;
    and CaseHiddenError for a case that does not exist or that the actor may not see: they do not
    learn which.
    """
    mail = _undecided(work, mail_id, actor=actor)
    seen = _seen_by(work, ref, reader=actor)
    case = cases.for_update(work.connection, seen.id) if seen else None
    if case is None or case.erased_at is not None:
        raise CaseHiddenError
    if mail.is_in_confidence and not (case.confidential or is_opened):
        raise MailInConfidenceError
    join(work, mail, case, actor=actor)
    if mail.from_address:
        letters.confirm_address(work.connection, case.id, mail.from_address, by=actor, at=work.now)
    return case


def join(work: UnitOfWork, mail: Mail, case: Case, *, actor: str) -> Mail:
    """Make a mail that nobody decided about a part of a case, and say so in its thread."""
    decided = _decide(work, replace(mail, case_id=case.id), MailState.ATTACHED, actor=actor)
    if mail.message_id:
        letters.learn_id(work.connection, mail.message_id, case_id=case.id, at=work.now)
    if given := mails.give_files(work.connection, mail, case.id, at=work.now):
        case = replace(case, file_count=case.file_count + given)
        cases.save(work.connection, case)
    _journal(work, Event.MAIL_ATTACHED, decided, actor=actor)
    tell(work, [MailLineMessage(case_id=case.id, mail_id=mail.id)])
    update_card(work, case.id)
    return decided


def take_back(work: UnitOfWork, mail_id: UUID, *, actor: str) -> Mail:
    """Undo what was decided: the mail waits again, and its case has neither its id nor its files.

    Nor its sender's address, unless a letter or another mail of the case has it too.

    Raises MailNotFoundError, NotAllowedError; MailDecidedError where it became a complaint or
    waits already.
    """
    mail, case = _readable(work, mails.for_update(work.connection, mail_id), reader=actor)
    if mail.state not in {MailState.SET_ASIDE, MailState.ATTACHED, MailState.FOLDED}:
        raise MailDecidedError(mail)
    waiting = replace(mail, state=MailState.NEW, case_id=None, decided_by=None, decided_at=None)
    mails.decide(work.connection, waiting)
    _journal(work, Event.MAIL_TAKEN_BACK, mail, actor=actor)
    tell(work, [MailCardMessage(mail_id=mail.id)])
    if case is not None:
        _leave(work, mail, case)
    return waiting


def _leave(work: UnitOfWork, mail: Mail, case: Case) -> None:
    held = cases.for_update(work.connection, case.id) or case
    taken = mails.take_files(work.connection, mail, case.id)
    cases.save(work.connection, replace(held, file_count=held.file_count - taken))
    if mail.message_id:
        letters.forget_id(work.connection, mail.message_id, case_id=case.id)
    if mail.from_address:
        letters.forget_address(work.connection, case.id, mail.from_address)
    tell(work, [MailLineMessage(case_id=case.id, mail_id=mail.id)])
    update_card(work, case.id)


def due_to_erase(work: UnitOfWork) -> tuple[Mail, ...]:
    """Mails set aside for long enough that their words go now."""
    before = work.now - KEPT_ASIDE
    return mails.to_erase(work.connection, before=before, limit=_ERASED_AT_ONCE)


def erase(work: UnitOfWork, due: Sequence[Mail]) -> tuple[str, ...]:
    """Take the words of these mails; the hashes of bytes that nobody wants any more.

    Their fingerprints and what was decided stay.
    """
    mails.erase(work.connection, [mail.id for mail in due], at=work.now)
    hashes = {one for mail in due for one in (mail.raw, *(f.sha256 for f in mail.files)) if one}
    wanted = mails.wanted_contents(work.connection, hashes)
    return tuple(sorted(hashes - wanted))


def _undecided(work: UnitOfWork, mail_id: UUID, *, actor: str) -> Mail:
    mail, _ = _readable(work, mails.for_update(work.connection, mail_id), reader=actor)
    return undecided(mail)


def _readable(work: UnitOfWork, mail: Mail | None, *, reader: str) -> tuple[Mail, Case | None]:
    if mail is None or mail.erased_at is not None:
        raise MailNotFoundError
    case = cases.by_id(work.connection, mail.case_id) if mail.case_id else None
    if not may_read(reader, mail, case, work.office, in_charge(work, mail)):
        raise NotAllowedError
    return mail, case


def _seen_by(work: UnitOfWork, ref: str | None, *, reader: str) -> Case | None:
    named = cases.by_ref(work.connection, ref) if ref else None
    return named if named and may_see(reader, named, work.office) else None


def _decide(work: UnitOfWork, mail: Mail, state: MailState, *, actor: str) -> Mail:
    decided = replace(mail, state=state, decided_by=actor, decided_at=work.now)
    mails.decide(work.connection, decided)
    tell(work, [MailCardMessage(mail_id=mail.id)])
    for following in without_card(work, decided)[:1]:
        tell(work, [MailCardMessage(mail_id=following.id)])
    return decided


def without_card(work: UnitOfWork, mail: Mail) -> tuple[Mail, ...]:
    """Mails of the same sender that wait behind this one's card: too many came within an hour."""
    if not mail.from_address:
        return ()
    waiting = mails.waiting_of(work.connection, mail.from_address, since=mail.received_at)
    return tuple(one for one in waiting if one.id != mail.id and not has_card(work, one))


def has_card(work: UnitOfWork, mail: Mail) -> bool:
    """Whether a mail has a card of its own."""
    return outbox.is_known(work.connection, MailCardMessage(mail_id=mail.id).key)


def _journal(work: UnitOfWork, event: Event, mail: Mail, *, actor: str) -> None:
    """Which mail, never a word of it: its words stand in one place, to be erased there."""
    told = {"mail": str(mail.id), "sha256": mail.raw}
    journal.append(
        work.connection, event, at=work.now, actor=actor, case_id=mail.case_id, details=told
    )
