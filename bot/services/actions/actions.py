"""Actions: seen, done, judged and carried on by those who may."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.actions.action_steps import (
    ActionCommand,
    ActionStep,
    Complete,
    action_steps_open_to,
    decide_action,
)
from bot.domain.actions.actions import Action, roles_on_action
from bot.domain.cases.cases import Case, UploadedFile
from bot.domain.cases.journal_entries import JournalRecord
from bot.domain.cases.refusals import IllegalStepError, Refusal
from bot.domain.cases.roles import Role, may_see
from bot.domain.errors import ActionNotFoundError, NotAllowedError
from bot.domain.school.office import Office
from bot.services.messages.notifications import attach
from bot.services.steps.consequences import carry_out_on_action, check_owner
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.cases import cases, inbox


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
    event: JournalRecord | None


class ActionStepRefusedError(IllegalStepError):
    """A step was refused and nothing changed; `view` is the action as it is now."""

    def __init__(self, refusal: Refusal, view: ActionView) -> None:
        super().__init__(refusal)
        self.view = view


def look_at_action(work: UnitOfWork, wanted: UUID | str, *, reader: str) -> ActionView:
    """An action by its id or reference, and what the reader may do to it now.

    Raises ActionNotFoundError, and NotAllowedError to those who may not see it.
    """
    if isinstance(wanted, UUID):
        action = actions.by_id(work.connection, wanted)
    else:
        action = actions.by_ref(work.connection, wanted)
    if action is None:
        raise ActionNotFoundError
    case = cases.by_id(work.connection, action.case_id) if action.case_id else None
    return _seen(action, case, work.staffed, reader)


def take_action_step(
    work: UnitOfWork,
    action_id: UUID,
    wanted: ActionCommand,
    *,
    actor: str,
    submission_id: UUID | None = None,
    file: UploadedFile | None = None,
) -> ActionStepTaken:
    """Take a step on an action and write all that follows from it, in one transaction.

    `file` proves that it was done. The same `submission_id` a second time changes nothing.
    Raises ActionNotFoundError, NotAllowedError, and ActionStepRefusedError with the action
    as it is now.
    """
    action, case = locked(work.connection, action_id)
    view = _seen(action, case, work.staffed, actor)
    if submission_id and not inbox.is_first(work.connection, submission_id, at=work.now):
        return ActionStepTaken(action=action, event=None)
    if file is not None:
        wanted = _proven_by(work, file, wanted, case=case, by=actor)
    try:
        decision = decide_action(
            action, wanted, actor=actor, roles=view.roles, now=work.now, zone=work.office.zone
        )
        check_owner(work.connection, wanted.new_owner)
    except IllegalStepError as error:
        raise ActionStepRefusedError(error.refusal, view) from error
    event = _named(decision.event, action)
    carry_out_on_action(work, decision.action, case, event=event, actor=actor)
    return ActionStepTaken(action=decision.action, event=event)


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
    work: UnitOfWork, file: UploadedFile, wanted: ActionCommand, *, case: Case | None, by: str
) -> ActionCommand:
    """The same, its proof with a file that is kept; no other step has a use for one."""
    if not isinstance(wanted, Complete):
        return wanted
    (file_id,) = attach(work, case, [file], by=by)
    return replace(wanted, proof=replace(wanted.proof, file_id=file_id, file=file.name))


def _named(event: JournalRecord, action: Action) -> JournalRecord:
    """The same, saying which action it is about."""
    details = {"action": action.ref, "action_id": str(action.id), **event.details}
    return replace(event, details=details)


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
