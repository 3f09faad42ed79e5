"""Importing a survey's answers: each is taken once, however often its file comes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.register.imported_appreciations import AppreciationRow
from bot.domain.sessions.appreciations import Appreciation
from bot.services.register.register_matching import batches
from bot.services.sessions.appreciations import tell_readers
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.sessions import appreciations, sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class AppreciationMatch:
    """The answer that a row is, None where nobody knows its session."""

    appreciation: Appreciation | None
    is_known: bool = False


def match_answers(
    work: UnitOfWork, rows: Sequence[AppreciationRow], said: Counter[str]
) -> list[AppreciationMatch]:
    """The match of each row, in their order; nothing is written.

    `said` counts what the rows before said: two answers that say the same are two.
    """
    wanted = {key for row in rows for key in row.keys}
    known = sessions.by_keys(work.connection, wanted)
    told = [_told(row, [key for key in row.keys if key in known], said) for row in rows]
    ids = [one.id for one in told if one is not None]
    there = appreciations.known_among(work.connection, ids)
    return [
        AppreciationMatch(appreciation=one, is_known=one is not None and one.id in there)
        for one in told
    ]


def import_appreciations(
    work: UnitOfWork, new: Sequence[Appreciation], *, source: str
) -> tuple[Appreciation, ...]:
    """Write new answers and tell those who judge them; those that wait for it.

    Journalled once, with the counts, in the name of the first quality manager.
    """
    for batch in batches(new):
        appreciations.add(work.connection, batch, source=source, at=work.now)
    waiting = tuple(one for one in new if one.is_waiting)
    tell_readers(work, waiting)
    if new:
        details = {"file": source, "added": len(new), "waiting": len(waiting)}
        by = next(iter(work.office.quality_managers), VIGIE)
        event = "appreciations_imported"
        journal.append(work.connection, event, at=work.now, actor=by, details=details)
    return waiting


def _told(row: AppreciationRow, keys: Sequence[str], said: Counter[str]) -> Appreciation | None:
    """The answer about the likeliest session that is known."""
    if not keys:
        return None
    says = row.says_of(keys[0])
    said[says] += 1
    return row.appreciation_of(keys[0], nth=said[says])
