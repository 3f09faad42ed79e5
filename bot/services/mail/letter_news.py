"""What is written and told of a letter's fate: journal, thread, and who has to know."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import VIGIE, Event, JournalRecord
from bot.domain.cases.roles import handlers_of, may_see
from bot.domain.mail.departures import LetterState, MailedLetter, ServerAnswer
from bot.domain.messages.cases import line_of
from bot.domain.messages.mail import LetterNotice
from bot.services.messages.notifications import tell, update_card
from bot.services.steps.consequences import write_entry
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases
from storage.mail import letters

_TO_WHOM_LED = frozenset({Event.LETTER_RETURNED, Event.LETTER_UNKNOWN})
_UNTOLD = frozenset({Event.LETTER_WISHED, Event.LETTER_ACCEPTED})
"""The card says the one, and the line of the step the other."""
_STATES = {
    Event.LETTER_REFUSED: LetterState.REFUSED,
    Event.LETTER_UNKNOWN: LetterState.UNKNOWN,
    Event.LETTER_RETURNED: LetterState.RETURNED,
    Event.LETTER_CANCELLED: LetterState.CANCELLED,
    Event.LETTER_LEFT_ALONE: LetterState.ACCEPTED,
}
"""What people are told of at once."""


def settle(
    work: UnitOfWork,
    letter: MailedLetter,
    state: LetterState,
    event: Event,
    *,
    actor: str = VIGIE,
    answer: ServerAnswer | None = None,
) -> None:
    """Note a letter's new state, which changes nothing in its case, and tell of it."""
    answer = kept_of(letter, answer)
    settled = {"state": state, "settled_at": work.now, "retry_at": None}
    letters.change(work.connection, letter.id, **settled | columns_of(answer))
    update_card(work, letter.case_id)
    say(work, letter, event, actor=actor, answer=answer)


def say(
    work: UnitOfWork,
    letter: MailedLetter,
    event: Event,
    *,
    actor: str = VIGIE,
    answer: ServerAnswer | None = None,
    state: LetterState | None = None,
    is_untaken: bool = False,
) -> None:
    """Write down what befell a letter, in its case's thread and journal, and tell who must know."""
    answer = kept_of(letter, answer)
    told = JournalRecord(name=event, changes={}, details=details_of(letter, answer=answer))
    note(work, letter, event, answer=answer)
    tell_of(work, letter, event, state=state, is_untaken=is_untaken)
    case = cases.by_id(work.connection, letter.case_id)
    if case is not None and event not in _UNTOLD:
        tell(work, [line_of(case, told, actor=actor, at=work.now)])
    write_entry(work, told, case_id=letter.case_id, actor=actor)


def kept_of(letter: MailedLetter, answer: ServerAnswer | None) -> ServerAnswer | None:
    """What is kept of an answer: of an erased letter not its text, which may name the addressee."""
    is_erased = letter.to_address is None
    return replace(answer, text="") if answer is not None and is_erased else answer


def columns_of(answer: ServerAnswer | None) -> dict[str, Any]:
    """What a server said, as columns; what it said before stays where it says nothing new."""
    if answer is None:
        return {}
    return {
        "code": answer.code,
        "enhanced_code": answer.enhanced,
        "answer": answer.text or None,
        "server": answer.server,
    }


def note(
    work: UnitOfWork, letter: MailedLetter, event: Event, *, answer: ServerAnswer | None = None
) -> None:
    """Write it down beside the letter."""
    code, text = (answer.code, answer.text or None) if answer else (None, None)
    what = event.removeprefix("letter_")
    letters.note(work.connection, letter.id, what, at=work.now, code=code, text=text)


def tell_of(
    work: UnitOfWork,
    letter: MailedLetter,
    event: Event,
    *,
    state: LetterState | None = None,
    is_untaken: bool = False,
) -> None:
    """Tell who pressed and who has the case, and of what may have been lost who leads it."""
    case = cases.by_id(work.connection, letter.case_id)
    told = state or _STATES.get(event)
    if case is None or event not in _STATES or told is None:
        return
    tell(
        work,
        [
            LetterNotice(
                case_id=case.id,
                recipient=one,
                letter_id=letter.id,
                letter=letter.kind,
                state=told,
                is_untaken=is_untaken,
            )
            for one in dict.fromkeys(_readers(work, case, letter, event))
            if may_see(one, case, work.office)
        ],
    )


def _readers(work: UnitOfWork, case: Case, letter: MailedLetter, event: Event) -> Iterator[str]:
    yield letter.actor
    if case.owner is not None:
        yield case.owner
    if event in _TO_WHOM_LED:
        yield from handlers_of(case, work.office) if case.confidential else work.office.in_quality


def details_of(letter: MailedLetter, *, answer: ServerAnswer | None = None) -> dict[str, Any]:
    """What the journal says of a letter: which it is, its proof, and the server's answer."""
    said = {"letter_kind": str(letter.kind), "letter_id": str(letter.id), "sha256": letter.sha256}
    if answer is None:
        return said
    found = {"code": answer.code, "enhanced_code": answer.enhanced, "server_said": answer.text}
    return said | {name: value for name, value in found.items() if value}
