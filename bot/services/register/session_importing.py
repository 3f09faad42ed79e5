"""Importing a list of sessions: what its source tells, and what it tells no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.register.imported_sessions import SessionRow, session_differences
from bot.domain.register.register_changes import Difference
from bot.domain.sessions.sessions import KnownSession
from bot.services.register.register_matching import Match, batches
from bot.services.sessions.trainers import match_by_name
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.sessions import sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMatch:
    """The session that a row is about, if it is known, and in what they differ."""

    row: SessionRow
    match: Match
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class SessionsTaken:
    """Counts: sessions new, changed, told of no more (`kept`: with cases); unknown trainers."""

    added: int = 0
    updated: int = 0
    lost: int = 0
    kept: int = 0
    strangers: int = 0


def match_sessions(work: UnitOfWork, rows: Sequence[SessionRow]) -> list[SessionMatch]:
    """The match of each row, in their order; nothing is written."""
    known = sessions.by_keys(work.connection, [row.session.key for row in rows])
    return [_beside(row, known.get(row.session.key)) for row in rows]


def import_sessions(
    work: UnitOfWork,
    rows: Sequence[SessionRow],
    *,
    source: str,
    is_update: bool = False,
    is_whole: bool = True,
    actor: str | None = None,
) -> SessionsTaken:
    """Write the sessions of a list, and mark those that its source told of before, if it is whole.

    Without `is_update` what is known stays as it is. A list may let go of what was over before
    its own first day; an empty one takes nothing away. Journalled once, with the counts, in the
    name of the first quality manager where no `actor` is named.
    """
    taken = SessionsTaken()
    for batch in batches(rows):
        _write(work, batch, taken, source=source, is_update=is_update)
    days = [day for row in rows if (day := row.session.first_on or row.session.last_on)]
    since = min(days, default=None)
    if rows and is_whole:
        taken.lost = sessions.lose_unseen(work.connection, source=source, since=since, at=work.now)
    taken.kept = sessions.lost_with_cases(work.connection, at=work.now) if taken.lost else 0
    taken.strangers = match_by_name(work)
    _note(work, taken, source=source, actor=actor)
    return taken


def _beside(row: SessionRow, known: KnownSession | None) -> SessionMatch:
    if known is None:
        return SessionMatch(row=row, match=Match.NEW)
    found = session_differences(row, known.session)
    return SessionMatch(row=row, match=Match.CHANGED if found else Match.KNOWN, differences=found)


def _write(
    work: UnitOfWork,
    batch: Sequence[SessionRow],
    taken: SessionsTaken,
    *,
    source: str,
    is_update: bool,
) -> None:
    known = sessions.by_keys(work.connection, [row.session.key for row in batch])
    new = [row.session for row in batch if row.session.key not in known]
    there = [(row, known[row.session.key]) for row in batch if row.session.key in known]
    changed = [
        row.over(one.session)
        for row, one in there
        if is_update and session_differences(row, one.session)
    ]
    sessions.save(work.connection, [*new, *changed], source=source, at=work.now)
    written = {one.key for one in changed}
    again = [row.session.key for row, _ in there if row.session.key not in written]
    sessions.see_again(work.connection, again, source=source, at=work.now)
    taken.added += len(new)
    taken.updated += len(changed)


def _note(work: UnitOfWork, taken: SessionsTaken, *, source: str, actor: str | None) -> None:
    if not (taken.added or taken.updated or taken.lost):
        return
    details = {"file": source, "added": taken.added, "updated": taken.updated, "lost": taken.lost}
    by = actor or next(iter(work.office.quality_managers), VIGIE)
    journal.append(work.connection, "sessions_imported", at=work.now, actor=by, details=details)
