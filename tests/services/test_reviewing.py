"""A half-year's review: prepared once when it ends, written by people, approved by one of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, update

from bot.domain.actions.actions import ActionKind, ActionOrigin
from bot.domain.calendar.periods import FuturePeriodError, Month, Semester
from bot.domain.cases.cases import Status
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import Category, Severity
from bot.domain.errors import NotAllowedError
from bot.domain.messages.message import Message
from bot.domain.messages.reports import ReviewMessage, ReviewPdf
from bot.domain.reports.figures import MonthActivity
from bot.domain.reports.quality_risks import Risk
from bot.domain.reports.reviews import (
    ApprovedMeanwhileError,
    PlanEntry,
    Review,
    ReviewNotes,
    mark_of,
)
from bot.services.reports.meeting_days import tell_activity
from bot.services.reports.review_drafts import prepare_due_review, prepare_review
from bot.services.reports.reviews import (
    ReviewView,
    UnfinishedHalfYearError,
    UnpreparedReviewError,
    approve_review,
    freeze_draft,
    look_at_review,
    read_edition,
    write_review,
)
from storage.actions import actions
from storage.cases import cases, journal
from storage.database import Database
from storage.reports.editions import ReportChangedError
from storage.tables import outbox, reports
from tests.support.all_at_once import all_at_once
from tests.support.builders import OFFICE, QUALITY, TRAINER, opened
from tests.support.cases import complaint

pytestmark = pytest.mark.one_database

FIRST = Semester(year=2026, half=1)
ENDED = datetime(2026, 6, 30, 22, tzinfo=UTC)
"""Midnight in Paris after 30 June."""
DRAFTED_AT = datetime(2026, 7, 1, 7, tzinfo=UTC)
"""Nine in the morning there, of the first working day after it."""
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


def tick(database: Database, now: datetime = DRAFTED_AT) -> Review | None:
    return prepare_due_review(opened(database, now=now, office=SCHOOL))


def write(database: Database, notes: ReviewNotes, *, form: UUID | None = None) -> bool:
    return opened(database, now=ENDED + A_MOMENT, office=SCHOOL).write(
        write_review,
        FIRST,
        lambda before: replace(
            before,
            plan=notes.plan,
            decisions=notes.decisions,
            risks=(*before.risks, *notes.risks),
            trainees=notes.trainees,
        ),
        actor=QUALITY,
        submission_id=form or uuid4(),
    )


def tell(database: Database, month: Month, told: MonthActivity) -> None:
    opened(database, now=DRAFTED_AT, office=SCHOOL).write(
        tell_activity, month, told, actor=QUALITY, submission_id=uuid4()
    )


def approve(database: Database, *, edition: int = 2, actor: str = "U0HEAD") -> Review | None:
    return approve_review(
        opened(database, now=ENDED + A_MOMENT, office=SCHOOL), FIRST, edition=edition, actor=actor
    )


def look(database: Database, reader: str = QUALITY) -> ReviewView:
    return opened(database, now=ENDED + A_MOMENT, office=SCHOOL).read(
        look_at_review, FIRST, reader=reader
    )


def asked_for(database: Database, of_kind: type[Message]) -> list[Any]:
    query = select(outbox.c.details).where(outbox.c.kind == of_kind.kind)
    with database.reading() as connection:
        return sorted(connection.execute(query).scalars(), key=str)


def test_the_review_is_prepared_on_the_first_working_morning_after_it_and_once(
    half_year: Database,
) -> None:
    early, found, again = (tick(half_year, DRAFTED_AT + A_MOMENT * late) for late in (-1, 0, 1))

    assert (early, again) == (None, None)
    assert found is not None
    assert (str(found.figures.semester), found.edition, found.approval) == ("2026-S1", 1, None)
    assert asked_for(half_year, ReviewMessage) == [{"period": "2026-S1"}]
    assert [one["edition"] for one in asked_for(half_year, ReviewPdf)] == [1]


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
    found = all_at_once(lambda _: tick(half_year), range(4), threads=4)

    assert sum(one is not None for one in found) == 1
    assert len(asked_for(half_year, ReviewMessage)) == 1


def test_no_review_is_prepared_on_a_holiday(half_year: Database) -> None:
    first_of_january = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    tick(half_year)
    early = tick(half_year, first_of_january)
    found = tick(half_year, datetime(2027, 1, 4, 8, tzinfo=UTC))

    assert early is None
    assert found is not None
    assert found.figures.semester == FIRST.next


def test_a_bot_that_slept_for_a_year_catches_up_with_each_half_year(half_year: Database) -> None:
    woke = ENDED + timedelta(days=380)
    found = [tick(half_year, woke) for _ in range(4)]

    assert [one and str(one.figures.semester) for one in found] == [
        *("2026-S1", "2026-S2", "2027-S1", None)
    ]


def test_no_half_year_that_runs_is_prepared_by_itself(half_year: Database) -> None:
    assert tick(half_year, ENDED - timedelta(days=30)) is None


def test_one_asked_for_of_before_the_school_began_has_no_others_made(half_year: Database) -> None:
    long_ago = Semester(year=2020, half=1)
    prepare_review(opened(half_year, now=DRAFTED_AT, office=SCHOOL), long_ago, actor=QUALITY)

    assert [one and one.figures.semester for one in (tick(half_year), tick(half_year))] == [
        *(FIRST, None)
    ]


def test_a_school_that_began_later_has_nothing_to_review(database: Database) -> None:
    received(database, 1, ENDED + A_MOMENT)

    assert tick(database) is None


def test_a_manager_may_prepare_it_before_the_end(half_year: Database) -> None:
    may = ENDED - timedelta(days=20)
    found = prepare_review(opened(half_year, now=may, office=SCHOOL), FIRST, actor=QUALITY)

    assert found is not None
    assert not found.figures.is_whole


def test_one_asked_for_early_is_drafted_anew_at_the_end_with_what_people_wrote(
    half_year: Database,
) -> None:
    may = opened(half_year, now=ENDED - timedelta(days=40), office=SCHOOL)
    early = prepare_review(may, FIRST, actor=QUALITY)
    judged = Risk(name="Départ d'un formateur", likelihood=2, impact=4)
    write(half_year, ReviewNotes(decisions="Former", plan=(ENTRY,), risks=(judged,)))
    whole, again = tick(half_year), tick(half_year)

    assert early is not None
    assert whole is not None
    assert again is None
    assert (whole.edition, whole.figures.is_whole) == (2, True)
    assert (whole.notes.decisions, whole.notes.plan) == ("Former", (ENTRY,))
    assert [one.name or one.category for one in whole.notes.risks] == [
        judged.name,
        Category.CERTIFICATES_DOCUMENTS,
    ]


def test_a_half_year_that_runs_is_not_approved(half_year: Database) -> None:
    may = opened(half_year, now=ENDED - timedelta(days=20), office=SCHOOL)
    prepare_review(may, FIRST, actor=QUALITY)

    with pytest.raises(UnfinishedHalfYearError):
        approve_review(may, FIRST, edition=2, actor="U0HEAD")


def test_activity_of_six_months_stands_in_the_review_whenever_it_was_told(
    half_year: Database,
) -> None:
    told = MonthActivity(trainees=40, sessions=5)
    *others, june = FIRST.months
    for month in others:
        tell(half_year, month, told)
    drafted = tick(half_year)
    before = look(half_year).review.notes
    tell(half_year, june, told)
    after = look(half_year).review.notes
    approved = approve(half_year)

    assert drafted is not None
    assert approved is not None
    assert (drafted.notes.trainees, before.trainees, before.sessions) == (None, None, None)
    assert (after.trainees, after.sessions) == (240, 30)
    assert (approved.notes.trainees, approved.notes.sessions) == (240, 30)


def test_what_somebody_wrote_of_the_activity_counts_before_what_was_told(
    half_year: Database,
) -> None:
    for month in FIRST.months:
        tell(half_year, month, MonthActivity(trainees=40, sessions=5))
    tick(half_year)
    write(half_year, ReviewNotes(trainees=199))

    assert look(half_year).review.notes.trainees == 199


def test_activity_told_later_renews_the_message_of_a_draft(half_year: Database) -> None:
    tick(half_year)
    with half_year.writing() as connection:
        connection.execute(delete(outbox))
    tell(half_year, FIRST.months[-1], MonthActivity(trainees=1))
    tell(half_year, FIRST.next.months[0], MonthActivity(trainees=1))

    assert asked_for(half_year, ReviewMessage) == [{"period": "2026-S1"}]


def test_a_half_year_that_has_not_begun_cannot_be_reviewed(half_year: Database) -> None:
    with pytest.raises(FuturePeriodError):
        opened(half_year, now=ENDED, office=SCHOOL).read(
            look_at_review, FIRST.next.next, reader=QUALITY
        )


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


def test_what_is_approved_changes_by_another_edition_only(half_year: Database) -> None:
    """A form that was open during the approval adds nothing, and nothing is made twice."""
    tick(half_year)
    write(half_year, ReviewNotes(plan=(ENTRY,)))
    approve(half_year)
    with pytest.raises(ApprovedMeanwhileError):
        write(half_year, ReviewNotes(decisions="Former"))
    correction = freeze_draft(
        opened(half_year, now=DRAFTED_AT, office=SCHOOL), FIRST, edition=3, actor=QUALITY
    )
    with pytest.raises(ApprovedMeanwhileError):
        opened(half_year, now=DRAFTED_AT, office=SCHOOL).write(
            write_review,
            FIRST,
            lambda notes: notes.with_entry(replace(ENTRY, title="x"), mark=mark_of(ENTRY)),
            actor=QUALITY,
            submission_id=uuid4(),
        )
    corrected = approve(half_year, edition=4)
    with half_year.reading() as connection:
        made = actions.of_period(connection, "2026-S1", origin=ActionOrigin.REVIEW)

    assert correction is not None
    assert corrected is not None
    assert len(made) == 1


def test_the_next_review_tells_what_became_of_the_plan(half_year: Database) -> None:
    tick(half_year)
    write(half_year, ReviewNotes(plan=(ENTRY,)))
    approve(half_year)
    later = ENDED + timedelta(days=170)
    view = opened(half_year, now=later, office=SCHOOL).read(
        look_at_review, FIRST.next, reader=QUALITY
    )

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
        prepare_review(opened(half_year, now=ENDED, office=SCHOOL), FIRST, actor=actor)


def test_the_head_of_training_approves_but_does_not_freeze_drafts(half_year: Database) -> None:
    tick(half_year)

    assert look(half_year, "U0HEAD").may_approve
    with pytest.raises(NotAllowedError):
        freeze_draft(opened(half_year, now=ENDED, office=SCHOOL), FIRST, edition=2, actor="U0HEAD")


def test_an_edition_stays_as_it_was_frozen(half_year: Database) -> None:
    told = tick(half_year)
    received(half_year, 9, ENDED - timedelta(days=9), severity=Severity.CRITICAL)
    write(half_year, ReviewNotes(decisions="Former"))
    newer = freeze_draft(
        opened(half_year, now=ENDED + A_MOMENT, office=SCHOOL), FIRST, edition=2, actor=QUALITY
    )

    assert opened(half_year).read(read_edition, FIRST, 1) == told
    assert newer is not None
    assert newer.figures.whole.complaints.received == 5
    assert newer.notes.decisions == "Former"


def test_an_edition_that_was_tampered_with_is_not_shown(half_year: Database) -> None:
    tick(half_year)
    with half_year.writing() as connection:
        connection.execute(update(reports).values(policy_version="other"))

    with pytest.raises(ReportChangedError):
        opened(half_year).read(read_edition, FIRST, 1)


@pytest.mark.both_databases
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
