"""Actions that come from no case: from a meeting, a review, a topic that came back."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection

from bot.domain.actions import Action, ActionDraft, Provenance, new_plan_action
from bot.domain.changes import Event, fields_of
from bot.domain.checks import check_text
from bot.domain.errors import NotAllowedError
from bot.domain.office import Office
from bot.services.consequences import Happening, add_action, next_action_reference, write_entry
from bot.services.offices import current_office
from bot.services.owning import check_owner
from storage import submissions
from storage.database import Database


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
    check_owner(connection, draft.owner)
    ref = next_action_reference(connection, happening)
    actor, now = happening.actor, happening.at
    action = new_plan_action(draft, uuid4(), ref=ref, provenance=provenance, actor=actor, now=now)
    add_action(connection, action, happening=happening)
    event = Event(name="action_add", changes={}, details=fields_of(action))
    write_entry(connection, event, happening, case_id=None)
    return action
