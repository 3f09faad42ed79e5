"""Actions: seen, done, judged and carried on by those who may, in a case or in the action plan."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection

from bot.domain.action_steps import (
    ActionStep,
    WantedOnAction,
    action_steps_open_to,
    decide_action,
)
from bot.domain.actions import Action, ActionDraft, Provenance, new_plan_action, roles_on_action
from bot.domain.cases import Case
from bot.domain.changes import Event, fields_of
from bot.domain.checks import check_text
from bot.domain.errors import ActionNotFoundError, NotAllowedError
from bot.domain.office import Office
from bot.domain.refusals import IllegalStepError, Refusal
from bot.domain.roles import Role, may_see
from bot.services.consequences import (
    Happening,
    add_action,
    next_action_reference,
    replan,
    replan_action,
    write_entry,
)
from bot.services.offices import current_office
from bot.services.telling import tell_action_owner, wish_card, wish_line
from storage import actions, cases, submissions
from storage.database import Database

EVENT_PREFIX = "action_"
"""What the journal puts before the name of a step on an action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """An action as one person may act on it now; `case` is where it comes from."""

    action: Action
    case: Case | None
    office: Office
    roles: frozenset[Role]
    steps: tuple[ActionStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStepTaken:
    """The action after a step; `event` is None when the same form had been taken before."""

    action: Action
    case: Case | None
    office: Office
    roles: frozenset[Role]
    steps: tuple[ActionStep, ...]
    event: Event | None


class ActionStepRefusedError(IllegalStepError):
    """A step was refused and nothing changed; `view` is the action as it is now."""

    def __init__(self, refusal: Refusal, view: ActionView) -> None:
        super().__init__(refusal)
        self.view = view


def look_at_action(
    database: Database, wanted: UUID | str, *, reader: str, defaults: Office
) -> ActionView:
    """An action by its id or reference, and what the reader may do to it now.

    Raises ActionNotFoundError, and NotAllowedError to those who may not see it.
    """
    with database.reading() as connection:
        office = current_office(connection, defaults)
        if isinstance(wanted, UUID):
            action = actions.by_id(connection, wanted)
        else:
            action = actions.by_ref(connection, wanted)
        if action is None:
            raise ActionNotFoundError
        case = cases.by_id(connection, action.case_id) if action.case_id else None
        return _seen(action, case, office, reader)


def take_action_step(
    database: Database,
    action_id: UUID,
    wanted: WantedOnAction,
    *,
    actor: str,
    now: datetime,
    defaults: Office,
    submission_id: UUID | None = None,
) -> ActionStepTaken:
    """Take a step on an action and write all that follows from it, in one transaction.

    The same `submission_id` a second time changes nothing. Raises ActionNotFoundError,
    NotAllowedError, and ActionStepRefusedError with the action as it is now.
    """
    with database.writing() as connection:
        office = current_office(connection, defaults)
        action, case = _locked(connection, action_id)
        view = _seen(action, case, office, actor)
        if submission_id and not submissions.is_first(connection, submission_id, at=now):
            return _taken(view, event=None)
        try:
            decision = decide_action(action, wanted, actor=actor, roles=view.roles, now=now)
        except IllegalStepError as error:
            raise ActionStepRefusedError(error.refusal, view) from error
        event = _named(decision.event, action)
        happening = Happening(actor=actor, at=now, office=office)
        _keep(connection, decision.action, case, event=event, happening=happening)
        return _taken(_view(decision.action, case, office, person=actor), event=event)


def add_to_plan(
    database: Database,
    draft: ActionDraft,
    provenance: Provenance,
    *,
    actor: str,
    now: datetime,
    defaults: Office,
    submission_id: UUID | None = None,
) -> Action | None:
    """Write an action of no single case: from a meeting, a review, a topic that came back.

    Only quality managers may: raises NotAllowedError, or IllegalStepError where the draft
    says too little. None when the same form had been taken before.
    """
    check_text(draft.title, field="title")
    check_text(draft.owner, field="owner")
    with database.writing() as connection:
        office = current_office(connection, defaults)
        if actor not in office.quality_managers:
            raise NotAllowedError
        if submission_id and not submissions.is_first(connection, submission_id, at=now):
            return None
        happening = Happening(actor=actor, at=now, office=office)
        return plan_action(connection, draft, provenance, happening=happening)


def plan_action(
    connection: Connection, draft: ActionDraft, provenance: Provenance, *, happening: Happening
) -> Action:
    """The same within a transaction; who may is for the caller to say."""
    ref = next_action_reference(connection, happening)
    actor, now = happening.actor, happening.at
    action = new_plan_action(draft, uuid4(), ref=ref, provenance=provenance, actor=actor, now=now)
    add_action(connection, action, happening=happening)
    event = Event(name="action_add", changes={}, details=fields_of(action))
    write_entry(connection, event, happening, case_id=None)
    return action


def action_plan(
    database: Database, *, reader: str, defaults: Office, with_settled: bool = False
) -> tuple[ActionView, ...]:
    """The actions that the reader may see, soonest due first.

    Those settled (effective or cancelled) only `with_settled`.
    """
    with database.reading() as connection:
        office = current_office(connection, defaults)
        listed = actions.everything if with_settled else actions.unsettled
        found = [
            _view(action, case, office, person=reader)
            for action, case in _with_cases(connection, listed(connection))
            if _may_see_action(reader, action, case, office)
        ]
    return tuple(found)


def _locked(connection: Connection, action_id: UUID) -> tuple[Action, Case | None]:
    """The action and its case, the case locked first as everywhere."""
    known = actions.by_id(connection, action_id)
    if known is None:
        raise ActionNotFoundError
    case = cases.for_update(connection, known.case_id) if known.case_id else None
    action = actions.for_update(connection, action_id)
    if action is None:
        raise ActionNotFoundError
    return action, case


def _keep(
    connection: Connection,
    action: Action,
    case: Case | None,
    *,
    event: Event,
    happening: Happening,
) -> None:
    actions.save(connection, action)
    replan_action(connection, action, happening)
    if case is not None:
        replan(connection, case, happening)
        wish_card(connection, case.id, at=happening.at)
        wish_line(
            connection,
            case.id,
            event.name,
            actor=happening.actor,
            at=happening.at,
            facts={"action_id": str(action.id), "is_effective": action.is_effective},
        )
    if "owner" in event.changes:
        tell_action_owner(connection, action, actor=happening.actor, at=happening.at)
    write_entry(connection, event, happening, case_id=action.case_id)


def _named(event: Event, action: Action) -> Event:
    """The same under the journal's name, saying which action it is about."""
    details = {"action": action.ref, "action_id": str(action.id), **event.details}
    return replace(event, name=EVENT_PREFIX + event.name, details=details)


def _with_cases(
    connection: Connection, listed: tuple[Action, ...]
) -> list[tuple[Action, Case | None]]:
    ids = {action.case_id for action in listed if action.case_id}
    known = cases.by_ids(connection, ids)
    return [(action, known.get(action.case_id) if action.case_id else None) for action in listed]


def _may_see_action(person: str, action: Action, case: Case | None, office: Office) -> bool:
    """Its owner, those who lead it, and whoever may see the case it comes from."""
    if roles_on_action(person, action, case=case, office=office) - {Role.CONCERNED}:
        return True
    return case is not None and may_see(person, case, office)


def _seen(action: Action, case: Case | None, office: Office, person: str) -> ActionView:
    if not _may_see_action(person, action, case, office):
        raise NotAllowedError
    return _view(action, case, office, person=person)


def _view(action: Action, case: Case | None, office: Office, *, person: str) -> ActionView:
    roles = roles_on_action(person, action, case=case, office=office)
    steps = action_steps_open_to(action, roles, person=person)
    return ActionView(action=action, case=case, office=office, roles=roles, steps=steps)


def _taken(view: ActionView, *, event: Event | None) -> ActionStepTaken:
    return ActionStepTaken(
        action=view.action,
        case=view.case,
        office=view.office,
        roles=view.roles,
        steps=view.steps,
        event=event,
    )
