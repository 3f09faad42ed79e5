"""A case keeps its site: what is promised runs on that site's clock and holidays."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar.public_holidays import HolidayRegion
from bot.domain.cases.taxonomy import Kind
from bot.domain.school.office import Office, Site
from bot.domain.steps.handling import CorrectReception
from bot.domain.steps.opening import Extend
from bot.services.cases.filing import file_case
from bot.services.register.importing import import_cases
from bot.services.steps.steps import take_step
from storage.database import Database
from tests.domain.test_deadline_vectors import VECTORS, Vector, calendar_of, name_of
from tests.services.test_importing import case_of, row
from tests.support.builders import (
    CAYENNE,
    ELSEWHERE,
    NOUMEA,
    OFFICE,
    QUALITY,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.casework import case_now, history
from tests.support.lives import told

pytestmark = pytest.mark.one_database


def in_cayenne(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=CAYENNE.zone)


def journalled(database: Database, case_id: UUID) -> Mapping[str, Any]:
    """What the journal says of the filing."""
    return history(database, case_id)[0].details or {}


@pytest.mark.parametrize("vector", VECTORS, ids=name_of)
def test_a_case_of_a_site_is_promised_what_the_table_says(
    sqlite_database: Database, vector: Vector
) -> None:
    there = calendar_of(vector)
    site = Site(name=vector["zone"], zone=there.zone, region=there.region)
    received_at = datetime.fromisoformat(vector["received_utc"])
    draft = complaint_draft(received_at=received_at, site=site)
    case = file_case(opened(sqlite_database, now=received_at), draft).case

    assert case.ack_due_at == datetime.fromisoformat(vector["expected"]["ack_due_utc"])
    assert case.solution_due_at == datetime.fromisoformat(vector["expected"]["solution_due_utc"])


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2027-01-31 10:00", "2027-02-28 10:00"),
        ("2027-01-29 23:30", "2027-02-28 23:30"),  # the 30th already in Paris
        ("2027-03-10 10:00", "2027-04-10 10:00"),  # Paris changes its clocks in between
    ],
)
def test_a_month_is_one_of_the_site_s_own_calendar(
    database: Database, received: str, due: str
) -> None:
    at = in_cayenne(received)
    draft = complaint_draft(received_at=at, site=CAYENNE)
    case = file_case(opened(database, now=at, office=ELSEWHERE), draft).case

    assert case.solution_due_at == in_cayenne(due)
    assert case_now(database, case.id).site == CAYENNE


def test_a_holiday_of_the_site_is_no_working_day_there(database: Database) -> None:
    """10 June, when slavery was abolished in Guyane, is an ordinary Wednesday elsewhere."""
    at = in_cayenne("2026-06-09 11:00")
    filed = [
        file_case(opened(database, now=at, office=ELSEWHERE), incident_draft(site=site)).case
        for site in (CAYENNE, None)
    ]

    assert filed[0].information_due_at == in_cayenne("2026-06-11 11:00")
    assert filed[1].information_due_at == in_cayenne("2026-06-10 11:00")


def test_a_site_without_holidays_of_its_own_has_the_office_s() -> None:
    alsatian = replace(ELSEWHERE, holiday_region=HolidayRegion.ALSACE_MOSELLE)
    there = alsatian.at(NOUMEA).calendar

    assert (there.zone, there.region) == (
        ZoneInfo("Pacific/Noumea"),
        HolidayRegion.ALSACE_MOSELLE,
    )


@pytest.mark.parametrize("office", [ELSEWHERE, OFFICE], ids=["still set up", "taken off since"])
def test_a_corrected_reception_is_reckoned_where_the_case_is(
    database: Database, office: Office
) -> None:
    filed_at = in_cayenne("2027-02-01 09:00")
    draft = complaint_draft(received_at=filed_at, site=CAYENNE)
    case = file_case(opened(database, now=filed_at, office=ELSEWHERE), draft).case
    wanted = CorrectReception(
        received_at=in_cayenne("2027-01-29 23:30"), reason="relevé de la boîte"
    )
    taken = opened(database, now=filed_at, office=office).write(
        take_step, case.id, wanted, actor=QUALITY
    )

    assert taken.case.solution_due_at == in_cayenne("2027-02-28 23:30")
    assert journalled(database, case.id)["site"] == "Cayenne"


def test_an_extension_is_measured_in_the_site_s_days(database: Database) -> None:
    """Thirty days there, where the office would already count the thirty-first."""
    at = in_cayenne("2027-01-31 10:00")
    draft = complaint_draft(received_at=at, site=CAYENNE)
    case = file_case(opened(database, now=at, office=ELSEWHERE), draft).case
    later, new = at + timedelta(days=1), in_cayenne("2027-03-30 23:00")
    wanted = Extend(reason="expertise", new_due_at=new, told=told(later))
    taken = opened(database, now=later, office=ELSEWHERE).write(
        take_step, case.id, wanted, actor=QUALITY
    )

    assert taken.case.current_due_at == new


@pytest.mark.both_databases
def test_an_imported_case_of_a_site_is_promised_the_same(database: Database) -> None:
    at, now = in_cayenne("2026-01-29 23:30"), in_cayenne("2026-02-02 09:00")
    imported = [
        row(1, received_at=at, site=CAYENNE),
        row(2, received_at=at, site=CAYENNE, kind=Kind.INCIDENT),
    ]
    opened(database, now=now, office=ELSEWHERE).write(import_cases, imported, source="registre.csv")
    case = case_of(database, "REC-2026-0001")

    assert case.solution_due_at == in_cayenne("2026-02-28 23:30")
    assert case.site == CAYENNE


def test_a_case_without_a_site_says_nothing_of_one(database: Database) -> None:
    at = in_cayenne("2027-01-29 23:30")
    case = file_case(
        opened(database, now=at, office=ELSEWHERE), complaint_draft(received_at=at)
    ).case

    assert case.site is None
    assert "site" not in journalled(database, case.id)
