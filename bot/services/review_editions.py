"""Editions of a half-year's review: made of what is known and written, frozen and announced."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.activity import Activity
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.periods import Semester
from bot.domain.quality_risks import risks_of
from bot.domain.reviews import Review, ReviewFigures, ReviewNotes
from bot.services.report_files import wish_review_pdf
from storage import activity, journal, outbox, reviews


def review_key(semester: Semester) -> str:
    """The outbox's key of a half-year's review: one message for its whole life."""
    return f"{Outgoing.REVIEW}:{semester}"


def first_notes(connection: Connection, figures: ReviewFigures) -> ReviewNotes:
    """What is known before anybody writes; of the activity only what was told of each month."""
    told = activity.of_months(connection, figures.semester.months)
    months = [told.get(month, Activity()) for month in figures.semester.months]
    return ReviewNotes(
        trainees=_sum([month.trainees for month in months]),
        sessions=_sum([month.sessions for month in months]),
        risks=risks_of(figures.topics),
    )


def draft_of(
    figures: ReviewFigures, notes: ReviewNotes, *, edition: int, by: str, office: Office
) -> Review:
    """The next edition as it would be frozen now."""
    return Review(
        edition=edition,
        generated_at=figures.as_of,
        generated_by=by,
        policy_version=office.policy.version,
        figures=figures,
        notes=notes,
    )


def freeze(connection: Connection, draft: Review) -> Review | None:
    """Freeze an edition, tell of it and have its PDF made; None when it is there already."""
    frozen = reviews.freeze(connection, draft)
    if frozen is None:
        return None
    semester, at = frozen.figures.semester, frozen.generated_at
    wish_message(connection, semester, at=at)
    told = {"period": str(semester), "edition": frozen.edition}
    wish_review_pdf(connection, review_key(semester), details=told, at=at)
    event = "review_approved" if frozen.approval else "review_frozen"
    details = told | {"fingerprint": frozen.fingerprint}
    journal.append(connection, event, at=at, actor=frozen.generated_by, details=details)
    return frozen


def wish_message(connection: Connection, semester: Semester, *, at: datetime) -> None:
    """Have the review's message brought up to date."""
    details = {"period": str(semester)}
    outbox.wish(connection, Outgoing.REVIEW, key=review_key(semester), at=at, details=details)


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
