"""The monthly summary (policy §5): made and frozen when its meeting nears, or when asked for."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar.periods import Month, check_begun
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.messages.reports import (
    MeetingQuestions,
    SummaryMessage,
    SummaryPdf,
    SummaryWorkbook,
)
from bot.domain.reports.figures import Figures, Report
from bot.domain.school.office import Office
from bot.domain.school.policies import Policy
from bot.services.reports.meeting_days import untold
from bot.services.school.offices import refuse_all_but_managers, refuse_guests
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import journal
from storage.messages import outbox
from storage.reports import editions
from storage.reports.figures import read_figures
from storage.school.office import note_rule, rule_since


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A month's figures as they are now; `latest` is what the channel was told, if anything."""

    report: Report
    latest: Report | None
    may_publish: bool
    office: Office


def publish_due_summary(transactions: Transactions) -> Report | None:
    """Freeze and announce the oldest summary whose time has come; None when there is none.

    Each month is told once, however many processes ask, however its meeting is moved, and
    also without a meeting. Raises StorageUnavailableError.
    """
    since = _rule_since(transactions)
    with transactions.reading() as work:
        # the numbers first: what another process tells from here on takes one, and no more is made
        numbers = editions.latest_editions(work.connection, Month)
        due = [one for one in untold(work, rule_since=since) if one.due_at <= work.now]
        if not due:
            return None
        month, meeting = due[0].month, due[0].meeting
        figures = read_figures(work.connection, month, now=work.now, zone=work.office.zone)
    report = _report(
        figures,
        work.office.policy,
        edition=numbers.get(month, 0) + 1,
        by=VIGIE,
        meeting_at=meeting.starts_at if meeting else None,
    )
    return _publish(transactions, report)


def preview_summary(work: UnitOfWork, month: Month, *, reader: str) -> Preview:
    """Count a month now, for one reader, without freezing anything.

    Raises NotAllowedError to guests, FuturePeriodError, StorageUnavailableError.
    """
    refuse_guests(work, reader)
    check_begun(month, now=work.now, zone=work.office.zone)
    edition = editions.latest_edition(work.connection, month)
    latest = editions.read_report(work.connection, month, edition) if edition else None
    figures = read_figures(work.connection, month, now=work.now, zone=work.office.zone)
    return Preview(
        report=_report(
            figures, work.office.policy, edition=edition + 1, by=reader, meeting_at=None
        ),
        latest=latest,
        may_publish=reader in work.office.in_quality,
        office=work.office,
    )


def publish_summary(
    transactions: Transactions, month: Month, *, edition: int, actor: str
) -> Report | None:
    """Freeze and announce an edition that a quality manager asked for.

    None when this edition is already there: the request came twice, or somebody was
    faster. Raises NotAllowedError, FuturePeriodError, StorageUnavailableError.
    """
    with transactions.reading() as work:
        refuse_all_but_managers(work, actor)
        check_begun(month, now=work.now, zone=work.office.zone)
        if edition != editions.latest_edition(work.connection, month) + 1:
            return None
        figures = read_figures(work.connection, month, now=work.now, zone=work.office.zone)
    report = _report(figures, work.office.policy, edition=edition, by=actor, meeting_at=None)
    return _publish(transactions, report)


def _rule_since(transactions: Transactions) -> datetime:
    """Since when the rule of meetings stands: what it says of the time before is no meeting."""
    with transactions.reading() as work:
        rule, now = work.office.meeting_rule, work.now
        since = rule_since(work.connection, rule)
    if since is None:
        with transactions.writing() as work:
            since = note_rule(work.connection, rule, at=now)
    return min(since, now)


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


def _publish(transactions: Transactions, report: Report) -> Report | None:
    # Counted before, outside: filing does not wait while a month is counted.
    with transactions.writing() as work:
        frozen = editions.freeze(work.connection, report)
        if frozen is None:
            return None
        period, edition = str(frozen.figures.month), frozen.edition
        at = frozen.generated_at
        summary = SummaryMessage(period=period, edition=edition)
        outbox.enqueue(work.connection, summary, at=at)
        files = [
            of_kind(period=period, edition=edition, of=summary.key)
            for of_kind in (SummaryPdf, SummaryWorkbook)
        ]
        outbox.enqueue_once(work.connection, files, at=at)
        outbox.enqueue(work.connection, MeetingQuestions(period=period, edition=edition), at=at)
        told = {"period": period, "edition": edition, "fingerprint": frozen.fingerprint}
        journal.append(
            work.connection, "summary_frozen", at=at, actor=frozen.generated_by, details=told
        )
    return frozen
