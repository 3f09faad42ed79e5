"""All that there is about a session, or that there is nothing, is on one screen."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases.cases import Case
from bot.domain.errors import NotAllowedError
from bot.domain.register.session_dossiers import CASES_PAGE, SessionDossier
from bot.services.cases.filing import file_case
from bot.services.sessions.dossier import open_dossier
from storage.database import Database
from tests.support.builders import (
    NOW,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.sessions import SST, keep_sessions

CODE = "SST-26-041"


@pytest.fixture
def school(database: Database) -> Database:
    keep_sessions(database, SST, U0TRAINER="Yann Moreau")
    return database


def filed(database: Database, number: int = 0, **told: Any) -> Case:
    draft = incident_draft(**told)
    return file_case(opened(database, now=NOW + timedelta(hours=number)), draft).case


def shown(
    database: Database, code: str = CODE, *, reader: str = QUALITY, page: int = 0
) -> SessionDossier:
    found = opened(database).read(open_dossier, code, reader=reader, page=page)
    assert found is not None
    return found


def test_a_session_without_a_case_says_so(school: Database) -> None:
    found = shown(school, "sst-26-041")

    assert (found.known.session, found.total, found.cases, found.hidden) == (SST, 0, (), 0)
    assert found.read_at == NOW


def test_its_cases_come_with_what_they_left_the_latest_first(school: Database) -> None:
    older, newer = filed(school, session=CODE), filed(school, 1, session=CODE)
    file_case(opened(school), complaint_draft(session="Autre"))
    found = shown(school)

    assert [one.case.id for one in found.cases] == [newer.id, older.id]
    assert found.total == 2
    assert found.cases[0].traces.entries >= 1
    assert found.cases[0].traces.latest_at == NOW + timedelta(hours=1)


@pytest.mark.one_database
def test_more_cases_than_a_page_holds_are_turned(school: Database) -> None:
    for number in range(CASES_PAGE + 1):
        filed(school, number, session=CODE)
    first, second = shown(school), shown(school, page=1)

    assert (len(first.cases), first.is_last_page) == (CASES_PAGE, False)
    assert (len(second.cases), second.is_last_page) == (1, True)


def test_a_confidential_case_that_others_handle_is_counted_and_one_about_its_reader_is_not(
    school: Database,
) -> None:
    filed(school, session=CODE, confidential=True, concerned_people=(QUALITY,))
    assert (shown(school).total, shown(school).hidden) == (0, 0)


def test_what_was_written_or_who_reported_it_proposes_a_case(school: Database) -> None:
    close = filed(school, session="sauveteur secouriste, Nanterre")
    trainer_s = filed(school, session=None)
    filed(school, session="SSIAP 1, Lyon")
    filed(school, session=None, reporter="U0OTHER")
    filed(school, 24 * 40, session="sauveteur secouriste")
    told: dict[str, Any] = {"session": None, "reporter": "U0OTHER"}
    named = filed(school, description="Formation SST du 12 novembre : salle fermée", **told)
    filed(school, description="Formation SST du 3 novembre : salle fermée", **told)
    found = shown(school)

    assert {one.id for one in found.likely} == {close.id, trainer_s.id, named.id}


@pytest.mark.one_database
def test_nothing_is_proposed_for_a_session_without_days(database: Database) -> None:
    keep_sessions(database, replace(SST, first_on=None, last_on=None))
    filed(database, session="sauveteur secouriste, Nanterre")

    assert shown(database).likely == ()


@pytest.mark.one_database
def test_only_who_shows_proofs_opens_it_and_an_unknown_code_is_none(school: Database) -> None:
    with pytest.raises(NotAllowedError):
        shown(school, reader=TRAINER)
    assert opened(school).read(open_dossier, "SST", reader=QUALITY) is None
