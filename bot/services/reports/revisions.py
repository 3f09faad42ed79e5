"""New editions of summaries whose month was corrected after it was told (policy §5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.calendar.periods import MONTHS_A_YEAR, Month
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.messages.reports import (
    SummaryMessage,
    SummaryPdf,
    SummaryRevised,
    SummaryWorkbook,
)
from bot.domain.reports.figures import Report
from bot.domain.reports.revisions import is_told_whole, revisions_between
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import journal
from storage.messages import outbox
from storage.reports import corrections, editions
from storage.reports.editions import ReportChangedError
from storage.reports.figures import read_figures

GATHERED_FOR = timedelta(days=1)
"""So long after an edition there is no other: what is corrected in a row is told together."""
NAMED = 10
"""Cases and actions named at most as what changed the figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anew:
    """A month's next edition, where it was told otherwise, and what stands in between."""

    report: Report
    told: Report
    beneath: int
    refs: tuple[str, ...]


def revise_summaries(transactions: Transactions) -> tuple[Report, ...] | None:
    """Tell the months of the last year anew of which something else was told than is so now.

    Each in the thread of its summary, in the school's working hours, once a day at most, and once
    however many processes look; None outside of these hours. Raises StorageUnavailableError.
    """
    with transactions.reading() as work:
        if work.office.calendar.next_open_moment(work.now) != work.now:
            return None
        found = tuple(_revisions(work))
    told = (_publish(transactions, one) for one in found)
    return tuple(report for report in told if report is not None)


def _revisions(work: UnitOfWork) -> Iterator[_Anew]:
    present = Month.of(work.now, work.office.zone)
    numbers = editions.latest_editions(work.connection, Month)
    known = editions.told_of(work.connection, Month, now=work.now)
    own = {one.period for one in known if one.is_own}
    for month in sorted(own):
        if present.shifted(-MONTHS_A_YEAR) <= month < present:
            anew = _anew(work, month, numbers)
            if anew is not None:
                yield anew


def _anew(work: UnitOfWork, month: Month, numbers: Mapping[Month, int]) -> _Anew | None:
    latest = _read(work, month, numbers)
    after = _read(work, month.next, numbers)
    beneath = _standing(work, month, numbers.get(month, 0))
    if latest is None or beneath is None:
        return None
    figures = read_figures(work.connection, month, now=work.now, zone=work.office.zone)
    whole = [one for one in (latest, after) if one and is_told_whole(one.figures, figures)]
    told = max(whole, key=lambda one: one.generated_at, default=None)
    if told is None or work.now - told.generated_at < GATHERED_FOR:
        return None
    own = latest.figures if latest.figures.is_whole else None
    if not revisions_between(told.figures, figures, own=own):
        return None
    refs = corrections.refs_since(
        work.connection, told.generated_at, month=month, zone=work.office.zone, limit=NAMED
    )
    report = Report(
        edition=latest.edition + 1,
        generated_at=figures.as_of,
        generated_by=VIGIE,
        meeting_at=None,
        policy_version=work.office.policy.version,
        figures=figures,
    )
    return _Anew(report=report, told=told, beneath=beneath, refs=refs)


def _read(work: UnitOfWork, month: Month, numbers: Mapping[Month, int]) -> Report | None:
    """The latest edition; None where there is none, or it is not what was frozen."""
    number = numbers.get(month)
    if number is None:
        return None
    try:
        return editions.read_report(work.connection, month, number)
    except ReportChangedError:
        return None


def _standing(work: UnitOfWork, month: Month, latest: int) -> int | None:
    """The latest edition that has a message of its own, whose thread takes what comes later."""
    for edition in range(latest, 0, -1):
        key = SummaryMessage(period=str(month), edition=edition).key
        if outbox.is_known(work.connection, key):
            return edition
    return None


def _publish(transactions: Transactions, anew: _Anew) -> Report | None:
    with transactions.writing() as work:
        frozen = editions.freeze(work.connection, anew.report)
        if frozen is None:
            return None
        period, edition, at = str(frozen.period), frozen.edition, frozen.generated_at
        beneath = SummaryMessage(period=period, edition=anew.beneath)
        revised = SummaryRevised(
            period=period,
            edition=edition,
            beneath=anew.beneath,
            told_in=str(anew.told.period),
            told_edition=anew.told.edition,
            refs=anew.refs,
        )
        outbox.enqueue(work.connection, revised, at=at)
        files = [
            of_kind(period=period, edition=edition, of=beneath.key)
            for of_kind in (SummaryPdf, SummaryWorkbook)
        ]
        outbox.enqueue_once(work.connection, files, at=at)
        details = {"period": period, "edition": edition, "fingerprint": frozen.fingerprint}
        journal.append(work.connection, "summary_frozen", at=at, actor=VIGIE, details=details)
    return frozen
