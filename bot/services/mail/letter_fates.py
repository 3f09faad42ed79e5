"""What becomes of a letter afterwards: it came back, or a person decides what nobody knows."""

from uuid import UUID

from bot.domain.cases.journal_entries import VIGIE, Event, JournalRecord, changes_between
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal
from bot.domain.cases.roles import HANDLING, roles_of
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.mail.departures import Bounce, LetterState, MailedLetter, ServerAnswer
from bot.domain.mail.wishes import taken_back, told_at
from bot.domain.messages.mail import LetterToSend
from bot.domain.steps.decisions import Decision
from bot.services.mail.letter_news import details_of, kept_of, note, say, settle, tell_of
from bot.services.mail.letters import take_told
from bot.services.messages.notifications import update_card
from bot.services.steps.consequences import carry_out
from bot.services.steps.steps import rehearse_step
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases
from storage.mail import letters
from storage.mail.wishes import before_from, step_from
from storage.messages import outbox

_MAY_COME_BACK = frozenset(
    {
        LetterState.SENDING,
        LetterState.ACCEPTED,
        LetterState.DECLARED_SENT,
        LetterState.UNKNOWN,
        LetterState.NOT_SENT,
    }
)

_OF_ATTEMPT = ("handed_over_at", "settled_at", "retry_at", "code", "enhanced_code", "answer")
"""What tells of the last attempt, and is forgotten for the next one."""


def note_returned(work: UnitOfWork, letter_id: UUID, bounce: Bounce) -> None:
    """Note that a letter came back: what it had kept is owed again, by the date it always had.

    A report can be forged, so it never keeps anything. One that came before the letter was last
    handed over is of an earlier attempt and changes nothing, and so does a second one.
    """
    letter = letters.for_update(work.connection, letter_id)
    if letter is None:
        return
    told = ServerAnswer(enhanced=bounce.status, text=bounce.diagnostic)
    answer = kept_of(letter, told) or told
    is_older = letter.handed_over_at is None or bounce.at < letter.handed_over_at
    if letter.state not in _MAY_COME_BACK or is_older:
        letters.note(work.connection, letter_id, "returned_again", at=work.now, text=answer.text)
        return
    was_sent = letter.state.counts_as_sent
    _, stored = letters.wish_of(work.connection, letter_id)
    if not was_sent or stored is None or letter.settled_at is None:
        settle(work, letter, LetterState.RETURNED, Event.LETTER_RETURNED, answer=answer)
        return
    _take_back(work, letter, answer)


def _take_back(work: UnitOfWork, letter: MailedLetter, answer: ServerAnswer) -> None:
    connection = work.connection
    _, stored = letters.wish_of(connection, letter.id)
    case = cases.for_update(connection, letter.case_id)
    if case is None or stored is None or letter.settled_at is None:
        raise AssertionError(letter.id)
    after = taken_back(case, before_from(stored), letter.settled_at)
    letters.change(
        connection,
        letter.id,
        state=LetterState.RETURNED,
        settled_at=work.now,
        untaken=None,
        enhanced_code=answer.enhanced,
        answer=answer.text or None,
    )
    note(work, letter, Event.LETTER_RETURNED, answer=answer)
    tell_of(work, letter, Event.LETTER_RETURNED)
    update_card(work, case.id)
    event = JournalRecord(
        name=Event.LETTER_RETURNED,
        changes=changes_between(case, after),
        details=details_of(letter, answer=answer),
    )
    carry_out(work, Decision(case=after, event=event), actor=VIGIE)


def declare_sent(work: UnitOfWork, letter_id: UUID, *, actor: str) -> None:
    """Somebody says that a letter of unknown outcome left: it did when it was handed over.

    Raises IllegalStepError where its outcome is known, NotAllowedError.
    """
    letter = _held(work, letter_id, actor=actor)
    if letter.state is not LetterState.UNKNOWN or letter.handed_over_at is None:
        raise _settled_already(letter)
    letters.change(work.connection, letter_id, decided_by=actor)
    state = LetterState.DECLARED_SENT
    take_told(work, letter, state, at=letter.handed_over_at, actor=actor)


def declare_not_sent(work: UnitOfWork, letter_id: UUID, *, actor: str) -> None:
    """Somebody says that a letter of unknown outcome did not leave. Raises as `declare_sent`."""
    letter = _held(work, letter_id, actor=actor)
    if letter.state is not LetterState.UNKNOWN:
        raise _settled_already(letter)
    letters.change(work.connection, letter_id, decided_by=actor)
    settle(work, letter, LetterState.NOT_SENT, Event.LETTER_NOT_SENT, actor=actor)


def send_again(work: UnitOfWork, letter_id: UUID, *, actor: str) -> None:
    """Have the same bytes sent once more, under the same Message-ID, since somebody decided so.

    Pressed twice, it is sent once. Raises IllegalStepError where the letter is on its way, its
    words are erased or its step would be refused now, and NotAllowedError.
    """
    letter = _held(work, letter_id, actor=actor)
    stored, _ = letters.wish_of(work.connection, letter_id)
    frozen = letters.frozen(work.connection, letter_id)
    if not letter.state.may_go_again or stored is None or frozen is None:
        raise _settled_already(letter)
    other = letters.unsettled_of(work.connection, letter.case_id, letter.kind)
    if other is not None and other.id != letter_id:
        waits = Refusal(reason=Reason.LETTER_ON_ITS_WAY, done_at=other.frozen_at)
        raise IllegalStepError(waits)
    rehearse_step(work, letter.case_id, told_at(step_from(stored), work.now), actor=letter.actor)
    letters.change(
        work.connection,
        letter_id,
        state=LetterState.SENDING,
        decided_by=actor,
        **dict.fromkeys(_OF_ATTEMPT),
    )
    sent = LetterToSend(case_id=letter.case_id, letter_id=letter_id)
    outbox.enqueue(work.connection, sent, at=work.now)
    update_card(work, letter.case_id)
    say(work, letter, Event.LETTER_WISHED, actor=actor)


def _held(work: UnitOfWork, letter_id: UUID, *, actor: str) -> MailedLetter:
    """The letter, for who handles its case."""
    letter = letters.for_update(work.connection, letter_id)
    case = cases.by_id(work.connection, letter.case_id) if letter else None
    if letter is None or case is None:
        raise CaseNotFoundError
    if not roles_of(actor, case, work.office) & HANDLING:
        raise NotAllowedError
    return letter


def _settled_already(letter: MailedLetter) -> IllegalStepError:
    return IllegalStepError(Refusal(reason=Reason.LETTER_SETTLED, done_at=letter.settled_at))
