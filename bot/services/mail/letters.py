"""Letters by mail: wished and frozen, handed over, and what their server made of them.

A letter's bytes are made once, in the transaction that wishes it, and only they ever leave. The
step that it tells is taken in the transaction that records its acceptance, as of that instant;
until then the case is as before.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid4

from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.cases.letters import Letter
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal
from bot.domain.errors import NotAllowedError
from bot.domain.mail.departures import LetterState, MailedLetter, ServerAnswer
from bot.domain.mail.wishes import before_telling, letter_in, told_at
from bot.domain.messages.mail import LetterToSend
from bot.domain.steps.decisions import StepCommand
from bot.mail.addresses import AddressError, one_address
from bot.services.mail.letter_news import columns_of, kept_of, say, settle
from bot.services.messages.notifications import update_card
from bot.services.steps.steps import StepRefusedError, StepView, rehearse_step, take_step
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, inbox
from storage.mail import letters
from storage.mail.letters import FrozenLetter
from storage.mail.wishes import step_from, stored_before, stored_step
from storage.messages import outbox

_MAY_TURN_OUT_ACCEPTED = frozenset({LetterState.SENDING, LetterState.UNKNOWN, LetterState.NOT_SENT})
SAME_WORDS_WITHIN = timedelta(days=1)
"""So long the same letter does not leave a second time: two people filled in the same form."""


class Composed(Protocol):
    """A letter as bytes, with the Message-ID that they bear and the one of its case's thread."""

    @property
    def raw(self) -> bytes: ...

    @property
    def message_id(self) -> str: ...

    @property
    def thread_id(self) -> str: ...

    @property
    def sha256(self) -> str: ...


class LetterMaker(Protocol):
    """Makes the bytes of letters under the school's address."""

    def compose(
        self, *, letter_id: UUID, thread_id: UUID, to: str, subject: str, body: str, at: datetime
    ) -> Composed:
        """The letter, made once. Raises ValueError for what no mail can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A step that is to be told by mail, to whom, and who asked for it in which form."""

    step: StepCommand
    to: str
    actor: str
    submission_id: UUID

    @property
    def letter(self) -> Letter:
        """What is told. Raises TypeError for a step that tells nobody."""
        letter = letter_in(self.step)
        if letter is None:
            raise TypeError(self.step.step)
        return letter


def wish_letter(
    work: UnitOfWork, case_id: UUID, wish: Wish, *, account: LetterMaker
) -> MailedLetter | None:
    """Freeze a letter and have it sent; nothing is taken in the case before it is accepted.

    Refuses now what the step would refuse. The same form a second time changes nothing; None
    where it was taken without a letter. Raises as `take_step`.
    """
    if not inbox.is_first(work.connection, wish.submission_id, at=work.now):
        return letters.by_submission(work.connection, wish.submission_id)
    view = rehearse_step(work, case_id, told_at(wish.step, work.now), actor=wish.actor)
    wish = replace(wish, to=_address(wish.to, view))
    if refusal := _sent_before(work, case_id, wish.letter, wish.to):
        raise StepRefusedError(refusal, view)
    return _wished(work, _freeze(work, case_id, wish, account), wish)


def _freeze(work: UnitOfWork, case_id: UUID, wish: Wish, account: LetterMaker) -> UUID:
    """Make the letter's bytes and keep them with its step; under which id."""
    letter_id, letter = uuid4(), wish.letter
    composed = account.compose(
        letter_id=letter_id,
        thread_id=case_id,
        to=wish.to,
        subject=letter.subject,
        body=letter.body,
        at=work.now,
    )
    row = {
        "id": letter_id,
        "case_id": case_id,
        "kind": letter.kind,
        "state": LetterState.SENDING,
        "step": stored_step(wish.step),
        "actor": wish.actor,
        "submission_id": wish.submission_id,
        "to_address": wish.to,
        "subject": letter.subject,
        "body": letter.body,
        "message_id": composed.message_id,
        "eml": composed.raw,
        "sha256": composed.sha256,
        "frozen_at": work.now,
    }
    letters.add(work.connection, row)
    # what an answer cites where a server puts an id of its own in the place of the letter's
    letters.learn_id(work.connection, composed.thread_id, case_id=case_id, at=work.now)
    return letter_id


