"""What a step is decided from beyond the case; and what follows from it, written all at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import PREFIX, Action, new_action
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import VIGIE, Event, JournalRecord, changes_between
from bot.domain.cases.letters import letter_told_in
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal
from bot.domain.messages.actions import (
    keys_about,
    messages_of_action,
    messages_of_new_action,
)
from bot.domain.messages.cases import changes_card, messages_of
from bot.domain.messages.files import LetterOnPaper
from bot.domain.messages.registry import kinds_that
from bot.domain.reports.quality_risks import may_recur
from bot.domain.school.policies import Policy
from bot.domain.steps.decisions import CaseContext, Decision
from bot.domain.steps.ending import returned
from bot.domain.steps.lifecycles import Step
from bot.services.deadlines.planning import replan, replan_action
from bot.services.messages.notifications import tell
from bot.services.messages.shown_files import withdraw_shown
from bot.services.school.confiding import confide, tell_handlers
from bot.services.steps.recurring import watch_topic
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.cases import cases, journal
from storage.cases.cases import next_reference
from storage.messages import outbox
from storage.school import people
from storage.school.office import policy_of_case, policy_version_of_case

_CLOSING = frozenset({"confidential", "concerned_people"})
"""Changes that close a case to some who read of it: what they were told says so then."""
_REOPENING = frozenset({Step.REOPEN, Event.DUPLICATE_RETURNED})
_KEPT_CURRENT = kinds_that(lambda one: one.is_kept_current)
_WITH_WORDS = kinds_that(lambda one: one.holds_words)


def carry_out(work: UnitOfWork, decision: Decision, *, actor: str) -> Case:
    """Write a decision, those before and those linked to it, with all that follows.

    The case as it is then. The caller holds all cases. The journal comes last, its head locked
    until the end, but for topics that recur: these write into it too.
    """
    every = (*decision.earlier, decision, *decision.linked)
    decisions = [_confided(work, one, actor=actor) for one in every]
    refs = [_keep(work, one, actor=actor) for one in decisions]
    for one, added in zip(decisions, refs, strict=True):
        write_entry(work, one.event, case_id=one.case.id, added=added, actor=actor)
    for one in decisions:
        if may_recur(one.event):
            watch_topic(work, one.case)
    return decisions[len(decision.earlier)].case


def hand_back_duplicates(work: UnitOfWork, original: Case, *, actor: str) -> None:
    """Have what repeats a case that ended without being handled be owed anew."""
    for case_id in sorted(cases.duplicates_of(work.connection, original)):
        one = cases.for_update(work.connection, case_id)
        if one is not None and one.duplicate_of == original.ref:
            back = returned(one, now=work.now, around=case_context_of(work, one))
            carry_out(work, back, actor=actor)


def _confided(work: UnitOfWork, decision: Decision, *, actor: str) -> Decision:
    """The decision with handlers for a case that is confidential now and had none, who are told."""
    case = decision.case
    confided = confide(work, case)
    if confided.handlers == case.handlers:
        return decision
    tell_handlers(work, confided, before=case.handlers, actor=actor)
    changes = {**decision.event.changes, **changes_between(case, confided)}
    return replace(decision, case=confided, event=replace(decision.event, changes=changes))


def write_entry(
    work: UnitOfWork,
    event: JournalRecord,
    *,
    actor: str,
    case_id: UUID | None,
    added: Sequence[Action] = (),
) -> None:
    """The journal's entry about a step, with what it changed and every word given with it.

    A letter that goes out on paper is sent to who took the step, to be printed.
    """
    changes = {name: [change.before, change.after] for name, change in event.changes.items()}
    details: dict[str, Any] = dict(event.details)
    if changes:
        details["changes"] = changes
    if added:
        details["refs"] = [action.ref for action in added]
    seq = journal.append(
        work.connection, event.name, at=work.now, actor=actor, case_id=case_id, details=details
    )
    told = letter_told_in(details)
    if case_id and told and told.goes_on_paper and actor != VIGIE:
        paper = LetterOnPaper(case_id=case_id, recipient=actor, once="step", seq=seq)
        outbox.enqueue_once(work.connection, [paper], at=work.now)


def _keep(work: UnitOfWork, decision: Decision, *, actor: str) -> tuple[Action, ...]:
    case = decision.case
    cases.save(work.connection, case)
    added = tuple(
        add_action(
            work,
            new_action(
                draft,
                uuid4(),
                ref=next_action_reference(work),
                case=case,
                actor=actor,
                now=work.now,
            ),
            actor=actor,
        )
        for draft in decision.actions
    )
    replan(work, case, has_moved=actor != VIGIE)
    if decision.event.changes.keys() & _CLOSING:
        outbox.renew(work.connection, case.id, kinds=_WITH_WORDS, now=work.now, with_over=True)
        withdraw_shown(work, case.id)
    if changes_card(decision.event):
        is_reopened = decision.event.name in _REOPENING
        outbox.renew(
            work.connection, case.id, kinds=_KEPT_CURRENT, now=work.now, with_over=is_reopened
        )
    if decision.is_told:
        messages = messages_of(
            case,
            decision.event,
            actor=actor,
            at=work.now,
            added=added,
            stand_ins=work.office.stand_ins,
        )
        tell(work, messages)
    return added


def carry_out_on_action(
    work: UnitOfWork, action: Action, case: Case | None, *, actor: str, event: JournalRecord
) -> None:
    """Write what happened to an action, with all that follows for the case it comes from."""
    actions.save(work.connection, action)
    replan_action(work, action)
    _renew_about(work, action, with_over=event.name == ActionStep.REOPEN.event)
    if case is not None:
        replan(work, case, has_moved=actor != VIGIE)
    tell(work, messages_of_action(action, event, actor=actor, at=work.now))
    write_entry(work, event, case_id=action.case_id, actor=actor)


def _renew_about(work: UnitOfWork, action: Action, *, with_over: bool) -> None:
    """Have what was told of an action say what became of it; of a plan's, found by its keys."""
    connection, now = work.connection, work.now
    if action.case_id is None:
        outbox.renew_under(connection, keys_about(action), now=now, with_over=with_over)
    else:
        kinds = _KEPT_CURRENT
        outbox.renew(connection, action.case_id, kinds=kinds, now=now, with_over=with_over)


