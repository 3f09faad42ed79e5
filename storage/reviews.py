"""Half-yearly reviews: what is being written into one, and its editions as they were frozen."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, func, select, update

from bot.domain.periods import Semester
from bot.domain.reports import ReportKind
from bot.domain.reviews import Approval, Review, ReviewFigures, ReviewNotes
from storage.reports import ReportChangedError, digest_of
from storage.tables import reports, review_notes
from storage.upsert import insert_into


def begin(
    connection: Connection, semester: Semester, notes: ReviewNotes, *, by: str, at: datetime
) -> bool:
    """Write down the first notes of a review; False when they are there already."""
    fresh = insert_into(connection, review_notes).values(
        period=str(semester), notes=_plain(notes), changed_at=at, changed_by=by
    )
    written = connection.execute(fresh.on_conflict_do_nothing().returning(review_notes.c.period))
    return written.first() is not None


def notes_of(connection: Connection, semester: Semester) -> ReviewNotes | None:
    """What was written into a review so far; None when nobody began one."""
    return _notes(connection, semester, is_to_change=False)


def notes_for_update(connection: Connection, semester: Semester) -> ReviewNotes | None:
    """The same, which nobody else may change until the transaction ends."""
    return _notes(connection, semester, is_to_change=True)


def save_notes(
    connection: Connection, semester: Semester, notes: ReviewNotes, *, by: str, at: datetime
) -> None:
    """Write the notes as somebody left them."""
    here = review_notes.c.period == str(semester)
    values = {"notes": _plain(notes), "changed_at": at, "changed_by": by}
    connection.execute(update(review_notes).where(here).values(values))


def freeze(connection: Connection, review: Review) -> Review | None:
    """Write an edition; None when somebody else just wrote it."""
    snapshot = _snapshot_of(review)
    frozen = replace(review, fingerprint=_fingerprint(review, snapshot))
    fresh = insert_into(connection, reports).values(
        kind=ReportKind.REVIEW,
        period=str(review.figures.semester),
        edition=review.edition,
        generated_at=review.generated_at,
        generated_by=review.generated_by,
        policy_version=review.policy_version,
        snapshot=snapshot,
        hash=frozen.fingerprint,
    )
    written = connection.execute(fresh.on_conflict_do_nothing().returning(reports.c.edition))
    return frozen if written.first() is not None else None


def latest_edition(connection: Connection, semester: Semester) -> int:
    """The number of a half-year's latest edition; 0 when there is none."""
    query = select(func.max(reports.c.edition)).where(*_of(semester))
    return int(connection.execute(query).scalar_one() or 0)


def read_review(connection: Connection, semester: Semester, edition: int) -> Review:
    """An edition as it was frozen. Raises LookupError, ReportChangedError."""
    query = select(reports).where(*_of(semester), reports.c.edition == edition)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise LookupError(semester, edition)
    review = _review(row)
    if review.fingerprint != _fingerprint(review, row.snapshot):
        raise ReportChangedError(str(semester), edition)
    return review


def latest(connection: Connection, semester: Semester) -> Review | None:
    """The latest edition, None when there is none. Raises ReportChangedError."""
    edition = latest_edition(connection, semester)
    return read_review(connection, semester, edition) if edition else None


def _of(semester: Semester) -> tuple[Any, ...]:
    return (reports.c.kind == ReportKind.REVIEW, reports.c.period == str(semester))


def _notes(connection: Connection, semester: Semester, *, is_to_change: bool) -> ReviewNotes | None:
    query = select(review_notes.c.notes).where(review_notes.c.period == str(semester))
    found = query.with_for_update() if is_to_change else query
    written = connection.execute(found).scalar_one_or_none()
    return None if written is None else _notes_adapter().validate_python(written)


def _review(row: Row[Any]) -> Review:
    said = row.snapshot
    approval = said["approval"]
    return Review(
        edition=row.edition,
        generated_at=row.generated_at,
        generated_by=row.generated_by,
        policy_version=row.policy_version,
        figures=_figures_adapter().validate_python(said["figures"]),
        notes=_notes_adapter().validate_python(said["notes"]),
        approval=_approval_adapter().validate_python(approval) if approval else None,
        fingerprint=row.hash,
    )


def _snapshot_of(review: Review) -> dict[str, Any]:
    approval = review.approval
    return {
        "figures": _figures_adapter().dump_python(review.figures, mode="json"),
        "notes": _plain(review.notes),
        "approval": approval and _approval_adapter().dump_python(approval, mode="json"),
    }


def _fingerprint(review: Review, snapshot: Any) -> str:  # noqa: ANN401  # any JSON
    return digest_of(
        {
            "kind": ReportKind.REVIEW,
            "period": str(review.figures.semester),
            "edition": review.edition,
            "generated_at": review.generated_at.isoformat(),
            "generated_by": review.generated_by,
            "policy_version": review.policy_version,
            "snapshot": snapshot,
        }
    )


def _plain(notes: ReviewNotes) -> Any:  # noqa: ANN401  # any JSON
    return _notes_adapter().dump_python(notes, mode="json")


@cache
def _figures_adapter() -> TypeAdapter[ReviewFigures]:
    """The figures' shape; made when first needed, as the two below."""
    return TypeAdapter(ReviewFigures)


@cache
def _notes_adapter() -> TypeAdapter[ReviewNotes]:
    return TypeAdapter(ReviewNotes)


@cache
def _approval_adapter() -> TypeAdapter[Approval]:
    return TypeAdapter(Approval)
