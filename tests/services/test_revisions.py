"""What was told of a month does not change but by a new edition that says what and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Case
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import Category
from bot.domain.messages.reports import SummaryRevised
from bot.domain.reports.figures import Figures, Report, Tally
from bot.domain.reports.revisions import ToldFigure, revisions_between
from bot.domain.reports.shares import Share
from bot.domain.steps.handling import CorrectReception, Qualify
from bot.services.reports.revisions import revise_summaries
from bot.services.reports.summaries import publish_due_summary, publish_summary
from bot.ui.reports.revision import revision_post
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from storage.cases import cases, journal
from storage.database import Database
from storage.reports import editions
from storage.tables import outbox
from tests.support.all_at_once import all_at_once
from tests.support.builders import QUALITY, opened
from tests.support.cases import complaint
from tests.support.casework import SCHOOL, take
from tests.support.forms import spaced
from tests.support.reports import OCTOBER, figures, report, tallies, told_otherwise

BEGAN_AT = datetime(2026, 10, 6, 8, tzinfo=UTC)
TOLD_AT = datetime(2026, 11, 27, 8, tzinfo=UTC)
"""Friday 27 November 2026, 9:00 in Paris: the summary of November, with October's end beside."""
MONDAY = TOLD_AT + timedelta(days=3)
CERTIFICATES, ANOTHER = Category.CERTIFICATES_DOCUMENTS, Category.OTHER


def file(database: Database, *, at: datetime, number: int = 1, **given: Any) -> Case:
    """A complaint, acknowledged at once, that was written down when it came."""
    usual: dict[str, Any] = {
        "id": uuid4(),
        "ref": f"REC-2026-{number:04}",
        "received_at": at,
        "recorded_at": at,
        "ack_due_at": at + timedelta(hours=48),
        "ack_sent_at": at + timedelta(hours=1),
        "solution_due_at": at + timedelta(days=31),
        "current_due_at": at + timedelta(days=31),
    }
    case = complaint(**usual | given)
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
        journal.append(connection, "case_filed", at=at, actor=QUALITY, case_id=case.id)
    return case


@pytest.fixture
def case(database: Database) -> Case:
    """One complaint of October, which was told before it ended and whole beside November."""
    filed = file(database, at=BEGAN_AT)
    for at in (datetime(2026, 10, 30, 8, tzinfo=UTC), TOLD_AT):
        while publish_due_summary(opened(database, now=at, office=SCHOOL)):
            pass
    return filed


def revise(database: Database, now: datetime = MONDAY) -> tuple[Report, ...] | None:
    return revise_summaries(opened(database, now=now, office=SCHOOL))


def correct(database: Database, case: Case, received_at: datetime) -> None:
    corrected = CorrectReception(received_at=received_at, reason="date du courrier")
    take(database, case, corrected, actor=QUALITY, now=TOLD_AT + timedelta(hours=1))


def said(database: Database) -> list[dict[str, Any]]:
    query = select(outbox.c.details).where(outbox.c.kind == SummaryRevised.kind)
    with database.reading() as connection:
        return list(connection.execute(query).scalars())


def test_a_corrected_reception_has_its_month_told_anew_beneath_its_summary(
    database: Database, case: Case
) -> None:
    september = BEGAN_AT - timedelta(days=20)
    correct(database, case, september)

    (anew,) = revise(database) or ()
    (details,) = said(database)
    with database.reading() as connection:
        before = editions.read_report(connection, OCTOBER, 1)
        flaw = journal.first_flaw(connection)

    assert (anew.period, anew.edition, anew.figures.present.complaints.received) == (OCTOBER, 2, 0)
    assert before.figures.present.complaints.received == 1
    assert details == {
        "period": "2026-10",
        "edition": 2,
        "beneath": 1,
        "told_in": "2026-11",
        "told_edition": 1,
        "refs": [case.ref],
    }
    assert flaw is None
    assert revise(database) == ()
    assert revise(database, MONDAY + timedelta(days=2)) == ()


@pytest.mark.one_database
def test_a_case_counted_under_another_category_since_has_its_month_told_anew(
    database: Database, case: Case
) -> None:
    """Once somebody had October told whole; the next month's summary says no categories of it."""
    asked = opened(database, now=TOLD_AT - timedelta(days=9), office=SCHOOL)
    publish_summary(asked, OCTOBER, edition=2, actor=QUALITY)
    renamed = Qualify(category=ANOTHER, severity=case.severity)
    take(database, case, renamed, actor=QUALITY, now=TOLD_AT + timedelta(hours=1))

    (anew,) = revise(database) or ()
    assert (anew.edition, anew.figures.categories) == (3, ((ANOTHER, 1),))
    assert said(database)[0]["refs"] == [case.ref]
    assert revise(database, MONDAY + timedelta(days=2)) == ()


@pytest.mark.usefixtures("case")
@pytest.mark.one_database
def test_nothing_is_said_where_nothing_that_was_told_is_otherwise(database: Database) -> None:
    file(database, at=TOLD_AT + timedelta(hours=2), number=2)

    assert revise(database) == ()


@pytest.mark.usefixtures("case")
@pytest.mark.one_database
def test_what_is_written_down_late_is_told_too_and_a_confidential_case_not_named(
    database: Database,
) -> None:
    in_october = BEGAN_AT + timedelta(days=1)
    late = file(database, at=in_october, number=2, confidential=True, handlers=(QUALITY,))
    with database.writing() as connection:
        at = TOLD_AT + timedelta(hours=2)
        journal.append(connection, "case_filed", at=at, actor=QUALITY, case_id=late.id)

    (anew,) = revise(database) or ()

    assert anew.figures.present.complaints.received == 2
    assert said(database)[0]["refs"] == []


