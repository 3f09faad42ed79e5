"""Writing many cases at once, as an import does."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from bot.domain.cases import Case, Complainant
from storage import search
from storage.case_rows import row_of
from storage.tables import cases, complainants

_CACHE_KIB = 40 * 1024


def make_room(connection: Connection) -> None:
    """Let SQLite keep more of the tables at hand until the connection closes.

    An import writes into all of them side by side, and into their indexes in no order: with
    the usual 2 MiB the same pages would leave for the disk and come back again and again.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")


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
    connection.execute(insert(cases), _without_empty_columns(rows))
    search.add_all(connection, [case for case, _ in added])


def _without_empty_columns(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without what none of them has: old registers tell little, and cases have much."""
    told = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    return [{name: row[name] for name in told} for row in rows]


def add_complainants(connection: Connection, added: Sequence[tuple[UUID, Complainant]]) -> None:
    """Write who complains, by case, where anything is known of them."""
    rows = [
        {"case_id": case_id, "name": complainant.name, "contact": complainant.contact}
        for case_id, complainant in added
        if complainant.name or complainant.contact
    ]
    if rows:
        connection.execute(insert(complainants), rows)
