"""Actions: seen, done, judged and carried on by those who may."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.action_steps import (
    ActionStep,
    Complete,
    WantedOnAction,
    action_steps_open_to,
    decide_action,
)
from bot.domain.actions import Action, ActionStatus, roles_on_action
from bot.domain.cases import Case, UploadedFile
from bot.domain.changes import Event
from bot.domain.errors import ActionNotFoundError, NotAllowedError
from bot.domain.office import Office
from bot.domain.refusals import IllegalStepError, Refusal
from bot.domain.roles import Role, may_see
from bot.services.attaching import attach
from bot.services.consequences import Happening, carry_out_on_action
from bot.services.offices import current_office
from bot.services.owning import check_owner, owner_named_by
from bot.services.telling import tell_action_owner
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
    file: UploadedFile | None = None,
) -> ActionStepTaken:
    """Take a step on an action and write all that follows from it, in one transaction.

    `file` proves that it was done. The same `submission_id` a second time changes nothing.
    Raises ActionNotFoundError, NotAllowedError, and ActionStepRefusedError with the action
    as it is now.
    """
    with database.writing() as connection:
        office = current_office(connection, defaults)
        action, case = locked(connection, action_id)
        view = _seen(action, case, office, actor)
        if submission_id and not submissions.is_first(connection, submission_id, at=now):
            return _taken(view, event=None)
        if file is not None:
            wanted = _proven_by(connection, file, wanted, case=case, at=now)
        try:
            decision = decide_action(action, wanted, actor=actor, roles=view.roles, now=now)
            check_owner(connection, owner_named_by(wanted))
        except IllegalStepError as error:
            raise ActionStepRefusedError(error.refusal, view) from error
        event = _named(decision.event, action)
        happening = Happening(actor=actor, at=now, office=office)
        if _is_given(event):
            tell_action_owner(connection, decision.action, actor=actor, at=now)
        carry_out_on_action(connection, decision.action, case, event=event, happening=happening)
        return _taken(view_of(decision.action, case, office, person=actor), event=event)


def locked(connection: Connection, action_id: UUID) -> tuple[Action, Case | None]:
    """The action and its case, the case locked first as everywhere."""
    known = actions.by_id(connection, action_id)
    if known is None:
        raise ActionNotFoundError
    case = cases.for_update(connection, known.case_id) if known.case_id else None
    action = actions.for_update(connection, action_id)
    if action is None:
        raise ActionNotFoundError
    return action, case


def _proven_by(
    connection: Connection,
    file: UploadedFile,
    wanted: WantedOnAction,
    *,
    case: Case | None,
    at: datetime,
) -> WantedOnAction:
    """The same, its proof with a file that is kept; no other step has a use for one."""
    if not isinstance(wanted, Complete):
        return wanted
    (file_id,) = attach(connection, case, [file], at=at)
    return replace(wanted, proof=replace(wanted.proof, file_id=file_id, file=file.name))


def _is_given(event: Event) -> bool:
    """Whether somebody has an action to do that they had not before: a new one, or once more."""
    status = event.changes.get("status")
    return "owner" in event.changes or (status is not None and status.after == ActionStatus.TO_DO)


def _named(event: Event, action: Action) -> Event:
    """The same under the journal's name, saying which action it is about."""
    details = {"action": action.ref, "action_id": str(action.id), **event.details}
    return replace(event, name=EVENT_PREFIX + event.name, details=details)


def may_see_action(person: str, action: Action, case: Case | None, office: Office) -> bool:
    """Its owner, those who lead it, and whoever may see the case it comes from."""
    if roles_on_action(person, action, case=case, office=office) - {Role.CONCERNED}:
        return True
    return case is not None and may_see(person, case, office)


def _seen(action: Action, case: Case | None, office: Office, person: str) -> ActionView:
    if not may_see_action(person, action, case, office):
        raise NotAllowedError
    return view_of(action, case, office, person=person)


def view_of(action: Action, case: Case | None, office: Office, *, person: str) -> ActionView:
    """An action and what a person is to it, once it is known that they may see it."""
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
