"""Planning again: open cases without a reminder, and what a clock that was ahead had said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.domain.deadlines.open_deadlines import DUE_BY_DAY, action_deadline
from bot.domain.messages.deadlines import AuditNotice, reminder_keys
from bot.services.deadlines.planning import replan, replan_action
from bot.services.messages.notifications import update_card
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.actions import actions
from storage.cases import cases
from storage.deadlines import open_deadlines, premature
from storage.deadlines.premature import Unsaid
from storage.deadlines.reminders import KeptReminder
from storage.deadlines.unplanned import unplanned_actions, unplanned_cases, unplanned_effects
from storage.messages import outbox
from storage.school import people

AT_ONCE = 200
"""Cases or reminders in one transaction: filing does not wait for more."""
NAMED = 10
JUDGED_AGAIN = 500
"""Entries of the journal whose cases are looked at: far more than a school writes in an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """An audit's result: how many open cases had no reminder, and were given one."""

    unplanned: int


def audit_plans(transactions: Transactions) -> Audit:
    """Plan what open cases lack, and tell the quality managers which they were.

    Nothing is ever found unless the program has a fault or the database was touched by
    hand. Raises StorageUnavailableError.
    """
    _judge_again(transactions)
    _plan_effects(transactions)
    _follow_the_zone(transactions)
    with transactions.reading() as work:
        if not (
            unplanned_cases(work.connection, limit=1) or unplanned_actions(work.connection, limit=1)
        ):
            return Audit(unplanned=0)
    with transactions.writing() as work:
        refs = [*_plan_cases(work), *_plan_actions(work)]
        _tell(work, refs)
    return Audit(unplanned=len(refs))


def _judge_again(transactions: Transactions) -> None:
    """Have figures count what an older release did beside this one, during an upgrade."""
    with transactions.reading() as work:
        found = cases.misjudged(work.connection, among=JUDGED_AGAIN)
    if found:
        with transactions.writing() as work:
            for case_id in sorted(found):
                case = cases.for_update(work.connection, case_id)
                if case is not None:
                    cases.save(work.connection, case)


def _plan_effects(transactions: Transactions) -> None:
    """Plan what an older release, which recalled no effect, left to be judged."""
    with transactions.reading() as work:
        if not unplanned_effects(work.connection, limit=1):
            return
    with transactions.writing() as work:
        for action_id in unplanned_effects(work.connection, limit=AT_ONCE):
            action = actions.for_update(work.connection, action_id)
            if action is not None:
                replan_action(work, action)


def _follow_the_zone(transactions: Transactions) -> None:
    """Have what is due by the end of a day be due by that of the zone which is set now.

    A claim does so too, once something is to be said of it: lists and cards are right before.
    """
    with transactions.reading() as work:
        moved = _in_another_zone(work)
    if moved:
        with transactions.writing() as work:
            for action_id in moved[:AT_ONCE]:
                action = actions.for_update(work.connection, action_id)
                if action is not None:
                    replan_action(work, action)


def _in_another_zone(work: UnitOfWork) -> list[UUID]:
    kept = open_deadlines.of_kinds(work.connection, DUE_BY_DAY)
    known = actions.by_ids(work.connection, (one.subject for one in kept))
    owed = {one.id: action_deadline(one, work.office.zone) for one in known.values()}
    return sorted(
        one.subject
        for one in kept
        if (deadline := owed.get(one.subject)) and deadline.due_at != one.due_at
    )


def _plan_cases(work: UnitOfWork) -> Iterator[str]:
    for case_id in unplanned_cases(work.connection, limit=AT_ONCE):
        case = cases.for_update(work.connection, case_id)
        if case is not None:
            replan(work, case)
            yield case.ref


def _plan_actions(work: UnitOfWork) -> Iterator[str]:
    for action_id in unplanned_actions(work.connection, limit=AT_ONCE):
        action = actions.for_update(work.connection, action_id)
        if action is not None:
            replan_action(work, action)
            yield action.ref


def _tell(work: UnitOfWork, refs: list[str]) -> None:
    day = str(work.office.calendar.day_of(work.now))
    notices = [
        AuditNotice(recipient=manager, once=day, refs=tuple(refs[:NAMED]), count=len(refs))
        for manager in work.office.in_quality
        if not people.has_left(work.connection, manager)
    ]
    outbox.enqueue_once(work.connection, notices, at=work.now)


def plan_again(transactions: Transactions) -> bool:
    """Have everything said and done at its true time; False where there was nothing of the kind.

    Harmless when repeated, and beside others that do the same. Raises StorageUnavailableError.
    """
    with transactions.reading() as work:
        if not premature.is_any(work.connection, now=work.now):
            return False
    with transactions.writing() as work:
        premature.forget_lists_and_drafts(work.connection, now=work.now)
        premature.free_messages(work.connection, now=work.now)
        premature.bring_back(work.connection, now=work.now)
        for case_id in premature.unmark_deadlines(work.connection, now=work.now):
            update_card(work, case_id)
    while transactions.write(_unsay_some) == AT_ONCE:
        pass
    return True


def _unsay_some(work: UnitOfWork) -> int:
    unsaid = premature.unsay_reminders(work.connection, now=work.now, limit=AT_ONCE)
    for one in unsaid:
        key = reminder_keys(one.subject, one.rule, due_at=one.due_at)
        premature.free_reminder(work.connection, key)
    _replan(work, {one.subject for one in unsaid}, cases_of=unsaid)
    return len(unsaid)


def plan_subjects(work: UnitOfWork, kept: Sequence[KeptReminder]) -> None:
    """Plan the cases and actions anew of which these reminders were."""
    _replan(work, {one.reminder.subject for one in kept}, cases_of=kept)


def _replan(
    work: UnitOfWork, subjects: Iterable[UUID], *, cases_of: Sequence[Unsaid | KeptReminder]
) -> None:
    # cases before their actions, as everywhere
    for case_id in sorted({one.case_id for one in cases_of if one.case_id is not None}):
        case = cases.for_update(work.connection, case_id)
        if case is not None:
            replan(work, case)
    for subject in sorted(subjects):
        action = actions.for_update(work.connection, subject)
        if action is not None:
            replan_action(work, action)
