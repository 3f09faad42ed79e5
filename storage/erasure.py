"""Taking away what was written of a case; the journal's chain stays whole without its details."""

from uuid import UUID

from sqlalchemy import Connection, delete, select, update

from storage.tables import complainants, files, journal, search_texts


def erase_texts(connection: Connection, case_id: UUID) -> tuple[str, ...]:
    """Erase who complains, the notes, the journal's details and the files of a case.

    Returns the hashes of files that no other case has, for whoever keeps their content.
    """
    connection.execute(delete(complainants).where(complainants.c.case_id == case_id))
    blank = {"notes": "", "folded_notes": ""}
    connection.execute(update(search_texts).where(search_texts.c.case_id == case_id).values(blank))
    bare = {"details": None, "salt": None}
    connection.execute(update(journal).where(journal.c.case_id == case_id).values(bare))
    return _erase_files(connection, case_id)


def _erase_files(connection: Connection, case_id: UUID) -> tuple[str, ...]:
    mine = select(files.c.sha256).where(files.c.case_id == case_id, files.c.sha256.is_not(None))
    hashes = set(connection.execute(mine).scalars())
    connection.execute(delete(files).where(files.c.case_id == case_id))
    still = select(files.c.sha256).where(files.c.sha256.in_(hashes))
    return tuple(sorted(hashes - set(connection.execute(still).scalars())))
