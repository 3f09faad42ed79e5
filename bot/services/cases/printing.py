"""Letters on paper: those that a case tells of, for who may read them and prints them."""

from dataclasses import dataclass
from uuid import UUID

from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.letters import ToldLetter, letter_told_in
from bot.domain.cases.roles import may_see_files
from bot.domain.errors import NotAllowedError
from bot.domain.messages.files import LetterOnPaper
from bot.services.cases.showing import case_of_files
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, journal
from storage.messages import outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToPrint:
    """A letter with the case that it is about and whom it goes to, as they are known now."""

    told: ToldLetter
    case: Case
    complainant: Complainant | None


def request_letters(work: UnitOfWork, case_id: UUID, *, person: str, request_id: str) -> int:
    """Have every letter of a case sent as a PDF to who asks; how many that is.

    A request that comes twice is carried out once. Raises CaseNotFoundError, NotAllowedError.
    """
    case = case_of_files(work, case_id, person=person)
    wanted = [
        LetterOnPaper(case_id=case.id, recipient=person, once=request_id, seq=entry.seq)
        for entry in journal.history_of(work.connection, case.id)
        if letter_told_in(entry.details)
    ]
    outbox.enqueue_once(work.connection, wanted, at=work.now)
    return len(wanted)


def letter_to_print(work: UnitOfWork, wanted: LetterOnPaper) -> LetterToPrint | None:
    """The letter, as its reader may see it now; None where it was erased meanwhile.

    Raises NotAllowedError.
    """
    case = cases.by_id(work.connection, wanted.case_id) if wanted.case_id else None
    if case is None:
        return None
    entries = journal.history_of(work.connection, case.id)
    told = next((letter_told_in(one.details) for one in entries if one.seq == wanted.seq), None)
    if told is None:
        return None
    if not may_see_files(wanted.recipient or "", case, work.office):
        raise NotAllowedError
    complainant = cases.complainant_of(work.connection, case.id)
    return LetterToPrint(told=told, case=case, complainant=complainant)
