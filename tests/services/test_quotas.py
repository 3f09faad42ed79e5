"""How much one person may file in a while: counted in the service, whatever comes at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.quotas import OF_GUESTS, OF_MEMBERS, SPAN
from bot.domain.school.office import Office
from bot.services.cases.filing import Draft, Filed, QuotaReachedError, file_case
from storage.database import Database
from storage.school import people
from tests.support.all_at_once import all_at_once
from tests.support.builders import (
    NOW,
    OFFICE,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.members import somebody

GUEST = "U0GUEST"


@pytest.fixture(autouse=True)
def members(database: Database) -> None:
    with database.writing() as connection:
        guest = replace(somebody(GUEST), is_guest=True)
        people.remember(connection, [guest, somebody(TRAINER), somebody(QUALITY)])


def filed(
    database: Database, draft: Draft, *, office: Office = OFFICE, later: timedelta = timedelta()
) -> Filed:
    return file_case(opened(database, now=NOW + later, office=office), draft)


def file_all(database: Database, drafts: list[Draft]) -> list[Filed | None]:
    """As they come, eight at once; None for each that was refused."""

    def one(draft: Draft) -> Filed | None:
        try:
            return filed(database, draft)
        except QuotaReachedError:
            return None

    return all_at_once(one, drafts, threads=8)


@pytest.mark.parametrize(("person", "quota"), [(GUEST, OF_GUESTS), (TRAINER, OF_MEMBERS)])
def test_what_comes_at_once_is_counted_one_after_another(
    database: Database, person: str, quota: int
) -> None:
    drafts: list[Draft] = [incident_draft(reporter=person) for _ in range(quota + 10)]
    done = [one for one in file_all(database, drafts) if one]

    assert sorted(one.case.ref for one in done) == [
        f"INC-2026-{number:04d}" for number in range(1, quota + 1)
    ]


def test_the_same_sent_again_at_the_limit_is_the_same_case(database: Database) -> None:
    drafts: list[Draft] = [incident_draft(reporter=GUEST) for _ in range(OF_GUESTS)]
    file_all(database, drafts)
    again = filed(database, drafts[-1])

    assert not again.is_new


def test_it_says_when_there_is_room_again_and_then_there_is(database: Database) -> None:
    for minute in range(OF_GUESTS):
        filed(database, incident_draft(reporter=GUEST), later=timedelta(seconds=minute))
    draft = incident_draft(reporter=GUEST)
    with pytest.raises(QuotaReachedError) as refused:
        filed(database, draft, later=timedelta(minutes=1))

    assert refused.value.until == NOW + SPAN
    assert filed(database, draft, later=SPAN).is_new


def test_an_injury_never_waits(database: Database) -> None:
    file_all(database, [incident_draft(reporter=GUEST) for _ in range(OF_GUESTS + 1)])

    assert filed(database, incident_draft(reporter=GUEST, injury=True)).is_new


def test_nor_does_a_quality_manager(database: Database) -> None:
    drafts: list[Draft] = [complaint_draft(reporter=QUALITY) for _ in range(OF_MEMBERS + 5)]

    assert all(file_all(database, drafts))


def test_one_person_keeps_nobody_else_waiting(database: Database) -> None:
    file_all(database, [incident_draft(reporter=GUEST) for _ in range(OF_GUESTS + 1)])

    assert filed(database, incident_draft(reporter=TRAINER)).is_new
    assert filed(database, complaint_draft(reporter=GUEST)).is_new
