"""Low scores and words about violence are put before those who judge them, and no case is made."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from bot.domain.cases.taxonomy import Channel
from bot.domain.sessions.appreciations import (
    Appreciation,
    AppreciationJudgedError,
    AppreciationNotFoundError,
    Requalification,
    Score,
)
from bot.services.cases.filing import file_case
from bot.services.register.appreciation_importing import import_appreciations
from bot.services.sessions.appreciations import (
    leave_appreciation,
    recall_appreciations,
    waiting_for,
)
from storage.database import Database
from storage.sessions import appreciations
from storage.tables import appreciations as kept
from storage.tables import cases, outbox
from storage.words import erase_words
from tests.support.builders import NOW, OFFICE, QUALITY, complaint_draft, opened
from tests.support.sessions import SST, appreciation, keep_sessions

HANDLER, ACCUSED = "U0HANDLER", "U0ACCUSED"
SCHOOL = replace(OFFICE, confidential_handlers=(HANDLER, ACCUSED))
LOW, GOOD = appreciation(), appreciation(score=Score(hundredths=500, out_of=5))
VIOLENT = appreciation(score=None, verbatim="Un formateur m'a insultée devant tous")
NAMING = appreciation(score=None, verbatim="Bruyère m'a insultée")


@pytest.fixture
def school(database: Database) -> Database:
    keep_sessions(database, SST, **{ACCUSED: "Paul Bruyère"})
    new = (LOW, GOOD, VIOLENT, NAMING)
    opened(database, office=SCHOOL).write(import_appreciations, new, source="a.csv")
    return database


def waiting(database: Database, reader: str) -> set[UUID]:
    found = opened(database, office=SCHOOL).read(waiting_for, reader)
    return {one.appreciation.id for one in found}


def found(database: Database, which: UUID) -> Appreciation:
    with database.reading() as connection:
        one = appreciations.by_id(connection, which)
    assert one is not None
    return one.appreciation


def told(database: Database) -> list[str]:
    with database.reading() as connection:
        query = select(outbox.c.recipient).where(outbox.c.kind == "appreciations")
        return sorted(connection.execute(query).scalars())


def test_each_is_put_before_those_who_may_and_whom_it_names_does_not_read_it(
    school: Database,
) -> None:
    assert waiting(school, QUALITY) == {LOW.id}
    assert waiting(school, HANDLER) == {VIOLENT.id, NAMING.id}
    assert waiting(school, ACCUSED) == {VIOLENT.id}
    assert waiting(school, "U0TRAINER") == set()
    assert told(school) == sorted([ACCUSED, HANDLER, QUALITY])
    with school.reading() as connection:
        assert connection.execute(select(func.count()).select_from(cases)).scalar_one() == 0


def test_what_is_neither_keeps_its_reason_and_is_judged_once(school: Database) -> None:
    work = opened(school, office=SCHOOL)
    with pytest.raises(AppreciationNotFoundError):
        work.write(leave_appreciation, VIOLENT.id, reason="x", actor=QUALITY)
    work.write(leave_appreciation, LOW.id, reason="Dit au formateur", actor=QUALITY)
    with pytest.raises(AppreciationJudgedError):
        work.write(leave_appreciation, LOW.id, reason="x", actor=QUALITY)

    assert waiting(school, QUALITY) == set()
    judged = found(school, LOW.id)
    assert (judged.judgement, judged.reason) == (Requalification.NOTHING, "Dit au formateur")


def test_a_case_made_of_one_settles_it_and_erases_its_words_with_the_case(
    school: Database,
) -> None:
    work = opened(school, office=SCHOOL)
    draft = complaint_draft(
        reporter=QUALITY, channel=Channel.SATISFACTION_SURVEY, appreciation_id=LOW.id
    )
    first, again = file_case(work, draft), file_case(work, draft)
    judged = found(school, LOW.id)
    with pytest.raises(AppreciationJudgedError):
        file_case(work, complaint_draft(reporter=QUALITY, appreciation_id=LOW.id))
    with school.writing() as connection:
        erase_words(connection, first.case.id)

    assert (first.is_new, again.is_new) == (True, False)
    assert (judged.judgement, judged.case_id) == (Requalification.COMPLAINT, first.case.id)
    assert found(school, LOW.id) == replace(judged, verbatim=None)


@pytest.mark.one_database
def test_what_is_left_for_a_week_is_recalled_once_a_week_in_the_morning(school: Database) -> None:
    later = NOW + timedelta(days=10)
    at_night = opened(school, now=later.replace(hour=3), office=SCHOOL)
    morning = opened(school, now=later.replace(hour=9), office=SCHOOL)

    assert recall_appreciations(opened(school, now=NOW + timedelta(days=3), office=SCHOOL)) == 0
    assert recall_appreciations(at_night) == 0
    assert recall_appreciations(morning) == 3
    assert recall_appreciations(morning) == 0
    with school.writing() as connection:
        connection.execute(kept.update().values(is_waiting=False))
    next_week = opened(school, now=later.replace(hour=9) + timedelta(days=7), office=SCHOOL)
    assert recall_appreciations(next_week) == 0
