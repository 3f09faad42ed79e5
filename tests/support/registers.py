"""Registers to be written to files: cases kept as they are, opened for whoever runs the program."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from bot.domain.cases.cases import Case, Complainant
from bot.services.register.register_lines import RegisterQuery
from bot.services.register.registers import Register, export
from storage.cases import cases, journal
from storage.database import Database
from tests.support.builders import OFFICE, opened
from tests.support.lives import NOW


def keep(database: Database, *kept: Case, complainant: Complainant | None = None) -> None:
    """Write cases as they are, each with the journal's entry of its filing."""
    with database.writing() as connection:
        for case in kept:
            cases.add(connection, case, submission_id=uuid4(), policy_version="test")
            if complainant is not None:
                cases.add_complainant(connection, case.id, complainant)
            journal.append(
                connection,
                "case_filed",
                at=case.recorded_at,
                actor=case.recorded_by,
                case_id=case.id,
                details={"ref": case.ref, "description": case.description},
            )


@contextmanager
def register_of(database: Database, **given: Any) -> Iterator[Register]:
    """The register ten days after the usual case came in, unless told otherwise."""
    office = given.pop("office", OFFICE)
    with export(opened(database, now=NOW, office=office), RegisterQuery(**given)) as register:
        yield register
