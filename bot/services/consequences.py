"""What follows from a step: the case is kept, planned anew, told and journalled, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from bot.domain import news
from bot.domain.actions import Action, new_action
from bot.domain.cases import Case
from bot.domain.changes import Event, Plain
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.recurrence import may_recur
from bot.domain.steps import Decision
from bot.services import planning
from bot.services.telling import tell_action_owner, tell_person, wish_card, wish_line
from bot.services.topics import watch_topic
from storage import actions, cases, journal
from storage.references import next_reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Who did something, when, and in which set-up of the school."""

    actor: str
    at: datetime
    office: Office


def carry_out(connection: Connection, decision: Decision, *, happening: Happening) -> None:
    """Write a decision, and the one linked to it, with all that follows.

    The caller holds both cases. The journal comes last: its head is locked until the end.
    """
    decisions = [decision, *([decision.linked] if decision.linked else [])]
    refs = [_keep(connection, one, happening) for one in decisions]
    for one, added in zip(decisions, refs, strict=True):
        write_entry(connection, one.event, happening, case_id=one.case.id, added=added)


def write_entry(
    connection: Connection,
    event: Event,
    happening: Happening,
    *,
    case_id: UUID | None,
    added: Sequence[Action] = (),
) -> None:
    """The journal's entry about a step, with what it changed and every word given with it."""
    changes = {name: [change.before, change.after] for name, change in event.changes.items()}
    details: dict[str, Any] = dict(event.details)
    if changes:
        details["changes"] = changes
    if added:
        details["refs"] = [action.ref for action in added]
    journal.append(
        connection,
        event.name,
        at=happening.at,
        actor=happening.actor,
        case_id=case_id,
        details=details,
    )


def replan(connection: Connection, case: Case, happening: Happening) -> None:
    """The one place where the reminders of a changed case are brought in step with it."""
    planning.replan(connection, case, office=happening.office, now=happening.at)


def replan_action(connection: Connection, action: Action, happening: Happening) -> None:
    """The same for a changed action."""
    planning.replan_action(connection, action, office=happening.office, now=happening.at)


def _keep(connection: Connection, decision: Decision, happening: Happening) -> tuple[Action, ...]:
    case = decision.case
    cases.save(connection, case)
    added = tuple(
        add_action(
            connection,
            new_action(
                draft,
                uuid4(),
                ref=next_action_reference(connection, happening),
                case=case,
                actor=happening.actor,
                now=happening.at,
            ),
            happening=happening,
        )
        for draft in decision.actions
    )
    replan(connection, case, happening)
    if may_recur(decision.event):
        watch_topic(connection, case, office=happening.office, now=happening.at)
    _announce(connection, decision, happening, added=added)
    return added


def carry_out_on_action(
    connection: Connection,
    action: Action,
    case: Case | None,
    *,
    event: Event,
    happening: Happening,
) -> None:
    """Write what happened to an action, with all that follows for the case it comes from."""
    actions.save(connection, action)
    replan_action(connection, action, happening)
    if case is not None:
        replan(connection, case, happening)
        wish_card(connection, case.id, at=happening.at)
        facts: dict[str, Plain] = {
            "action_id": str(action.id),
            "is_effective": action.is_effective,
        }
        wish_line(
            connection, case.id, event.name, actor=happening.actor, at=happening.at, facts=facts
        )
    write_entry(connection, event, happening, case_id=action.case_id)


def next_action_reference(connection: Connection, happening: Happening) -> str:
    """ACT-2026-0003: the year of recording in the office's zone."""
    year = happening.at.astimezone(happening.office.zone).year
    return next_reference(connection, "ACT", year=year)


def add_action(connection: Connection, action: Action, *, happening: Happening) -> Action:
    """Keep a new action and tell its owner."""
    actions.add(connection, action)
    replan_action(connection, action, happening)
    tell_action_owner(connection, action, actor=happening.actor, at=happening.at)
    return action


def _announce(
    connection: Connection, decision: Decision, happening: Happening, *, added: tuple[Action, ...]
) -> None:
    case, event, actor, at = decision.case, decision.event, happening.actor, happening.at
    facts: dict[str, Plain] = news.facts_of(event)
    if added:
        facts["action_id"] = str(added[0].id)
    if news.changes_card(event):
        wish_card(connection, case.id, at=at)
    if news.deserves_line(event):
        wish_line(connection, case.id, event.name, actor=actor, at=at, facts=facts)
    owner = news.new_owner(event)
    if owner not in {None, actor}:
        tell_person(connection, Outgoing.OWNER_NOTICE, case.id, person=owner, at=at)
    reporter = news.reporter_to_tell(case, event, actor=actor)
    if reporter is not None:
        told = {"event": event.name, "actor": actor, "at": at.isoformat(), "facts": facts}
        tell_person(
            connection, Outgoing.REPORTER_NEWS, case.id, person=reporter, at=at, details=told
        )