def _sent_before(work: UnitOfWork, case_id: UUID, letter: Letter, to: str) -> Refusal | None:
    """Why no letter like this goes now: one may be on its way, or left, word for word, today."""
    if earlier := letters.unsettled_of(work.connection, case_id, letter.kind):
        return Refusal(reason=Reason.LETTER_ON_ITS_WAY, done_at=earlier.frozen_at)
    since = work.now - SAME_WORDS_WITHIN
    if twin := letters.twin_of(work.connection, case_id, letter, to=to, since=since):
        return Refusal(reason=Reason.LETTER_SENT_ALREADY, done_at=twin.settled_at)
    return None


def _address(to: str, view: StepView) -> str:
    try:
        return one_address(to)
    except AddressError as error:
        refusal = Refusal(reason=Reason.NO_MAIL, field="means")
        raise StepRefusedError(refusal, view) from error


def _wished(work: UnitOfWork, letter_id: UUID, wish: Wish) -> MailedLetter:
    connection, now = work.connection, work.now
    kept = letters.by_id(connection, letter_id)
    if kept is None:
        raise AssertionError(letter_id)
    case_id, by = kept.case_id, wish.actor
    letters.learn_id(connection, kept.message_id, case_id=case_id, letter_id=letter_id, at=now)
    letters.confirm_address(connection, case_id, wish.to.lower(), by=by, at=now)
    outbox.enqueue(connection, LetterToSend(case_id=case_id, letter_id=letter_id), at=now)
    update_card(work, case_id)
    say(work, kept, Event.LETTER_WISHED, actor=by)
    return kept


def begin_handing_over(work: UnitOfWork, letter_id: UUID) -> FrozenLetter | None:
    """Note that the server is about to be given the letter; None where it is not to leave.

    From here on nobody can say that it did not leave, unless the server refuses it. A letter whose
    step would be refused by now is cancelled: its case was settled otherwise, closed to who wished
    it, or erased.
    """
    letter = letters.for_update(work.connection, letter_id)
    if letter is None or letter.state is not LetterState.SENDING:
        return None
    if letter.is_handed_over:
        _leave_unknown(work, letter)
        return None
    frozen = letters.frozen(work.connection, letter_id)
    if frozen is None or not _may_still_be_taken(work, letter):
        settle(work, letter, LetterState.CANCELLED, Event.LETTER_CANCELLED)
        return None
    begun = {"handed_over_at": work.now, "attempts": letter.attempts + 1, "retry_at": None}
    letters.change(work.connection, letter_id, **begun)
    letters.note(work.connection, letter_id, "handed_over", at=work.now)
    return frozen


def _may_still_be_taken(work: UnitOfWork, letter: MailedLetter) -> bool:
    stored, _ = letters.wish_of(work.connection, letter.id)
    if stored is None:
        return False
    try:
        wanted = told_at(step_from(stored), work.now)
        rehearse_step(work, letter.case_id, wanted, actor=letter.actor)
    except (IllegalStepError, NotAllowedError):
        return False
    return True


def note_accepted(
    work: UnitOfWork, letter_id: UUID, answer: ServerAnswer, *, at: datetime | None = None
) -> None:
    """Note that the server took the letter, and take its step as of then.

    `at` is when it did, where that is known to be before now: a copy that the server itself made,
    or an answer, shows that a letter of unknown outcome had left when it was handed over. Said
    again it changes nothing.
    """
    letter = letters.for_update(work.connection, letter_id)
    if letter is None:
        return
    if letter.state in _MAY_TURN_OUT_ACCEPTED:
        told = min(at or work.now, work.now)
        take_told(work, letter, LetterState.ACCEPTED, at=told, answer=answer)
    elif letter.state is LetterState.DECLARED_SENT:
        letters.change(work.connection, letter_id, state=LetterState.ACCEPTED, **columns_of(answer))
        say(work, letter, Event.LETTER_ACCEPTED, answer=answer)
    else:
        letters.note(work.connection, letter_id, "accepted_late", at=work.now, code=answer.code)


