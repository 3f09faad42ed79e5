"""A letter on its way out: each phase written down with the outbox's row, in one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.mail.departures import LetterState, ServerAnswer
from bot.domain.messages.mail import LetterCopy, LetterToFind
from bot.services.mail.letters import (
    begin_handing_over,
    note_accepted,
    note_deferred,
    note_found,
    note_refused,
    note_unknown,
)
from bot.services.unit_of_work import UnitOfWork
from storage.mail import letters
from storage.mail.letters import FrozenLetter
from storage.messages import claims, outbox, processes
from storage.messages.claims import Claimed
from storage.messages.processes import SendingRate

LOOKED_FOR_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""When a letter of unknown outcome is looked for; a server's own copy may be late."""
MOST_ATTEMPTS = 29
"""Attempts whose pauses, from a minute to an hour, make a day; then a letter is given up."""
_LONGEST_PAUSE = timedelta(hours=1)
_PACE = "mail"
"""One provider serves all processes; no channel of Slack is called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftLetter:
    """A letter that a server accepted, or may have: what its copy is known by, and since when."""

    raw: bytes
    message_id: str
    at: datetime


def pause_before(attempt: int) -> timedelta:
    """How long to wait before this attempt, from the second on: 1 min, 2 min … an hour at most."""
    return min(timedelta(minutes=2 ** min(max(attempt - 2, 0), 10)), _LONGEST_PAUSE)


def letter_to_send(
    work: UnitOfWork, row: Claimed, letter_id: UUID, *, is_looked_for: bool
) -> FrozenLetter | None:
    """What is to leave; None where nothing is, which is noted.

    A claim that ended while the text was under way says nothing: nobody knows what became of it.
    """
    letter = letters.for_update(work.connection, letter_id)
    is_handed_over = letter is not None and letter.is_handed_over
    if row.attempts > MOST_ATTEMPTS and not is_handed_over:
        # each time something broke that nobody thought of
        record_refused(work, row, letter_id, ServerAnswer())
        return None
    is_waiting = letter is not None and letter.state is LetterState.SENDING
    frozen = letters.frozen(work.connection, letter_id) if is_waiting else None
    if letter is not None and frozen is not None and not letter.is_handed_over:
        return frozen
    begin_handing_over(work, letter_id)  # says what it is instead: unknown, or not to leave
    _end(work, row)
    left = letters.by_id(work.connection, letter_id)
    if is_waiting and is_looked_for and left is not None and left.state is LetterState.UNKNOWN:
        _look_for(work, row, letter_id)
    return None


def take_turn(work: UnitOfWork, rate: SendingRate) -> float:
    """In how many seconds a letter may leave, its place taken; at most ten minutes.

    Each process has one letter in hand, so that no more than that ever wait before it.
    """
    longest = processes.LONGEST_BACKLOG
    return processes.take_turn(work.connection, _PACE, rate, patience=longest) or 0.0


def hand_over(work: UnitOfWork, row: Claimed, letter_id: UUID) -> bool:
    """Note that the text is about to leave; False where it must not any more.

    Somebody else has the row by now, or the letter is withdrawn, which is noted.
    """
    if not claims.keep_hold(work.connection, row, now=work.now):
        return False
    if begin_handing_over(work, letter_id) is None:
        _end(work, row)
        return False
    return True


def record_accepted(
    work: UnitOfWork, row: Claimed, letter_id: UUID, answer: ServerAnswer, *, keeps_copy: bool
) -> None:
    """Note that the server took the letter, and have a copy kept where we are the ones to."""
    note_accepted(work, letter_id, answer)
    _end(work, row)
    if keeps_copy:
        copy = LetterCopy(case_id=row.case_id, letter_id=letter_id)
        outbox.enqueue(work.connection, copy, at=work.now)


def record_refused(work: UnitOfWork, row: Claimed, letter_id: UUID, answer: ServerAnswer) -> None:
    """Note that the server will not take the letter."""
    note_refused(work, letter_id, answer)
    _end(work, row)


def record_deferred(
    work: UnitOfWork, row: Claimed, letter_id: UUID, answer: ServerAnswer, *, error: str
) -> timedelta | None:
    """Note that the letter goes later, and say in how long; None where it is given up for good."""
    if row.attempts >= MOST_ATTEMPTS:
        record_refused(work, row, letter_id, answer)
        return None
    pause = pause_before(row.attempts + 1)
    retry_at = work.now + pause
    note_deferred(work, letter_id, answer, retry_at=retry_at)
    claims.record_failed(work.connection, row, error=error, due_at=retry_at, in_doubt=False)
    return pause


def record_unknown(work: UnitOfWork, row: Claimed, letter_id: UUID, *, is_looked_for: bool) -> None:
    """Note that nobody knows what became of the letter, and have it looked for where it can be."""
    note_unknown(work, letter_id)
    _end(work, row)
    if is_looked_for:
        _look_for(work, row, letter_id)


def _look_for(work: UnitOfWork, row: Claimed, letter_id: UUID) -> None:
    for attempt, pause in enumerate(LOOKED_FOR_AFTER, start=1):
        wanted = LetterToFind(
            case_id=row.case_id,
            letter_id=letter_id,
            attempt=attempt,
            not_before=work.now + pause,
        )
        outbox.enqueue(work.connection, wanted, at=work.now)


def give_back(work: UnitOfWork, row: Claimed) -> None:
    """Leave a row of which nothing was begun to whoever comes next."""
    claims.record_failed(
        work.connection, row, error="stopping", due_at=work.now, in_doubt=row.in_doubt
    )


def sent_letter(
    work: UnitOfWork, row: Claimed, letter_id: UUID, state: LetterState
) -> LeftLetter | None:
    """A letter that is in a state still, to be looked for or copied; None ends the row."""
    letter = letters.by_id(work.connection, letter_id)
    frozen = letters.frozen(work.connection, letter_id)
    if letter is None or frozen is None or letter.state is not state:
        _end(work, row)
        return None
    at = letter.handed_over_at or letter.frozen_at
    return LeftLetter(raw=frozen.raw, message_id=letter.message_id, at=at)


def record_looked_for(
    work: UnitOfWork, row: Claimed, letter_id: UUID, *, is_found: bool, borne: str | None = None
) -> None:
    """Note what a look among what was sent has shown; not to be there proves nothing.

    `borne` is the Message-ID that the copy bears: an answer may cite it.
    """
    if is_found:
        note_found(work, letter_id, ServerAnswer())
    letter = letters.by_id(work.connection, letter_id)
    if letter is not None and borne is not None:
        letters.learn_id(
            work.connection, borne, case_id=letter.case_id, letter_id=letter_id, at=work.now
        )
    _end(work, row)


def record_copied(work: UnitOfWork, row: Claimed) -> None:
    """Note that a copy lies among what was sent, or that none can be put there."""
    _end(work, row)


def put_off(work: UnitOfWork, row: Claimed, *, error: str) -> timedelta | None:
    """Try a look or a copy again after a pause, and say after how long; None once given up."""
    if row.attempts >= MOST_ATTEMPTS:
        _end(work, row)
        return None
    pause = pause_before(row.attempts + 1)
    due_at = work.now + pause
    claims.record_failed(work.connection, row, error=error, due_at=due_at, in_doubt=False)
    return pause


def _end(work: UnitOfWork, row: Claimed) -> None:
    claims.record_delivered(work.connection, row, channel=None, ts=None)