@pytest.mark.one_database
def test_corrections_are_gathered_for_a_day_and_told_in_working_hours(
    database: Database, case: Case
) -> None:
    correct(database, case, BEGAN_AT - timedelta(days=20))
    at_once, at_night = TOLD_AT + timedelta(hours=2), MONDAY - timedelta(hours=5)

    assert revise(database, at_once) == ()
    assert revise(database, at_night) is None
    assert len(revise(database) or ()) == 1


def test_two_processes_tell_it_once(database: Database, case: Case) -> None:
    correct(database, case, BEGAN_AT - timedelta(days=20))

    told = all_at_once(lambda _: revise(database), [1, 2], threads=2)

    assert sum(len(one or ()) for one in told) == 1
    assert len(said(database)) == 1


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
def test_every_figure_is_named_before_and_after(texts: Texts) -> None:
    told, now = told_otherwise()
    changed = revisions_between(told.figures, now.figures)
    post = revision_post(told, now, refs=("REC-2026-0007",), texts=texts)

    assert [one.figure for one in changed] == list(ToldFigure)
    assert all(texts.revision.figure[one] in post.text for one in ToldFigure)
    assert "REC-2026-0007" in post.text


def whole(**given: Any) -> Figures:
    return figures(is_whole=True, **given)


@pytest.mark.parametrize(
    ("told", "now", "is_other"),
    [
        ({"categories": ((CERTIFICATES, 2),)}, {"categories": ((ANOTHER, 2),)}, True),
        (
            {"categories": ((CERTIFICATES, 2),), "to_confirm": 2},
            {"categories": ((CERTIFICATES, 1), (ANOTHER, 1)), "to_confirm": 0},
            False,
        ),
        ({"cause_families": ()}, {"cause_families": ((CauseFamily.MANAGEMENT, 1),)}, False),
        ({"cause_families": ((CauseFamily.MANAGEMENT, 1),)}, {"cause_families": ()}, True),
    ],
    ids=["counted under another", "confirmed since", "found later", "found to be none"],
)
def test_a_breakdown_is_told_anew_where_it_was_said_otherwise(
    told: dict[str, Any], now: dict[str, Any], *, is_other: bool
) -> None:
    assert bool(revisions_between(whole(**told), whole(**now))) == is_other


def test_what_became_confidential_leaves_a_breakdown_without_a_word() -> None:
    before = whole(categories=((CERTIFICATES, 2),), tallies=tallies(Tally()))
    after = whole(categories=((CERTIFICATES, 1),), tallies=tallies(Tally(confidential=1)))

    assert revisions_between(before, after) == ()


def test_a_breakdown_is_held_against_the_month_s_own_summary() -> None:
    """The next month's, which is the last that told of it, says its totals alone."""
    november = Month(year=2026, month=11)
    before, after = (
        report(figures=whole(categories=((one, 1),), tallies=tallies(Tally())))
        for one in (CERTIFICATES, ANOTHER)
    )
    beside = figures(month=november, tallies=tallies(Tally(), before=Tally()))
    now = replace(after, edition=2)
    post = revision_post(report(figures=beside), now, refs=(), texts=FRENCH, own=before)

    assert "• Réclamations par catégorie : Attestations 0, Autre sujet 1" in spaced(post.text)


def test_it_says_which_edition_it_is_and_both_values() -> None:
    told, now = told_otherwise()
    text = spaced(revision_post(told, now, refs=(), texts=FRENCH).text)

    assert text.startswith("*Bilan d'octobre 2026, édition 2*")
    assert "• Réclamations reçues : 2 (avant : 1)" in text
    assert "• Accusés de réception en 48 h : 1 sur 2 (avant : 1 sur 1)" in text
    assert "Corrigé ou enregistré depuis" not in text


@given(
    met=st.integers(0, 6),
    missed=st.integers(0, 6),
    pending=st.integers(0, 6),
    kept=st.integers(0, 6),
    lost=st.integers(0, 6),
)
def test_a_promise_that_was_pending_and_was_kept_or_missed_since_was_not_told_otherwise(
    met: int, missed: int, pending: int, kept: int, lost: int
) -> None:
    before = Share(met=met, counted=met + missed, pending=pending)
    after = Share(
        met=met + kept, counted=met + missed + kept + lost, pending=max(pending - kept - lost, 0)
    )
    told, now = (
        figures(is_whole=True, tallies=tallies(Tally(ack=share))) for share in (before, after)
    )

    assert bool(revisions_between(told, now)) == (kept + lost > pending)


def test_a_month_that_was_told_while_it_ran_was_told_whole_beside_the_next_one_only() -> None:
    other = Tally(trainees=40)
    running = figures(tallies=tallies(other))
    whole = figures(is_whole=True)
    beside = replace(
        figures(month=Month(year=2026, month=11)), tallies=tallies(Tally(), before=other)
    )

    assert revisions_between(running, whole) == ()
    assert {one.figure for one in revisions_between(beside, whole)} >= {
        ToldFigure.COMPLAINTS_RECEIVED,
        ToldFigure.OPEN_AT_END,
    }
