"""Writing many cases at once, as an import does."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, insert, select

from bot.domain.cases import Case, Complainant
from storage import search
from storage.case_rows import row_of
from storage.tables import cases, complainants


def known_submissions(connection: Connection, ids: Sequence[UUID]) -> set[UUID]:
    """Which of these submissions became a case already."""
    query = select(cases.c.submission_id).where(cases.c.submission_id.in_(ids))
    return set(connection.execute(query).scalars())


def add_cases(
    connection: Connection, added: Sequence[tuple[Case, UUID]], *, policy_version: str
) -> None:
    """Write new cases, each with its submission's id, at least one."""
    rows = [
        row_of(case) | {"submission_id": submission_id, "policy_version": policy_version}
        for case, submission_id in added
    ]
    connection.execute(insert(cases), rows)
    search.add_all(connection, [case for case, _ in added])


def add_complainants(connection: Connection, added: Sequence[tuple[UUID, Complainant]]) -> None:
    """Write who complains, by case, where anything is known of them."""
    rows = [
        {"case_id": case_id, "name": complainant.name, "contact": complainant.contact}
        for case_id, complainant in added
        if complainant.name or complainant.contact
    ]
    if rows:
        connection.execute(insert(complainants), rows)
