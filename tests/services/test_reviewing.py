"""A half-year's review: prepared once when it ends, written by people, approved by one of them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from bot.domain.actions import ActionKind, ActionOrigin
from bot.domain.cases import Status
from bot.domain.errors import NotAllowedError
from bot.domain.outgoing import Outgoing
from bot.domain.periods import Semester
from bot.domain.reviews import PlanEntry, Review, ReviewNotes
from bot.domain.root_causes import CauseFamily
from bot.domain.taxonomy import Category, Severity
from bot.services.reviewing import (
    FutureSemesterError,
    ReviewView,
    UnpreparedReviewError,
    approve_review,
    freeze_draft,
    look_at_review,
    prepare_due_review,
    prepare_review,
    read_edition,
    write_review,
)
from storage import actions, cases, journal
from storage.database import Database
from storage.reports import ReportChangedError
from storage.tables import outbox, reports
from tests.support.builders import OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint

FIRST = Semester(year=2026, half=1)
ENDED = datetime(2026, 6, 30, 22, tzinfo=UTC)
"""Midnight in Paris after 30 June."""
A_MOMENT = timedelta(seconds=1)
SCHOOL = replace(OFFICE, quality_managers=(QUALITY,), training_managers=("U0HEAD",))
ENTRY = PlanEntry(
    kind=ActionKind.PREVENTIVE,
    title="Préparer les attestations à l'avance",
    owner=TRAINER,
    due_on=date(2026, 9, 30),
    origin_refs=("REC-2026-0001",),
)


def received(database: Database, number: int, at: datetime, **given: Any) -> None:
    """A complaint about certificates, by its number in the register."""
    usual: dict[str, Any] = {
        "id": uuid4(),
        "ref": f"REC-2026-{number:04d}",
        "category": Category.CERTIFICATES_DOCUMENTS,
        "cause_family": CauseFamily.METHOD,
        "received_at": at,
        "recorded_at": at,
        "ack_due_at": at + timedelta(hours=48),
        "solution_due_at": at + timedelta(days=31),
        "current_due_at": at + timedelta(days=31),
    }
    case = complaint(**usual | given)
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
        journal.append(connection, "case_filed", at=at, actor=QUALITY, case_id=case.id)


@pytest.fixture
def half_year(database: Database) -> Database:
    """Three alike complaints in the half-year, a confidential one, and one a second after it."""
    for number, month in enumerate((2, 4, 6), start=1):
        received(database, number, datetime(2026, month, 3, 9, tzinfo=UTC))
    received(database, 4, datetime(2026, 5, 4, 9, tzinfo=UTC), confidential=True)
    received(database, 5, ENDED, category=Category.SCHEDULING_CANCELLATION)
    return database


def tick(database: Database, now: datetime = ENDED + A_MOMENT) -> Review | None:
    return prepare_due_review(database, now=now, defaults=SCHOOL)


def write(database: Database, notes: ReviewNotes, *, form: UUID | None = None) -> bool:
    return write_review(
        database,
        FIRST,
        lambda before: replace(before, plan=notes.plan, decisions=notes.decisions),
        actor=QUALITY,
        now=ENDED + A_MOMENT,
        defaults=SCHOOL,
        submission_id=form or uuid4(),
    )


def approve(database: Database, *, edition: int = 2, actor: str = "U0HEAD") -> Review | None:
    return approve_review(
        database, FIRST, edition=edition, actor=actor, now=ENDED + A_MOMENT, defaults=SCHOOL
    )


def look(database: Database, reader: str = QUALITY) -> ReviewView:
    return look_at_review(database, FIRST, reader=reader, now=ENDED + A_MOMENT, defaults=SCHOOL)


def wished(database: Database, kind: Outgoing) -> list[Any]:
    query = select(outbox.c.details).where(outbox.c.kind == kind)
    with database.reading() as connection:
        return sorted(connection.execute(query).scalars(), key=str)


def test_the_review_is_prepared_at_the_half_year_s_last_midnight_and_once(
    half_year: Database,
) -> None:
    early, found, again = (tick(half_year, ENDED + A_MOMENT * late) for late in (-1, 0, 1))

    assert (early, again) == (None, None)
    assert found is not None
    assert (str(found.figures.semester), found.edition, found.approval) == ("2026-S1", 1, None)
    assert wished(half_year, Outgoing.REVIEW) == [{"period": "2026-S1"}]
    assert [one["edition"] for one in wished(half_year, Outgoing.REVIEW_PDF)] == [1]


def test_it_counts_the_half_year_and_nothing_after_it(half_year: Database) -> None:
    figures = look(half_year).review.figures

    assert figures.is_whole
    assert figures.whole.complaints.received == 4
    assert figures.whole.confidential == 1
    assert figures.before is None
    assert figures.categories == ((Category.CERTIFICATES_DOCUMENTS, 3),)
    assert [(one.category, one.count) for one in figures.recurrent] == [
        (Category.CERTIFICATES_DOCUMENTS, 3)
    ]


def test_the_cases_fill_the_matrix(half_year: Database) -> None:
    tick(half_year)
    (risk,) = look(half_year).review.notes.risks

    assert (risk.category, risk.cause_family) == (
        Category.CERTIFICATES_DOCUMENTS,
        CauseFamily.METHOD,
    )
    assert (risk.cases, risk.likelihood) == (3, 3)


def test_two_replicas_prepare_one(half_year: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: tick(half_year), range(4)))

    assert sum(one is not None for one in found) == 1
    assert len(wished(half_year, Outgoing.REVIEW)) == 1


def test_a_bot_that_slept_through_july_catches_up(half_year: Database) -> None:
    assert tick(half_year, ENDED + timedelta(days=80)) is not None


@pytest.mark.parametrize("late", [timedelta(days=100), timedelta(days=-30)])
def test_neither_an_old_half_year_nor_one_that_runs_is_prepared_by_itself(
    half_year: Database, late: timedelta
) -> None:
    assert tick(half_year, ENDED + late) is None


def test_a_school_that_began_later_has_nothing_to_review(database: Database) -> None:
    received(database, 1, ENDED + A_MOMENT)

    assert tick(database) is None


def test_a_manager_may_prepare_it_before_the_end(half_year: Database) -> None:
    may = ENDED - timedelta(days=20)
    found = prepare_review(half_year, FIRST, actor=QUALITY, now=may, defaults=SCHOOL)

    assert found is not None
    assert not found.figures.is_whole
    assert tick(half_year) is None


def test_a_half_year_that_has_not_begun_cannot_be_reviewed(half_year: Database) -> None:
    with pytest.raises(FutureSemesterError):
        look_at_review(half_year, FIRST.next.next, reader=QUALITY, now=ENDED, defaults=SCHOOL)


def test_what_people_write_stays_and_the_same_form_counts_once(half_year: Database) -> None:
    tick(half_year)
    form = uuid4()
    first = write(half_year, ReviewNotes(decisions="Former"), form=form)
    again = write(half_year, ReviewNotes(decisions="Autre"), form=form)

    assert (first, again) == (True, False)
    assert look(half_year).review.notes.decisions == "Former"


def test_nobody_writes_into_a_review_that_is_not_prepared(half_year: Database) -> None:
    with pytest.raises(UnpreparedReviewError):
        write(half_year, ReviewNotes(decisions="Former"))


def test_approval_makes_the_plan_s_actions_once(half_year: Database) -> None:
    tick(half_year)
    write(half_year, ReviewNotes(plan=(ENTRY,)))
    approved, again = approve(half_year), approve(half_year)
    corrected = approve(half_year, edition=3)
    with half_year.reading() as connection:
        made = actions.of_period(connection, "2026-S1", origin=ActionOrigin.REVIEW)

    assert approved is not None
    assert corrected is not None
    assert again is None
    assert [(one.title, one.owner, one.due_on) for one in made] == [
        (ENTRY.title, ENTRY.owner, ENTRY.due_on)
    ]
    assert made[0].origin_refs == ENTRY.origin_refs
    assert [one.action_ref for one in corrected.notes.plan] == [made[0].ref]
    assert approved.approval is not None
    assert approved.approval.by == "U0HEAD"


def test_the_next_review_tells_what_became_of_the_plan(half_year: Database) -> None:
    tick(half_year)
    write(half_year, ReviewNotes(plan=(ENTRY,)))
    approve(half_year)
    later = ENDED + timedelta(days=170)
    view = look_at_review(half_year, FIRST.next, reader=QUALITY, now=later, defaults=SCHOOL)

    assert [one.title for one in view.review.figures.plan_before] == [ENTRY.title]
    assert view.review.figures.before is not None
    assert view.review.figures.before.complaints.received == 4


@pytest.mark.parametrize("actor", [TRAINER])
def test_others_may_look_but_neither_write_nor_approve(half_year: Database, actor: str) -> None:
    tick(half_year)
    seen = look(half_year, actor)

    assert (seen.may_write, seen.may_approve) == (False, False)
    with pytest.raises(NotAllowedError):
        approve(half_year, actor=actor)
    with pytest.raises(NotAllowedError):
        prepare_review(half_year, FIRST, actor=actor, now=ENDED, defaults=SCHOOL)


def test_the_head_of_training_approves_but_does_not_freeze_drafts(half_year: Database) -> None:
    tick(half_year)

    assert look(half_year, "U0HEAD").may_approve
    with pytest.raises(NotAllowedError):
        freeze_draft(half_year, FIRST, edition=2, actor="U0HEAD", now=ENDED, defaults=SCHOOL)


def test_an_edition_stays_as_it_was_frozen(half_year: Database) -> None:
    told = tick(half_year)
    received(half_year, 9, ENDED - timedelta(days=9), severity=Severity.CRITICAL)
    write(half_year, ReviewNotes(decisions="Former"))
    newer = freeze_draft(
        half_year, FIRST, edition=2, actor=QUALITY, now=ENDED + A_MOMENT, defaults=SCHOOL
    )

    assert read_edition(half_year, FIRST, 1) == told
    assert newer is not None
    assert newer.figures.whole.complaints.received == 5
    assert newer.notes.decisions == "Former"


def test_an_edition_that_was_tampered_with_is_not_shown(half_year: Database) -> None:
    tick(half_year)
    with half_year.writing() as connection:
        connection.execute(update(reports).values(policy_version="other"))

    with pytest.raises(ReportChangedError):
        read_edition(half_year, FIRST, 1)


def test_approval_is_journalled_with_the_fingerprint(half_year: Database) -> None:
    tick(half_year)
    approved = approve(half_year)
    assert approved is not None
    with half_year.reading() as connection:
        told = connection.exec_driver_sql(
            "SELECT details FROM journal WHERE event = 'review_approved'"
        ).scalars().all()  # fmt: skip

    assert len(told) == 1
    assert approved.fingerprint in str(told[0])


def test_closed_cases_count_where_they_were_closed(half_year: Database) -> None:
    received(
        half_year,
        10,
        datetime(2026, 6, 29, 9, tzinfo=UTC),
        status=Status.CLOSED,
        closed_at=ENDED + A_MOMENT,
    )

    assert look(half_year).review.figures.whole.complaints.closed == 0
