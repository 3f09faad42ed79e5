"""Files that come with a case or with the proof of an action: noted once, then fetched and kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.cases import Case, UploadedFile
from bot.services.telling import wish_kept
from storage import cases


def attach(
    connection: Connection, case: Case | None, uploads: Sequence[UploadedFile], *, at: datetime
) -> tuple[UUID, ...]:
    """Have files kept, and return their ids in order; those a case has already stay as they are.

    The caller holds the case; `case` is None for an action that comes from none.
    """
    known = {file.slack_id: file.id for file in cases.files_of(connection, case.id)} if case else {}
    fresh = [upload for upload in uploads if upload.slack_id not in known]
    case_id = case.id if case else None
    added = cases.add_files(connection, case_id, fresh)
    for file_id in added:
        wish_kept(connection, case_id, file_id, at=at)
    if case is not None and fresh:
        cases.save(connection, replace(case, file_count=case.file_count + len(fresh)))
    known |= dict(zip((upload.slack_id for upload in fresh), added, strict=True))
    return tuple(known[upload.slack_id] for upload in uploads)
