"""Backups and rehearsals that were made, and what a manager is told where one is missing."""

from collections.abc import Mapping

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.messages.school import SHARED, Alarm
from bot.domain.school.upkeep import Fact, Upkeep
from bot.services.school.offices import raise_alarm, tell_over
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.school import upkeep

_ALL = "backups"
"""Who sees what is shared: every process, of one database."""


def note_backup(work: UnitOfWork) -> None:
    """A sound backup was written."""
    upkeep.note(work.connection, Fact.BACKED_UP, now=work.now)


def note_rehearsal(work: UnitOfWork) -> None:
    """A backup was restored on trial, and is sound."""
    upkeep.note(work.connection, Fact.REHEARSED, now=work.now)
    journal.append(work.connection, "backup_rehearsed", at=work.now, actor=VIGIE)


def begin_watch(work: UnitOfWork) -> None:
    """From now on a backup is missed, where none was ever made."""
    upkeep.note_first(work.connection, Fact.WATCHED, now=work.now)


def upkeep_of(work: UnitOfWork) -> Upkeep:
    """When what was last done."""
    return upkeep.upkeep(work.connection)


def tell_upkeep(work: UnitOfWork, seen: Mapping[Alarm, bool], *, machine: str) -> None:
    """Have the quality managers told of what is amiss, daily while it lasts, and when it is over.

    `machine` is whose disk it is, and who is deaf. Raises StorageUnavailableError.
    """
    for alarm, is_amiss in seen.items():
        whose = _ALL if alarm in SHARED else machine
        subject = f"{alarm}:{whose}"
        if is_amiss:
            raise_alarm(work, subject, alarm, machine=whose)
        else:
            tell_over(work, subject, alarm, machine=whose)