def next_action_reference(work: UnitOfWork) -> str:
    """ACT-2026-0003: the year of recording in the office's zone."""
    year = work.now.astimezone(work.office.zone).year
    return next_reference(work.connection, PREFIX, year=year)


def add_action(work: UnitOfWork, action: Action, *, actor: str) -> Action:
    """Keep a new action and tell its owner."""
    actions.add(work.connection, action)
    replan_action(work, action)
    tell(work, messages_of_new_action(action, actor=actor))
    return action


def case_context_of(work: UnitOfWork, case: Case, *, original: Case | None = None) -> CaseContext:
    """All that `decide` has to know of a case's surroundings."""
    return CaseContext(
        policy=policy_of(work, case),
        calendar=work.office.at(case.site).calendar,
        mediator=work.office.mediator,
        actions=actions.of_case(work.connection, case.id),
        original=original,
        has_duplicates=bool(cases.duplicates_of(work.connection, case)),
    )


def policy_of(work: UnitOfWork, case: Case) -> Policy:
    """The promises that the case was filed under: a new policy moves no existing deadline."""
    version = policy_version_of_case(work.connection, case.id)
    if version in {None, work.office.policy.version}:
        return work.office.policy
    return policy_of_case(work.connection, case.id) or work.office.policy


def check_owner(connection: Connection, person: str | None) -> None:
    """Refuse an owner whose account is deactivated, and a program.

    Slack's menu offers both. A member not heard of yet is new, and may own.
    Raises IllegalStepError.
    """
    known = people.by_ids(connection, [person]).get(person) if person else None
    if known is None or known.may_own:
        return
    reason = Reason.IS_BOT if known.is_bot else Reason.HAS_LEFT
    raise IllegalStepError(Refusal(reason=reason, field="owner", person=person))
