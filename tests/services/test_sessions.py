"""A case is about a session that was chosen, or about what was written."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.cases.cases import Case
from bot.domain.errors import CaseNotFoundError
from bot.domain.sessions.sessions import TrainingSession
from bot.domain.steps.handling import CorrectFacts
from bot.services.cases.filing import file_case
from bot.services.sessions.choosing import OFFERED_MAX, offered_sessions
from bot.services.steps.linking import link_case
from bot.services.steps.steps import StepRefusedError, take_step
from storage.cases import cases
from storage.database import Database
from storage.sessions import sessions
from tests.support.builders import NOW, QUALITY, TRAINER, incident_draft, opened
from tests.support.sessions import SST, keep_sessions

LABEL = "SST-26-041 · Sauveteur secouriste du travail"
TODAY = date(2026, 11, 13)


def held(code: str, days: int) -> TrainingSession:
    """A session of one day, so many days from today."""
    on = TODAY + timedelta(days=days)
    return replace(SST, code=code, first_on=on, last_on=on, trainers=())


def offered(database: Database, typed: str = "", *, reader: str = TRAINER) -> list[str]:
    found = opened(database).read(offered_sessions, typed, reader=reader)
    return [one.session.code for one in found]


def filed(database: Database, session: str | None) -> Case:
    return file_case(opened(database), incident_draft(session=session)).case


def test_one_s_own_sessions_of_the_day_come_first_then_the_others_of_the_day(
    database: Database,
) -> None:
    others = (held("A", 0), held("YESTERDAY", -1), held("TOMORROW", 1))
    keep_sessions(database, *others, SST, U0TRAINER="MOREAU Yann")

    assert offered(database) == ["SST-26-041", "A"]
    assert offered(database, reader=QUALITY) == ["A", "SST-26-041"]


@pytest.mark.one_database
def test_a_name_that_two_members_bear_is_nobody_s(database: Database) -> None:
    names = {"U0TRAINER": "Yann Moreau", "U0OTHER": "Moreau Yann"}
    keep_sessions(database, SST, held("A", 0), **names)

    assert offered(database) == ["A", "SST-26-041"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sécouriste NANTERRE", ["SOON", "LATER", "SST-26-041", "OLD"]),
        ("sst-26-041", ["SST-26-041"]),
        ("moreau", ["SST-26-041"]),
        ("lyon", []),
    ],
)
def test_words_find_what_is_to_come_before_what_is_over(
    database: Database, typed: str, found: list[str]
) -> None:
    over = replace(SST, last_on=TODAY - timedelta(days=1), first_on=None)
    keep_sessions(database, held("LATER", 9), held("SOON", 2), over, held("OLD", -40))

    assert offered(database, typed) == found


@pytest.mark.one_database
def test_neither_a_cancelled_session_nor_one_that_is_gone_is_offered(database: Database) -> None:
    keep_sessions(database, replace(SST, is_cancelled=True), held("GONE", 0))
    with database.writing() as connection:
        later = NOW + timedelta(days=1)
        sessions.save(connection, [held("THERE", 0)], source="sessions.csv", at=later)
        sessions.lose_unseen(connection, source="sessions.csv", since=None, at=later)

    assert offered(database) == offered(database, "nanterre") == ["THERE"]


@pytest.mark.one_database
def test_slack_s_menu_is_never_overfull(database: Database) -> None:
    keep_sessions(database, *(held(f"S{number}", 0) for number in range(120)))

    assert len(offered(database)) == len(offered(database, "nanterre")) == OFFERED_MAX


@pytest.mark.parametrize(
    ("written", "session", "code"),
    [
        ("SST-26-041", LABEL, "sst-26-041"),
        (" sst-26-041 ", LABEL, "sst-26-041"),
        ("SSIAP 1, Lyon", "SSIAP 1, Lyon", None),
        ("x" * 150, "x" * 150, None),
        (None, None, None),
    ],
)
def test_a_case_is_about_the_session_whose_code_was_given_else_about_what_was_written(
    database: Database, written: str | None, session: str | None, code: str | None
) -> None:
    keep_sessions(database, SST)
    filed(database, written)
    with database.reading() as connection:
        case = cases.by_ref(connection, "INC-2026-0001")

    assert case is not None
    assert (case.session, case.session_code) == (session, code)


@pytest.mark.one_database
def test_correcting_the_facts_chooses_another_session_or_none(database: Database) -> None:
    keep_sessions(database, SST)
    case = filed(database, None)

    def corrected(session: str) -> tuple[str | None, str | None]:
        wanted = CorrectFacts(reason="précision", session=session)
        now = opened(database).write(take_step, case.id, wanted, actor=QUALITY).case
        return now.session, now.session_code

    assert corrected("SST-26-041") == (LABEL, "sst-26-041")
    assert corrected("Salle B") == ("Salle B", None)
    assert corrected("SST-26-041") == (LABEL, "sst-26-041")
    assert corrected("") == (None, None)


@pytest.mark.one_database
def test_a_case_is_linked_once_and_to_no_session_that_nobody_knows(database: Database) -> None:
    keep_sessions(database, SST)
    case = filed(database, None)
    linked = opened(database).write(link_case, case.id, linking("sst-26-041"), actor=QUALITY).case

    assert linked.session_code == "sst-26-041"
    with pytest.raises(StepRefusedError):
        opened(database).write(link_case, case.id, linking("sst-26-041"), actor=QUALITY)
    with pytest.raises(CaseNotFoundError):
        opened(database).write(link_case, case.id, linking("SST"), actor=QUALITY)


def linking(session: str) -> CorrectFacts:
    return CorrectFacts(reason="Dossier rattaché.", session=session)
