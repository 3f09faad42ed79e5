"""Frozen reports: written once each, read as they were written."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, func, select

from bot.domain.figures import Figures
from bot.domain.periods import Month
from bot.domain.reports import Report, ReportKind
from storage.tables import reports
from storage.upsert import insert_into


class ReportChangedError(Exception):
    """A report in the database is not what was frozen: its fingerprint does not hold."""


def freeze(connection: Connection, report: Report) -> Report | None:
    """Write an edition of a month's summary; None when somebody else just wrote it."""
    snapshot = _figures().dump_python(report.figures, mode="json")
    frozen = replace(report, fingerprint=_fingerprint(report, snapshot))
    fresh = insert_into(connection, reports).values(
        kind=ReportKind.SUMMARY,
        period=str(report.figures.month),
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


def latest_edition(connection: Connection, month: Month) -> int:
    """The number of a month's latest edition; 0 when there is none."""
    query = select(func.max(reports.c.edition)).where(*_of(month))
    return int(connection.execute(query).scalar_one() or 0)


def is_told_for_a_meeting(connection: Connection, month: Month) -> bool:
    """Whether a meeting had its summary of a month; one made by hand is for no meeting."""
    query = select(reports.c.edition).where(*_of(month), reports.c.meeting_at.is_not(None))
    return connection.execute(query).first() is not None


def read_report(connection: Connection, month: Month, edition: int) -> Report:
    """An edition as it was frozen. Raises LookupError, ReportChangedError."""
    query = select(reports).where(*_of(month), reports.c.edition == edition)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise LookupError(month, edition)
    report = _report(row)
    if report.fingerprint != _fingerprint(report, row.snapshot):
        raise ReportChangedError(str(month), edition)
    return report


def _of(month: Month) -> tuple[Any, ...]:
    return (reports.c.kind == ReportKind.SUMMARY, reports.c.period == str(month))


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


def _fingerprint(report: Report, snapshot: Any) -> str:  # noqa: ANN401  # any JSON
    said = {
        "period": str(report.figures.month),
        "edition": report.edition,
        "generated_at": report.generated_at.isoformat(),
        "generated_by": report.generated_by,
        "meeting_at": report.meeting_at and report.meeting_at.isoformat(),
        "policy_version": report.policy_version,
        "snapshot": snapshot,
    }
    return digest_of(said)


def digest_of(said: Mapping[str, Any]) -> str:
    """The SHA-256 of what is said, in hexadecimal, whatever the order of its names."""
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


@cache
def _figures() -> TypeAdapter[Figures]:
    """The snapshot's shape; made when first needed."""
    return TypeAdapter(Figures)
