"""Cases kept in a database, steps taken on them by somebody, and what came of it."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import Kind
from bot.domain.messages.registry import kinds_that
from bot.domain.school.office import Office
from bot.domain.steps.decisions import StepCommand
from bot.services.steps.steps import StepTaken, take_step
from storage.cases import cases, journal
from storage.cases.journal import Entry
from storage.database import Database
from storage.messages import claims
from storage.messages.claims import Claimed, Lane
from tests.support.builders import OFFICE, opened
from tests.support.lives import MEDIATOR, NOW, case_in

_IN_ORDER = kinds_that(lambda one: one.is_told_in_order)
SCHOOL = replace(OFFICE, mediator=MEDIATOR, signature="Camille, responsable qualité")
"""A school that has set up everything."""


def kept(
    database: Database,
    status: Status = Status.RECEIVED,
    kind: Kind = Kind.COMPLAINT,
    **given: Any,
) -> Case:
    """A case of its own at this status, in the database."""
    case = case_in(status, kind)
    number = given.pop("number", 7 if kind is Kind.COMPLAINT else 12)
    ref = f"{case.ref[:9]}{number:04d}"
    own: dict[str, Any] = {"id": uuid4(), "ref": ref}
    return keep(database, replace(case, **own | given))


def keep(database: Database, case: Case) -> Case:
    """Write a case as it is."""
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
    return case


def take(
    database: Database,
    case: Case | UUID,
    wanted: StepCommand,
    *,
    actor: str,
    now: datetime = NOW,
    office: Office = SCHOOL,
    **given: Any,
) -> StepTaken:
    """Take a step in the school that has set up everything."""
    return opened(database, now=now, office=office).write(
        take_step,
        case.id if isinstance(case, Case) else case,
        wanted,
        actor=actor,
        **given,
    )


def case_now(database: Database, case_id: UUID) -> Case:
    """The case as the database has it."""
    with database.reading() as connection:
        found = cases.by_id(connection, case_id)
    assert found is not None
    return found


def history(database: Database, case_id: UUID) -> list[Entry]:
    """A case's entries in the journal, oldest first."""
    with database.reading() as connection:
        return list(reversed(journal.entries_of(connection, case_id, limit=1_000)))


def waiting(database: Database, *, now: datetime = NOW) -> list[Claimed]:
    """All that is to be sent, claimed; of what is told in order, each as the one before was."""
    found: list[Claimed] = []
    with database.writing() as connection:
        while rows := [
            row for lane in Lane for row in claims.claim(connection, lane, now=now, limit=1_000)
        ]:
            found += rows
            for row in rows:
                if row.kind in _IN_ORDER:
                    claims.record_delivered(connection, row, channel=row.channel, ts=row.ts)
    return found


def told(database: Database, kind: str) -> list[str | None]:
    """Who is to get a message of a kind."""
    return [row.recipient for row in waiting(database) if row.kind == kind]
