"""Frozen editions of summaries and reviews, written once each, and the notes of a review."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from bot.domain.calendar.periods import Month, Semester, UnreadablePeriodError, parse_period
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.reports.figures import Figures, Report, ReportKind
from bot.domain.reports.reviews import Approval, Review, ReviewFigures, ReviewNotes
from bot.ledger.anchors import Anchor
from storage.cases import journal_proofs
from storage.deadlines.premature import beyond
from storage.tables import reports, review_notes
from storage.types import insert_into

_FROZEN = ("summary_frozen", "review_frozen", "review_approved")


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
    """The notes so far; None when nobody began one."""
    return _notes(connection, semester, is_to_change=False)


def notes_for_update(connection: Connection, semester: Semester) -> ReviewNotes | None:
    """The notes so far, which nobody else may change until the transaction ends."""
    return _notes(connection, semester, is_to_change=True)


def save_notes(
    connection: Connection, semester: Semester, notes: ReviewNotes, *, by: str, at: datetime
) -> None:
    """Write the notes as somebody left them."""
    here = review_notes.c.period == str(semester)
    values = {"notes": _plain(notes), "changed_at": at, "changed_by": by}
    connection.execute(update(review_notes).where(here).values(values))


def renew_notes(connection: Connection, semester: Semester, notes: ReviewNotes) -> None:
    """Write what Vigie itself brings up to date in them: they stay those of who wrote them."""
    here = review_notes.c.period == str(semester)
    connection.execute(update(review_notes).where(here).values(notes=_plain(notes)))


def _notes(connection: Connection, semester: Semester, *, is_to_change: bool) -> ReviewNotes | None:
    query = select(review_notes.c.notes).where(review_notes.c.period == str(semester))
    found = query.with_for_update() if is_to_change else query
    written = connection.execute(found).scalar_one_or_none()
    return None if written is None else notes_adapter().validate_python(written)


def _plain(notes: ReviewNotes) -> Any:  # noqa: ANN401  # any JSON
    return notes_adapter().dump_python(notes, mode="json")


@cache
def notes_adapter() -> TypeAdapter[ReviewNotes]:
    """The notes' shape; made when first needed."""
    return TypeAdapter(ReviewNotes)


Frozen = TypeVar("Frozen", Report, Review)


class ReportChangedError(Exception):
    """An edition in the database is not what was frozen: its fingerprint does not hold."""


def freeze(connection: Connection, report: Frozen) -> Frozen | None:
    """Write an edition of a period's report; None when somebody else just wrote it."""
    snapshot = _snapshot_of(report)
    frozen = replace(report, fingerprint=_fingerprint(report, snapshot))
    fresh = insert_into(connection, reports).values(
        kind=report.kind,
        period=str(report.period),
        edition=report.edition,
        generated_at=report.generated_at,
        generated_by=report.generated_by,
        meeting_at=report.meeting_at,
        policy_version=report.policy_version,
        snapshot=snapshot,
        hash=frozen.fingerprint,
    )
    written = connection.execute(fresh.on_conflict_do_nothing().returning(reports.c.edition))
    return frozen if written.first() is not None else None


def latest_edition(connection: Connection, period: Month | Semester) -> int:
    """The number of a period's latest edition; 0 when there is none."""
    query = select(func.max(reports.c.edition)).where(*_of(period))
    return int(connection.execute(query).scalar_one() or 0)


Spoken = TypeVar("Spoken", Month, Semester)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPeriod(Generic[Spoken]):
    """An edition of a period's report; `is_own` where Vigie told it by itself, not by hand."""

    period: Spoken
    generated_at: datetime
    is_own: bool


def told_of(
    connection: Connection, periods: type[Spoken], *, now: datetime
) -> tuple[ToldPeriod[Spoken], ...]:
    """Every edition of the reports on months, or of those on half-years.

    What a clock ahead told of a time still to come is not among them: another edition is.
    """
    query = select(reports.c.period, reports.c.generated_at, reports.c.generated_by)
    told = query.where(_reports_on(periods), reports.c.generated_at <= beyond(now))
    return tuple(
        ToldPeriod(
            period=_read_as(periods, row.period),
            generated_at=row.generated_at,
            is_own=row.generated_by == VIGIE,
        )
        for row in connection.execute(told)
    )


def latest_editions(connection: Connection, periods: type[Spoken]) -> dict[Spoken, int]:
    """The number of the latest edition of each month, or half-year, that has one."""
    query = select(reports.c.period, func.max(reports.c.edition).label("number"))
    found = connection.execute(query.where(_reports_on(periods)).group_by(reports.c.period))
    return {_read_as(periods, row.period): row.number for row in found}


