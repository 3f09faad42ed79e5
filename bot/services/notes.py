"""Notes: what people add to a case in their own words, from a form or from the card's thread."""

from datetime import datetime
from uuid import UUID

from bot.domain.office import Office
from bot.domain.steps import AddNote
from bot.services.steps import StepTaken, take_step
from storage.database import Database


def add_note(
    database: Database,
    case_id: UUID,
    text: str,
    *,
    actor: str,
    now: datetime,
    defaults: Office,
    source: str | None = None,
    submission_id: UUID | None = None,
) -> StepTaken:
    """Write a note into the case's journal; `source` is the address of where it was said.

    Raises CaseNotFoundError, NotAllowedError, and StepRefusedError for an empty one.
    """
    return take_step(
        database,
        case_id,
        AddNote(text=text, link=source),
        actor=actor,
        now=now,
        defaults=defaults,
        submission_id=submission_id,
    )
