"""Appreciations put before those who judge them: told, recalled, and what became of each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.cases import Case
from bot.domain.cases.taxonomy import Kind
from bot.domain.messages.appreciations import AppreciationsNotice
from bot.domain.school.office import Person
from bot.domain.sessions.appreciations import (
    Appreciation,
    AppreciationJudgedError,
    AppreciationNotFoundError,
    AppreciationOfSession,
    Requalification,
    readers_of_words,
)
from bot.services.messages.notifications import is_untold, tell
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import journal
from storage.school import people
from storage.sessions import appreciations

LOOKED_AT = 200
"""Appreciations that are looked at, the earliest first: judged by hand, one by one."""
RECALLED_AFTER = timedelta(days=7)


def waiting_for(work: UnitOfWork, reader: str) -> tuple[AppreciationOfSession, ...]:
    """The appreciations that somebody is to judge; nothing for who judges none."""
    if reader not in _judges(work):
        return ()
    waiting = appreciations.waiting(work.connection, limit=LOOKED_AT)
    members = _members(work, [one.appreciation for one in waiting])
    return tuple(
        one
        for one in waiting
        if reader in readers_of_words(one.appreciation, work.staffed, members)
    )


def open_waiting(work: UnitOfWork, *, reader: str) -> tuple[AppreciationOfSession, ...]:
    """The same, to be read; that words in confidence were is written down."""
    found = waiting_for(work, reader)
    read = [str(one.appreciation.id) for one in found if one.appreciation.in_confidence]
    if read:
        details, event = {"appreciations": read}, "appreciations_read"
        journal.append(work.connection, event, at=work.now, actor=reader, details=details)
    return found


def appreciation_for(
    work: UnitOfWork, appreciation_id: UUID, *, reader: str
) -> AppreciationOfSession:
    """One that waits. Raises AppreciationNotFoundError to who may not, AppreciationJudgedError."""
    found = appreciations.by_id(work.connection, appreciation_id)
    _check(work, found.appreciation if found else None, person=reader)
    if found is None:
        raise AppreciationNotFoundError
    return found


def leave_appreciation(
    work: UnitOfWork, appreciation_id: UUID, *, reason: str, actor: str
) -> Appreciation:
    """Say that an appreciation is neither a complaint nor a difficulty, and why.

    Raises as `appreciation_for`.
    """
    return _judge(work, appreciation_id, Requalification.NOTHING, actor=actor, reason=reason)


def take_appreciation(work: UnitOfWork, case: Case, appreciation_id: UUID, *, by: str) -> None:
    """Make an appreciation the one that a case came of, in the transaction that files it.

    Raises as `appreciation_for`.
    """
    is_complaint = case.kind is Kind.COMPLAINT
    judgement = Requalification.COMPLAINT if is_complaint else Requalification.DIFFICULTY
    _judge(work, appreciation_id, judgement, actor=by, case=case)


def tell_readers(work: UnitOfWork, waiting: Iterable[Appreciation]) -> None:
    """Tell each who judges one of these, once for all of them."""
    told = list(waiting)
    members = _members(work, told)
    readers = dict.fromkeys(
        person for one in told for person in readers_of_words(one, work.staffed, members)
    )
    at = f"{work.now:%Y%m%dT%H%M%S%f}"
    tell(
        work,
        [AppreciationsNotice(recipient=person, once=f"{at}:{person}") for person in readers],
    )


def recall_appreciations(transactions: Transactions) -> int:
    """Recall on a working morning what nobody has judged for a week, once a week to each.

    Returns how many messages were asked for.
    """
    with transactions.reading() as work:
        wanted = [one for one in _recalls(work) if is_untold(work, one)]
    if not wanted:
        return 0
    with transactions.writing() as work:
        told = [one for one in wanted if is_untold(work, one)]
        tell(work, told)
        return len(told)


def _recalls(work: UnitOfWork) -> list[AppreciationsNotice]:
    calendar, day = work.office.calendar, local_day(work.now, work.office.zone)
    if not calendar.is_working_day(day) or work.now < calendar.morning_of(day):
        return []
    since = work.now - RECALLED_AFTER
    waiting = appreciations.waiting(work.connection, limit=LOOKED_AT)
    old = [one.appreciation for one in waiting if one.taken_at <= since]
    members = _members(work, old)
    readers = dict.fromkeys(
        person for one in old for person in readers_of_words(one, work.staffed, members)
    )
    year, week, _ = day.isocalendar()
    return [
        AppreciationsNotice(recipient=person, once=f"{year}-{week}:{person}", is_recall=True)
        for person in readers
    ]


def _judge(
    work: UnitOfWork,
    appreciation_id: UUID,
    judgement: Requalification,
    *,
    actor: str,
    reason: str | None = None,
    case: Case | None = None,
) -> Appreciation:
    waits = _check(work, appreciations.for_update(work.connection, appreciation_id), person=actor)
    judged = replace(
        waits,
        judgement=judgement,
        reason=reason,
        judged_by=actor,
        judged_at=work.now,
        case_id=case.id if case else None,
    )
    appreciations.judge(work.connection, judged)
    details = {"appreciation": str(judged.id), "judgement": judgement.value}
    details |= {"ref": case.ref} if case else {}
    event = "appreciation_judged"
    journal.append(work.connection, event, at=work.now, actor=actor, details=details)
    return judged


def _check(work: UnitOfWork, found: Appreciation | None, *, person: str) -> Appreciation:
    """The appreciation, which waits and which this person judges."""
    if found is None or person not in readers_of_words(
        found, work.staffed, _members(work, [found])
    ):
        raise AppreciationNotFoundError
    if not found.is_waiting:
        raise AppreciationJudgedError
    return found


def _judges(work: UnitOfWork) -> frozenset[str]:
    office = work.office
    return frozenset((*office.in_quality, *office.confidential_handlers, *office.training_managers))


def _members(work: UnitOfWork, read: Iterable[Appreciation]) -> tuple[Person, ...]:
    """Who might read words in confidence, to be told by name; for any others nobody."""
    if not any(one.in_confidence for one in read):
        return ()
    return tuple(people.by_ids(work.connection, _judges(work)).values())