def _reports_on(periods: type[Month | Semester]) -> ColumnElement[bool]:
    kind = ReportKind.REVIEW if periods is Semester else ReportKind.SUMMARY
    return reports.c.kind == kind


def _read_as(periods: type[Spoken], written: str) -> Spoken:
    period = parse_period(written)
    if not isinstance(period, periods):
        raise UnreadablePeriodError
    return period


def read_report(connection: Connection, month: Month, edition: int) -> Report:
    """An edition of a month's summary. Raises LookupError, ReportChangedError."""
    return _read(connection, month, edition, _report)


def read_review(connection: Connection, semester: Semester, edition: int) -> Review:
    """An edition of a half-year's review. Raises LookupError, ReportChangedError."""
    return _read(connection, semester, edition, _review)


def latest_review(connection: Connection, semester: Semester) -> Review | None:
    """The latest edition, None when there is none. Raises ReportChangedError."""
    edition = latest_edition(connection, semester)
    return read_review(connection, semester, edition) if edition else None


def _of(period: Month | Semester) -> tuple[Any, ...]:
    return (_reports_on(type(period)), reports.c.period == str(period))


def _read(
    connection: Connection,
    period: Month | Semester,
    edition: int,
    read_back: Callable[[Row[Any]], Frozen],
) -> Frozen:
    query = select(reports).where(*_of(period), reports.c.edition == edition)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise LookupError(period, edition)
    frozen = read_back(row)
    if frozen.fingerprint != _fingerprint(frozen, row.snapshot):
        raise ReportChangedError(str(period), edition)
    return replace(frozen, anchor=_anchor_of(connection, frozen))


def _anchor_of(connection: Connection, frozen: Report | Review) -> str:
    """Where the journal says that it was frozen, as it stands on paper; empty where it does not."""
    found = journal_proofs.entry_at(
        connection, _FROZEN, frozen.generated_at, holding=frozen.fingerprint
    )
    return "" if found is None else Anchor(seq=found.seq, hash=found.hash).shown


def _report(row: Row[Any]) -> Report:
    return Report(
        edition=row.edition,
        generated_at=row.generated_at,
        generated_by=row.generated_by,
        meeting_at=row.meeting_at,
        policy_version=row.policy_version,
        figures=_figures().validate_python(row.snapshot),
        fingerprint=row.hash,
    )


def _review(row: Row[Any]) -> Review:
    said = row.snapshot
    approval = said["approval"]
    return Review(
        edition=row.edition,
        generated_at=row.generated_at,
        generated_by=row.generated_by,
        policy_version=row.policy_version,
        figures=_review_figures().validate_python(said["figures"]),
        notes=notes_adapter().validate_python(said["notes"]),
        approval=_approval().validate_python(approval) if approval else None,
        fingerprint=row.hash,
    )


def fingerprint_in(row: Row[Any]) -> str:
    """The SHA-256 of what a row says."""
    said = _review(row) if row.kind is ReportKind.REVIEW else _report(row)
    return _fingerprint(said, row.snapshot)


def _fingerprint(report: Report | Review, snapshot: Any) -> str:  # noqa: ANN401  # any JSON
    """The SHA-256 of all that an edition says, in hexadecimal."""
    said = {
        "period": str(report.period),
        "edition": report.edition,
        "generated_at": report.generated_at.isoformat(),
        "generated_by": report.generated_by,
        "policy_version": report.policy_version,
        "snapshot": snapshot,
        **_named_by_its_kind(report),
    }
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _named_by_its_kind(report: Report | Review) -> dict[str, str | None]:
    """A summary's fingerprint holds its meeting and no kind, as the first ones did."""
    if isinstance(report, Review):
        return {"kind": report.kind}
    return {"meeting_at": report.meeting_at.isoformat() if report.meeting_at else None}


def _snapshot_of(report: Report | Review) -> dict[str, Any]:
    if isinstance(report, Report):
        return _figures_of(report.figures)
    approval = report.approval
    return {
        "figures": _review_figures().dump_python(report.figures, mode="json"),
        "notes": notes_adapter().dump_python(report.notes, mode="json"),
        "approval": approval and _approval().dump_python(approval, mode="json"),
    }


def _figures_of(figures: Figures) -> dict[str, Any]:
    written: dict[str, Any] = _figures().dump_python(figures, mode="json")
    for late, case in zip(written["late"], figures.late, strict=True):
        late["promise"] = case.promise.written_out
    return written


@cache
def _figures() -> TypeAdapter[Figures]:
    """The snapshot's shape; made when first needed, as the two below."""
    return TypeAdapter(Figures)


@cache
def _review_figures() -> TypeAdapter[ReviewFigures]:
    return TypeAdapter(ReviewFigures)


@cache
def _approval() -> TypeAdapter[Approval]:
    return TypeAdapter(Approval)
