"""Whom to nudge that something waits: never of which report, nor of what kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.calendar.wall_time import local_day
from bot.domain.sealed.dues import dues_of
from bot.domain.sealed.reports import SealedReport
from bot.sealing.vault import Vault
from bot.services.sealed.filing import who_handles
from bot.services.sealed.handling import readers_of
from bot.services.sealed.records import Opened, every_report, write
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.sealed import reports

AGAIN_AFTER = timedelta(hours=20)
"""So that whoever has not looked is nudged each working morning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudges:
    """Who is to be nudged, and what changes with a look."""

    people: tuple[str, ...]
    mark: tuple[int, int]


def change_mark(work: UnitOfWork) -> tuple[int, int]:
    """What is another one once a report has changed."""
    return reports.change_mark(work.connection)


def due_nudges(transactions: Transactions, vault: Vault) -> Nudges:
    """Claim the nudges that are due, so that no other process gives them too."""
    notes = []
    people: dict[str, None] = {}
    with transactions.writing() as work:
        found, _ = every_report(work, vault)
        for one in found:
            nudged = list(_nudged(work, vault, one.report))
            if nudged:
                people |= dict.fromkeys(nudged)
                notes.append((one.report.id, _claim(work, vault, one, nudged)))
        mark = reports.change_mark(work.connection)
    for report_id, version in notes:
        vault.folder.note_version(report_id, version)
    return Nudges(people=tuple(people), mark=mark)


def _nudged(work: UnitOfWork, vault: Vault, report: SealedReport) -> Iterator[str]:
    handlers, gone = who_handles(work, vault)
    calendar, now = work.office.calendar, work.now
    is_open = report.is_danger or calendar.next_open_moment(now) == now
    is_owed = _is_owed(work, report)
    for one in readers_of(work, report, handlers, gone):
        seen = report.seen_by(one.person)
        is_new = report.is_waiting(one.person) and seen.nudged < report.last
        is_again = _is_long_ago(seen.nudged_at, now) and (report.is_unread(one.person) or is_owed)
        if is_open and (is_new or is_again):
            yield one.person


def _is_owed(work: UnitOfWork, report: SealedReport) -> bool:
    today = local_day(work.now, work.office.zone)
    return any(day <= today for _, day in dues_of(report, work.office.calendar))


def _is_long_ago(nudged_at: datetime | None, now: datetime) -> bool:
    return nudged_at is None or now - nudged_at >= AGAIN_AFTER


def _claim(work: UnitOfWork, vault: Vault, found: Opened, people: list[str]) -> int:
    report = found.report
    for person in people:
        seen = replace(report.seen_by(person), nudged=report.last, nudged_at=work.now)
        report = report.noting(person, seen)
    return write(work, vault, found, report)
