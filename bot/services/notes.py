"""Notes: what people add to a case in their own words, from a form or from the card's thread."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bot.domain.cases import UploadedFile
from bot.domain.errors import CaseNotFoundError
from bot.domain.office import Office
from bot.domain.steps import AddNote
from bot.services.attaching import attach
from bot.services.steps import StepTaken, take_step
from bot.services.telling import wish_card
from storage import cases
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


def add_files(
    database: Database, case_id: UUID, uploads: Sequence[UploadedFile], *, now: datetime
) -> None:
    """Have files that came with a note kept in the case; those it has already stay as they are.

    Who may add them was settled with the note. Raises CaseNotFoundError.
    """
    with database.writing() as connection:
        case = cases.for_update(connection, case_id)
        if case is None:
            raise CaseNotFoundError
        if attach(connection, case, uploads, at=now):
            wish_card(connection, case_id, at=now)
