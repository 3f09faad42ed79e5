"""A row that says something else than before: refused, or applied with all that follows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.domain.cases.cases import Complainant, Status
from bot.domain.register.imported import TELLABLE, ImportedCase, RowFlaw
from bot.services.deadlines.planning_again import audit_plans
from bot.services.register.importing import ImportCount, RegisterMovedError, import_cases
from bot.services.register.register_matching import Match, RowMatch, match_rows
from storage.cases import cases, journal
from storage.database import Database
from storage.tables import cases as cases_table
from storage.tables import reminders
from tests.services.test_importing import case_of, row
from tests.services.test_steps import duplicate_of
from tests.support.builders import NOW, QUALITY, opened
from tests.support.casework import case_now, kept, take

pytestmark = pytest.mark.one_database

LATER = NOW + timedelta(days=1)
_GIVEN_AS = {"status": "settled_as", "complainant_contact": "complainant"}


def told(number: int, **given: Any) -> ImportedCase:
    """A row that tells its date, its words, and what is given."""
    names = {
        field.name for field in TELLABLE if _GIVEN_AS.get(field.name, field.attribute) in given
    }
    says = str(sorted(given.items(), key=str))
    usual = row(number, **given)
    return replace(
        usual,
        told=frozenset(names | {"received_at", "description"}),
        says=says,
        words=usual.facts["description"],
    )


def imported(database: Database, *rows: ImportedCase, is_update: bool = False) -> ImportCount:
    return opened(database, now=LATER).write(
        import_cases, rows, source="registre.csv", is_update=is_update
    )


def verdict_on(database: Database, one: ImportedCase) -> RowMatch:
    (verdict,) = opened(database, now=LATER).read(match_rows, [one])
    return verdict


@pytest.mark.both_databases
def test_a_row_that_closes_its_case_is_applied_and_journalled(database: Database) -> None:
    imported(database, told(1))
    done = imported(database, told(1, closed_at=NOW, solution="Envoi"), is_update=True)
    case = case_of(database, "REC-2026-0001")
    with database.reading() as connection:
        *_, entry = journal.history_of(connection, case.id)
        left = connection.execute(select(reminders.c.id)).all()
        flaw = journal.first_flaw(connection)

    assert (done.added, done.known, done.updated) == (0, 1, 1)
    assert (case.status, case.closed_at, case.solution) == (Status.CLOSED, NOW, "Envoi")
    assert (entry.event, entry.actor, flaw) == ("register_applied", QUALITY, None)
    assert entry.details is not None
    assert entry.details["changes"]["status"] == ["received", "closed"]
    assert left == []


@pytest.mark.both_databases
def test_one_that_is_set_aside_hands_its_duplicates_back(database: Database) -> None:
    imported(database, told(1))
    original = case_of(database, "REC-2026-0001")
    repeating = kept(database, number=2)
    take(database, repeating, duplicate_of(original.ref), actor=QUALITY)
    set_aside = told(1, closed_at=NOW, settled_as=Status.WITHDRAWN)
    imported(database, set_aside, is_update=True)

    assert case_of(database, original.ref).status is Status.WITHDRAWN
    assert case_now(database, repeating.id).status is Status.REOPENED


def test_applied_once_it_is_known(database: Database) -> None:
    imported(database, told(1))
    imported(database, told(1, closed_at=NOW), is_update=True)

    assert verdict_on(database, told(1, closed_at=NOW)).match is Match.KNOWN


def test_without_leave_nothing_is_written(database: Database) -> None:
    imported(database, told(1))
    with pytest.raises(RegisterMovedError):
        imported(database, told(2), told(1, closed_at=NOW))
    with database.reading() as connection:
        second = cases.by_ref(connection, "REC-2026-0002")

    assert second is None


def test_another_day_of_reception_moves_what_is_promised(database: Database) -> None:
    imported(database, told(1))
    before = case_of(database, "REC-2026-0001")
    moved = told(1, received_at=before.received_at + timedelta(days=3))
    imported(database, moved, is_update=True)
    after = case_of(database, "REC-2026-0001")

    assert after.ack_due_at == after.received_at + timedelta(hours=48)
    assert audit_plans(opened(database, now=LATER)).unplanned == 0


def test_words_change_and_the_reference_stays(database: Database) -> None:
    imported(database, told(1, description="Chaise\n\nRéférence d'origine\u00a0: R-1"))
    imported(database, told(1, description="Table cassée"), is_update=True)
    case = case_of(database, "REC-2026-0001")

    assert case.description == "Table cassée\n\nRéférence d'origine\u00a0: R-1"


def test_other_words_on_another_day_are_another_case(database: Database) -> None:
    imported(database, told(1))
    other = told(1, description="Salle froide", received_at=NOW - timedelta(days=3))
    verdict = verdict_on(database, other)

    assert (verdict.match, verdict.flaw) == (Match.REFUSED, RowFlaw.OTHER_CASE)
    assert verdict.ref == "REC-2026-0001"


@pytest.mark.both_databases
def test_a_register_takes_a_case_further_and_never_back(database: Database) -> None:
    imported(database, told(1, ack_sent_at=NOW, proposed_at=NOW))
    imported(database, told(1, ack_sent_at=NOW - timedelta(days=2)), is_update=True)
    case = case_of(database, "REC-2026-0001")

    assert case.status is Status.SOLUTION_PROPOSED
    assert case.ack_sent_at == NOW - timedelta(days=2)


@pytest.mark.both_databases
def test_a_case_that_went_on_in_vigie_is_left_as_it_is(database: Database) -> None:
    imported(database, told(1, severity=row(1).facts["severity"]))
    with database.writing() as connection:
        connection.execute(update(cases_table).values(severity="major"))
    verdict = verdict_on(database, told(1, severity=row(1).facts["severity"]))

    assert verdict.match is Match.KNOWN
    assert [one.field for one in verdict.differences] == ["severity"]


def test_who_complains_is_completed(database: Database) -> None:
    imported(database, told(1, complainant=Complainant(name="Mme Test")))
    someone = Complainant(contact="test@example.org")
    imported(database, told(1, complainant=someone), is_update=True)
    case = case_of(database, "REC-2026-0001")
    with database.reading() as connection:
        found = cases.complainant_of(connection, case.id)

    assert found == Complainant(name="Mme Test", contact="test@example.org")


def test_a_row_imported_by_an_earlier_version_is_known_by_its_former_key(
    database: Database,
) -> None:
    imported(database, replace(told(1), key="former", source_ref=None))
    now = replace(told(1), key="new", former_key="former", source_ref=None)

    assert verdict_on(database, now).match is Match.KNOWN
