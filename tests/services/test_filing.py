"""Filing: accepted once is written once, whole, and told to those concerned."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from bot.domain.cases import Complainant, Status, UploadedFile
from bot.domain.errors import StorageUnavailableError
from bot.domain.office import Office
from bot.domain.taxonomy import Category, Continuity, Severity
from bot.services.filing import Draft, Filed, file_case
from storage import cases, claims, journal
from storage.database import WAIT_FOR_LOCK_MS, Database
from storage.tables import cases as cases_table
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    complaint_draft,
    incident_draft,
)


def filed(
    database: Database, draft: Draft, *, now: datetime = NOW, office: Office = OFFICE
) -> Filed:
    return file_case(database, draft, now=now, defaults=office)


def number_of_cases(database: Database) -> int:
    with database.reading() as connection:
        count: int = connection.execute(select(func.count()).select_from(cases_table)).scalar_one()
        return count


def wished(database: Database) -> set[str]:
    with database.writing() as connection:
        rows = [
            row
            for lane in claims.Lane
            for row in claims.claim(connection, lane, now=NOW, limit=100)
        ]
    return {row.kind for row in rows}


def test_an_incident_is_written_whole(database: Database) -> None:
    case = filed(database, incident_draft(session="SSIAP 1, Lyon")).case
    with database.reading() as connection:
        found = cases.by_ref(connection, "inc-2026-0001")

    assert found == case
    assert (case.ref, case.status, case.session) == (
        "INC-2026-0001",
        Status.REPORTED,
        "SSIAP 1, Lyon",
    )


def test_a_complaint_promises_an_answer_within_48_hours_and_a_month(database: Database) -> None:
    case = filed(database, complaint_draft()).case

    assert case.ack_due_at == NOW + timedelta(hours=48)
    assert case.solution_due_at == datetime(2026, 12, 13, 16, 50, tzinfo=UTC)


def test_the_training_managers_are_told_of_an_incident_and_not_of_a_complaint(
    database: Database,
) -> None:
    assert filed(database, incident_draft()).told == (DIRECTION,)
    assert wished(database) == {"card", "incident_notice"}

    assert filed(database, complaint_draft()).told == ()
    assert wished(database) == {"card"}


def test_the_same_draft_twice_is_one_case(database: Database) -> None:
    draft = incident_draft()
    first, second = filed(database, draft), filed(database, draft)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.case == second.case
    assert number_of_cases(database) == 1


def test_the_same_draft_sent_at_once_by_eight_is_one_case(database: Database) -> None:
    draft = incident_draft()
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: filed(database, draft), range(8)))

    assert {result.case.ref for result in results} == {"INC-2026-0001"}
    assert sum(result.is_new for result in results) == 1


def test_references_have_no_gap_however_many_file_at_once(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: filed(database, incident_draft()), range(24)))

    refs = sorted(result.case.ref for result in results)
    assert refs == [f"INC-2026-{number:04d}" for number in range(1, 25)]


def test_a_refused_filing_leaves_no_gap(database: Database) -> None:
    filed(database, incident_draft())
    with pytest.raises(IntegrityError):
        filed(database, incident_draft(description=None))

    assert filed(database, incident_draft()).case.ref == "INC-2026-0002"


def test_the_year_of_a_reference_is_the_offices(database: Database) -> None:
    new_year_in_paris = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    case = filed(database, incident_draft(), now=new_year_in_paris).case

    assert case.ref == "INC-2027-0001"


@pytest.mark.parametrize(
    ("draft", "severity"),
    [
        (incident_draft(continuity=Continuity.YES), Severity.MINOR),
        (incident_draft(continuity=Continuity.NO), Severity.MAJOR),
        (incident_draft(continuity=Continuity.YES, injury=True), Severity.MAJOR),
        (
            complaint_draft(category=Category.CONDUCT_VHD, severity=Severity.MINOR),
            Severity.MAJOR,
        ),
        (complaint_draft(severity=Severity.CRITICAL), Severity.CRITICAL),
    ],
)
def test_severity_has_its_floors(database: Database, draft: Draft, severity: Severity) -> None:
    assert filed(database, draft).case.severity is severity


def test_violence_is_confidential_whatever_was_ticked(database: Database) -> None:
    assert filed(database, complaint_draft(category=Category.CONDUCT_VHD)).case.confidential
    assert not filed(database, complaint_draft()).case.confidential


def test_the_complainant_is_kept_apart_from_case_and_journal(database: Database) -> None:
    someone = Complainant(name="Mme Lavandine", contact="lavandine@example.org")
    case = filed(database, complaint_draft(complainant=someone)).case
    with database.reading() as connection:
        kept = cases.complainant_of(connection, case.id)
        (entry,) = journal.entries_of(connection, case.id, limit=5)

    assert kept == someone
    assert "Lavandine" not in f"{case} {entry}"


def test_files_are_noted_to_be_kept(database: Database) -> None:
    photo = UploadedFile(slack_id="F1", name="centrale.jpg", url="https://files.test/F1", size=10)
    case = filed(database, incident_draft(files=(photo,))).case
    with database.reading() as connection:
        (noted,) = cases.files_of(connection, case.id)

    assert (noted.slack_id, noted.sha256) == ("F1", None)
    assert "keep_file" in wished(database)


def test_a_locked_database_is_said_before_slack_gives_up(sqlite_database: Database) -> None:
    with sqlite_database.writing(), pytest.raises(StorageUnavailableError):
        filed(sqlite_database, incident_draft())

    assert WAIT_FOR_LOCK_MS < 3_000
    assert number_of_cases(sqlite_database) == 0


def test_a_database_that_is_gone_is_said_in_our_own_words() -> None:
    gone = Database("sqlite:////nonexistent/folder/vigie.db")
    with pytest.raises(StorageUnavailableError):
        filed(gone, incident_draft())