def note_found(work: UnitOfWork, letter_id: UUID, answer: ServerAnswer) -> None:
    """Note that a letter of unknown outcome turned out to have left when it was handed over."""
    letter = letters.by_id(work.connection, letter_id)
    if letter is not None and letter.state is LetterState.UNKNOWN:
        note_accepted(work, letter_id, answer, at=letter.handed_over_at)


def take_told(
    work: UnitOfWork,
    letter: MailedLetter,
    state: LetterState,
    *,
    at: datetime,
    answer: ServerAnswer | None = None,
    actor: str = VIGIE,
) -> None:
    """Note that the letter left at `at` and take its step; the caller holds the letter.

    Where the case has moved on so that the step is refused, the letter stays sent and nothing
    else is made up: who pressed, and who has the case, are told.
    """
    connection, answer = work.connection, kept_of(letter, answer)
    before = cases.by_id(connection, letter.case_id)
    stored, _ = letters.wish_of(connection, letter.id)
    values = {"state": state, "settled_at": at, "retry_at": None} | columns_of(answer)
    kept = stored_before(before_telling(before)) if before and stored else None
    letters.change(connection, letter.id, untaken=kept, **values)
    update_card(work, letter.case_id)
    is_taken = stored is not None and _is_taken(work, letter, step_from(stored), at=at)
    is_declared = state is LetterState.DECLARED_SENT
    event = Event.LETTER_DECLARED_SENT if is_declared else Event.LETTER_ACCEPTED
    if not is_taken:
        letters.change(connection, letter.id, untaken=None)
        say(work, letter, Event.LETTER_LEFT_ALONE, state=state, is_untaken=True)
    say(work, letter, event, actor=actor, answer=answer)


def _is_taken(work: UnitOfWork, letter: MailedLetter, step: StepCommand, *, at: datetime) -> bool:
    try:
        take_step(work, letter.case_id, told_at(step, at), actor=letter.actor)
    except (IllegalStepError, NotAllowedError):
        return False
    return True


def note_deferred(
    work: UnitOfWork, letter_id: UUID, answer: ServerAnswer, *, retry_at: datetime
) -> None:
    """Note that the letter was not taken yet, and when the server is asked again."""
    letter = letters.for_update(work.connection, letter_id)
    if letter is None or letter.state is not LetterState.SENDING:
        return
    waits = {"handed_over_at": None, "retry_at": retry_at} | columns_of(answer)
    letters.change(work.connection, letter_id, **waits)
    letters.note(
        work.connection, letter_id, "deferred", at=work.now, code=answer.code, text=answer.text
    )
    update_card(work, letter.case_id)


def note_refused(work: UnitOfWork, letter_id: UUID, answer: ServerAnswer) -> None:
    """Note that the server will not take the letter: nothing was told, nothing is taken."""
    letter = letters.for_update(work.connection, letter_id)
    if letter is not None and letter.state is LetterState.SENDING:
        settle(work, letter, LetterState.REFUSED, Event.LETTER_REFUSED, answer=answer)


def note_unknown(work: UnitOfWork, letter_id: UUID) -> None:
    """Note that the server was given the letter and never answered: a person decides."""
    letter = letters.for_update(work.connection, letter_id)
    if letter is not None and letter.state is LetterState.SENDING:
        _leave_unknown(work, letter)


def _leave_unknown(work: UnitOfWork, letter: MailedLetter) -> None:
    settle(work, letter, LetterState.UNKNOWN, Event.LETTER_UNKNOWN)
