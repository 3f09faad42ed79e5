"""Filing: accepted once is written once, whole, and told to those concerned."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Complainant, ComplaintDraft, Status, UploadedFile
from bot.domain.cases.taxonomy import Category, Continuity, Severity
from bot.domain.errors import StorageUnavailableError
from bot.domain.school.office import Office
from bot.services.cases.filing import Draft, Filed, file_case
from storage.cases import cases, journal
from storage.database import WAIT_FOR_LOCK_MS, Database
from storage.messages import claims
from storage.reports.figures import read_figures
from storage.school import people
from storage.tables import cases as cases_table
from tests.support.all_at_once import all_at_once
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.members import somebody

pytestmark = pytest.mark.one_database


def filed(
    database: Database, draft: Draft, *, now: datetime = NOW, office: Office = OFFICE
) -> Filed:
    return file_case(opened(database, now=now, office=office), draft)


def number_of_cases(database: Database) -> int:
    with database.reading() as connection:
        count: int = connection.execute(select(func.count()).select_from(cases_table)).scalar_one()
        return count


def asked_for(database: Database) -> set[str]:
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
    assert asked_for(database) == {"card", "incident_notice", "receipt"}

    assert filed(database, complaint_draft()).told == ()
    assert asked_for(database) == {"card", "receipt"}


def test_a_training_manager_who_left_is_not_said_to_be_told(database: Database) -> None:
    with database.writing() as connection:
        people.remember(connection, [replace(somebody(DIRECTION), is_deleted=True)])

    assert filed(database, incident_draft()).told == ()
    assert asked_for(database) == {"card", "receipt"}


def test_the_same_draft_twice_is_one_case(database: Database) -> None:
    draft = incident_draft()
    first, second = filed(database, draft), filed(database, draft)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.case == second.case
    assert number_of_cases(database) == 1


def test_a_draft_under_the_id_of_somebody_else_s_is_a_case_of_its_own(database: Database) -> None:
    theirs = incident_draft()
    mine = replace(theirs, reporter="U0FORGER", description="ce que j'ai tapé")
    first, second, again = filed(database, theirs), filed(database, mine), filed(database, mine)

    assert (second.case.recorded_by, second.case.description) == ("U0FORGER", "ce que j'ai tapé")
    assert second.case.ref != first.case.ref
    assert (again.case.id, again.is_new) == (second.case.id, False)
    assert number_of_cases(database) == 2


def test_the_same_draft_sent_at_once_by_eight_is_one_case(database: Database) -> None:
    draft = incident_draft()
    results = all_at_once(lambda _: filed(database, draft), range(8), threads=8)

    assert {result.case.ref for result in results} == {"INC-2026-0001"}
    assert sum(result.is_new for result in results) == 1


def test_references_have_no_gap_however_many_file_at_once(database: Database) -> None:
    results = all_at_once(lambda _: filed(database, incident_draft()), range(24), threads=8)

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
    assert "keep_file" in asked_for(database)


def test_a_locked_database_is_said_before_slack_gives_up(sqlite_database: Database) -> None:
    with sqlite_database.writing(), pytest.raises(StorageUnavailableError):
        filed(sqlite_database, incident_draft())

    assert WAIT_FOR_LOCK_MS < 3_000
    assert number_of_cases(sqlite_database) == 0


def test_a_database_that_is_gone_is_said_in_our_own_words() -> None:
    gone = Database("sqlite:////nonexistent/folder/vigie.db")
    with pytest.raises(StorageUnavailableError):
        filed(gone, incident_draft())


def short_draft(**given: Any) -> ComplaintDraft:
    """As somebody files it who judges nothing."""
    return complaint_draft(**{"category": None, "severity": None, "reporter": TRAINER} | given)


def test_what_its_reporter_does_not_judge_is_proposed_and_to_be_confirmed(
    database: Database,
) -> None:
    case = filed(database, short_draft()).case
    with database.reading() as connection:
        (entry, *_) = journal.history_of(connection, case.id)

    assert (case.category, case.severity) == (Category.CERTIFICATES_DOCUMENTS, Severity.MODERATE)
    assert case.to_confirm
    assert (entry.details or {})["to_confirm"]


def test_a_judged_complaint_is_confirmed_whoever_files_it(database: Database) -> None:
    assert not filed(database, complaint_draft(reporter=TRAINER)).case.to_confirm


def test_a_violence_told_as_such_is_confidential_and_grave(database: Database) -> None:
    case = filed(database, short_draft(category=Category.CONDUCT_VHD)).case

    assert (case.confidential, case.severity) == (True, Severity.MAJOR)
    assert case.to_confirm


def test_earlier_complaints_count_once_confirmed_and_none_that_is_confidential(
    database: Database,
) -> None:
    said = "Rien ne fonctionne comme vous aviez dit mardi"
    for given in ({"confidential": True, "category": Category.TRAINER}, {"category": None}):
        filed(database, complaint_draft(description=said, severity=None, **given))
    before = filed(database, short_draft(description=said)).case.category
    filed(database, complaint_draft(description=said, category=Category.EQUIPMENT_PPE))
    after = filed(database, short_draft(description=said)).case.category

    assert (before, after) == (Category.OTHER, Category.EQUIPMENT_PPE)


def test_a_short_draft_sent_twice_is_one_case(database: Database) -> None:
    draft = short_draft()

    assert filed(database, draft).case == filed(database, draft).case
    assert number_of_cases(database) == 1


def test_a_proposed_category_is_counted_as_what_it_is_and_said_to_be_unconfirmed(
    database: Database,
) -> None:
    filed(database, complaint_draft())
    filed(database, short_draft())
    month = Month.of(NOW, OFFICE.zone)
    with database.reading() as connection:
        figures = read_figures(connection, month, now=NOW, zone=OFFICE.zone)

    assert figures.categories == ((Category.CERTIFICATES_DOCUMENTS, 2),)
    assert figures.to_confirm == 1


def test_a_short_draft_of_who_is_in_charge_by_now_is_taken_as_it_is(database: Database) -> None:
    assert filed(database, short_draft(reporter=QUALITY)).case.to_confirm
