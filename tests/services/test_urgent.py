"""Somebody is hurt: that card and that notice wait behind nobody else's."""

from datetime import timedelta

import pytest

from bot.domain.cases.taxonomy import Severity
from bot.services.cases.filing import file_case
from storage.database import Database
from storage.messages import claims
from storage.messages.claims import Lane
from tests.support.builders import NOW, complaint_draft, incident_draft, opened

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("lane", [Lane.CHANNEL, Lane.PEOPLE])
def test_an_injury_goes_before_a_flood(database: Database, lane: Lane) -> None:
    for _ in range(20):
        file_case(opened(database), incident_draft())
    later = NOW + timedelta(seconds=1)
    hurt = file_case(opened(database, now=later), incident_draft(injury=True)).case
    with database.writing() as connection:
        (first,) = claims.claim(connection, lane, now=later, limit=1)

    assert first.case_id == hurt.id


def test_a_critical_complaint_goes_first_too(database: Database) -> None:
    file_case(opened(database), incident_draft())
    draft = complaint_draft(severity=Severity.CRITICAL)
    grave = file_case(opened(database), draft).case
    with database.writing() as connection:
        (first,) = claims.claim(connection, Lane.CHANNEL, now=NOW, limit=1)

    assert first.case_id == grave.id
