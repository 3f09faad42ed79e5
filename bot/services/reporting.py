"""The monthly summary (policy §5): made and frozen when its meeting nears, or when asked for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.errors import NotAllowedError, VigieError
from bot.domain.figures import Figures
from bot.domain.journal import VIGIE
from bot.domain.meetings import Meeting, summary_due
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.periods import Month
from bot.domain.policies import Policy
from bot.domain.reports import Report
from bot.services.meeting_notes import summary_key, wish_questions
from bot.services.offices import current_office
from bot.services.report_files import wish_files
from bot.services.schedules import meetings_near, month_told_at
from storage import journal, outbox, reports
from storage.database import Database
from storage.figures import read_figures


class FutureMonthError(VigieError):
    """The month has not begun: there is nothing to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSummary:
    """A month whose summary is to go out, and the meeting it is for."""

    month: Month
    meeting_at: datetime
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A month's figures as they are now; `latest` is what the channel was told, if anything."""

    report: Report
    latest: Report | None
    may_publish: bool
    office: Office


def publish_due_summary(database: Database, *, now: datetime, defaults: Office) -> Report | None:
    """Freeze and announce the summary whose time has come; None when there is none.

    Each month is told once, however many processes ask, and however its meeting is moved.
    Raises StorageUnavailableError.
    """
    with database.reading() as connection:
        office = current_office(connection, defaults)
        due = _due(connection, office, now)
        if due is None:
            return None
        figures = read_figures(connection, due.month, now=now, zone=office.zone)
    report = _report(
        figures, office.policy, edition=due.edition, by=VIGIE, meeting_at=due.meeting_at
    )
    return _publish(database, report)


def preview_summary(
    database: Database, month: Month, *, reader: str, now: datetime, defaults: Office
) -> Preview:
    """Count a month now, for one reader, without freezing anything.

    Raises FutureMonthError, StorageUnavailableError.
    """
    with database.reading() as connection:
        office = current_office(connection, defaults)
        _check_begun(month, now=now, office=office)
        edition = reports.latest_edition(connection, month)
        latest = reports.read_report(connection, month, edition) if edition else None
        figures = read_figures(connection, month, now=now, zone=office.zone)
    return Preview(
        report=_report(figures, office.policy, edition=edition + 1, by=reader, meeting_at=None),
        latest=latest,
        may_publish=reader in office.quality_managers,
        office=office,
    )


def publish_summary(
    database: Database, month: Month, *, edition: int, actor: str, now: datetime, defaults: Office
) -> Report | None:
    """Freeze and announce an edition that a quality manager asked for.

    None when this edition is already there: the request came twice, or somebody was
    faster. Raises NotAllowedError, FutureMonthError, StorageUnavailableError.
    """
    with database.reading() as connection:
        office = current_office(connection, defaults)
        if actor not in office.quality_managers:
            raise NotAllowedError
        _check_begun(month, now=now, office=office)
        if edition != reports.latest_edition(connection, month) + 1:
            return None
        figures = read_figures(connection, month, now=now, zone=office.zone)
    report = _report(figures, office.policy, edition=edition, by=actor, meeting_at=None)
    return _publish(database, report)


def due_meeting(office: Office, now: datetime) -> Meeting | None:
    """The latest meeting whose summary should be out by now."""
    near = meetings_near(office, now)
    lead = office.summary_lead_days
    due = [one for one in near if summary_due(one, lead_days=lead, calendar=office.calendar) <= now]
    return due[-1] if due else None


def _due(connection: Connection, office: Office, now: datetime) -> DueSummary | None:
    meeting = due_meeting(office, now)
    if meeting is None:
        return None
    month = month_told_at(meeting, office)
    # the number first: what another process tells from here on takes it, and no further one is made
    edition = reports.latest_edition(connection, month) + 1
    is_told = reports.is_told_for_a_meeting(connection, month)
    if is_told or not _was_at_work(connection, month, meeting, office=office):
        return None
    return DueSummary(month=month, meeting_at=meeting.starts_at, edition=edition)


def _was_at_work(connection: Connection, month: Month, meeting: Meeting, *, office: Office) -> bool:
    """Whether anything was recorded in the month or before, and when its summary was due.

    A school that begins today is not told of the month before it began.
    """
    lead = office.summary_lead_days
    due_at = summary_due(meeting, lead_days=lead, calendar=office.calendar)
    began_at = journal.began_at(connection)
    ends_at = month.interval(office.zone).end_at
    return began_at is not None and began_at < min(due_at, ends_at)


def _check_begun(month: Month, *, now: datetime, office: Office) -> None:
    if month > Month.of(now, office.zone):
        raise FutureMonthError


def _report(
    figures: Figures, policy: Policy, *, edition: int, by: str, meeting_at: datetime | None
) -> Report:
    return Report(
        edition=edition,
        generated_at=figures.as_of,
        generated_by=by,
        meeting_at=meeting_at,
        policy_version=policy.version,
        figures=figures,
    )


def _publish(database: Database, report: Report) -> Report | None:
    # Counted before, outside: filing does not wait while a month is counted.
    with database.writing() as connection:
        frozen = reports.freeze(connection, report)
        if frozen is None:
            return None
        details = _named(frozen)
        key = summary_key(frozen.figures.month, frozen.edition)
        at = frozen.generated_at
        outbox.wish(connection, Outgoing.SUMMARY, key=key, at=at, details=details)
        wish_files(connection, key, details=details, at=at)
        wish_questions(connection, details, at=at)
        told = details | {"fingerprint": frozen.fingerprint}
        journal.append(connection, "summary_frozen", at=at, actor=frozen.generated_by, details=told)
    return frozen


def _named(report: Report) -> dict[str, str | int]:
    return {"period": str(report.figures.month), "edition": report.edition}
