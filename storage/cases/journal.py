"""The journal: append-only, each entry bound to the one before by its hash.

What a person wrote (`details`) is bound by a salted digest and kept beside the
chain, so that erasing it (GDPR art. 17) leaves the chain whole: see
docs/decisions/journal.md.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from bot.domain.cases.journal_entries import ERASING, VIGIE, Event
from storage.cases import search
from storage.tables import journal, journal_head

SALT_BYTES = 16
_BATCH = 1_000
_TAKE_PLACES = (
    update(journal_head)
    .values(seq=journal_head.c.seq + bindparam("places"))
    .returning(journal_head.c.seq, journal_head.c.hash)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened. `details` is None once erased."""

    seq: int
    at: datetime
    actor: str
    case_id: UUID | None
    event: str
    details: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """One thing that happened, before it has its place in the chain."""

    event: str
    at: datetime
    actor: str
    case_id: UUID | None = None
    details: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The chain's last entry: its number, zero when there is none, and its hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """The first entry at which the chain does not hold, and why."""

    seq: int
    reason: str


def append(
    connection: Connection,
    event: str,
    *,
    at: datetime,
    actor: str,
    case_id: UUID | None = None,
    details: Mapping[str, Any] | None = None,
) -> int:
    """Write an entry at the end of the chain and return its number.

    Entries are strictly one after another: the head's row stays locked until the
    transaction ends, so write them last.
    """
    draft = EntryDraft(event=event, at=at, actor=actor, case_id=case_id, details=details)
    return append_all(connection, (draft,))


def append_all(connection: Connection, drafts: Sequence[EntryDraft]) -> int:
    """Write entries at the end of the chain, at least one, and return the last one's number."""
    last, link = connection.execute(_TAKE_PLACES, {"places": len(drafts)}).one()
    rows = []
    for seq, draft in enumerate(drafts, start=last - len(drafts) + 1):
        rows.append(_row(draft, link, seq=seq))
        link = rows[-1]["hash"]
    connection.execute(insert(journal), rows)
    connection.execute(update(journal_head), {"hash": link})
    for draft in drafts:
        _make_findable(connection, draft)
    return int(last)


def entries_of(
    connection: Connection, case_id: UUID, *, limit: int, skip: int = 0
) -> tuple[Entry, ...]:
    """Entries of a case, newest first: at most `limit`, after the `skip` newest."""
    query = select(journal).where(journal.c.case_id == case_id).order_by(journal.c.seq.desc())
    return tuple(_entry(row) for row in connection.execute(query.limit(limit).offset(skip)))


def words_of(
    connection: Connection, case_id: UUID, event: str, *, actor: str, at: datetime
) -> str | None:
    """What somebody wrote with a step of a case; None once it is erased."""
    is_meant = (journal.c.event == event, journal.c.actor == actor, journal.c.at == at)
    query = select(journal).where(journal.c.case_id == case_id, *is_meant)
    found = connection.execute(query.order_by(journal.c.seq).limit(1)).one_or_none()
    details = _entry(found).details if found else None
    return details.get("text") if details else None


def entries_between(
    connection: Connection, case_id: UUID, event: str, *, since: datetime, until: datetime
) -> tuple[Entry, ...]:
    """Entries of one event of a case, from an instant on and before another, oldest first."""
    query = select(journal).where(journal.c.case_id == case_id, journal.c.event == event)
    within = query.where(journal.c.at >= since, journal.c.at < until).order_by(journal.c.seq)
    return tuple(_entry(row) for row in connection.execute(within))


def entries_since(
    connection: Connection, since: datetime, *, events: Collection[str]
) -> tuple[Entry, ...]:
    """Entries of these events after an instant, of whichever case, oldest first."""
    query = select(journal).where(journal.c.at > since, journal.c.event.in_(events))
    return tuple(_entry(row) for row in connection.execute(query.order_by(journal.c.seq)))


def all_of(connection: Connection, event: str) -> Iterator[Entry]:
    """Every entry of one event, of whichever case or of none, oldest first."""
    query = select(journal).where(journal.c.event == event).order_by(journal.c.seq)
    yield from map(_entry, connection.execute(query))


def done_since(
    connection: Connection, case_id: UUID, since: datetime, *, events: Collection[str]
) -> tuple[tuple[str, str, datetime], ...]:
    """Which of these events befell a case after an instant, each with its actor and when."""
    query = select(journal.c.event, journal.c.actor, journal.c.at).where(
        journal.c.case_id == case_id, journal.c.at > since, journal.c.event.in_(events)
    )
    return tuple((row.event, row.actor, row.at) for row in connection.execute(query))


def count_of(connection: Connection, case_id: UUID) -> int:
    """How many entries a case has."""
    query = select(func.count()).select_from(journal).where(journal.c.case_id == case_id)
    return int(connection.execute(query).scalar_one())


def last_done_at(
    connection: Connection, case_ids: Collection[UUID], *, now: datetime
) -> dict[UUID, datetime]:
    """When people last did something with each of these cases, be it a word; reading is nothing."""
    done = (journal.c.actor != VIGIE, journal.c.event != Event.CASE_READ, journal.c.at <= now)
    query = select(journal.c.case_id, func.max(journal.c.at)).where(*done)
    found = query.where(journal.c.case_id.in_(case_ids)).group_by(journal.c.case_id)
    return {row[0]: row[1] for row in connection.execute(found)}


def began_at(connection: Connection) -> datetime | None:
    """When the earliest entry was written; None while there is none.

    Not simply the first one, which a clock that was ahead may have written. Reads the whole
    journal: for what happens once a month.
    """
    earliest: datetime | None = connection.execute(select(func.min(journal.c.at))).scalar_one()
    return earliest


def history_of(connection: Connection, case_id: UUID) -> Iterator[Entry]:
    """Every entry of a case, oldest first, one after the other."""
    query = select(journal).where(journal.c.case_id == case_id).order_by(journal.c.seq)
    with connection.execute(query.execution_options(yield_per=_BATCH)) as rows:
        yield from map(_entry, rows)


def head_of(connection: Connection) -> Head:
    """Where the chain ends now."""
    row = connection.execute(select(journal_head.c.seq, journal_head.c.hash)).one()
    return Head(seq=row.seq, hash=row.hash)


def first_flaw(connection: Connection) -> Flaw | None:
    """Walk the whole chain; None when every entry is as it was written.

    What people wrote may be missing where a later entry says that their case was erased.
    """
    previous, expected, erased = "0" * 64, 1, _erased(connection)
    with closing(_all(connection)) as rows:
        for row in rows:
            may_lack = row.seq < erased.get(row.case_id, 0)
            if reason := _flaw_in(row, previous, expected=expected, may_lack=may_lack):
                return Flaw(seq=min(row.seq, expected), reason=reason)
            previous, expected = row.hash, row.seq + 1
    is_whole = head_of(connection) == Head(seq=expected - 1, hash=previous)
    return None if is_whole else Flaw(seq=expected, reason="missing")


def _make_findable(connection: Connection, draft: EntryDraft) -> None:
    text = (draft.details or {}).get("text")
    if draft.case_id is not None and isinstance(text, str):
        search.add_note(connection, draft.case_id, text)


def _erased(connection: Connection) -> dict[UUID | None, int]:
    """The number of the last entry that says of a case that it was erased, by case."""
    query = select(journal.c.case_id, func.max(journal.c.seq)).where(journal.c.event.in_(ERASING))
    return {row[0]: row[1] for row in connection.execute(query.group_by(journal.c.case_id))}


def _flaw_in(row: Row[Any], previous: str, *, expected: int, may_lack: bool) -> str | None:
    if row.seq != expected:
        return "missing"
    if row.hash != _link_of(row, previous):
        return "entry changed"
    if row.details is None:
        return None if may_lack else "details missing"
    return None if _digest(row.salt or b"", row.details) == row.digest else "details changed"


def _all(connection: Connection) -> Generator[Row[Any], None, None]:
    query = select(journal).order_by(journal.c.seq).execution_options(yield_per=_BATCH)
    with connection.execute(query) as rows:
        yield from rows


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        case_id=row.case_id,
        event=row.event,
        details=None if row.details is None else json.loads(row.details),
    )


def _row(draft: EntryDraft, previous: str, *, seq: int) -> dict[str, Any]:
    """The row of an entry that follows the one whose hash is `previous`."""
    text = json.dumps(draft.details or {}, ensure_ascii=False, sort_keys=True, default=str)
    salt = secrets.token_bytes(SALT_BYTES)
    bound: dict[str, Any] = {
        "seq": seq,
        "at": draft.at,
        "actor": draft.actor,
        "case_id": draft.case_id,
        "event": draft.event,
        "digest": _digest(salt, text),
    }
    return bound | {"details": text, "salt": salt, "hash": _link(previous, **bound)}


def _digest(salt: bytes, text: str) -> str:
    return hashlib.sha256(salt + text.encode()).hexdigest()


def _link_of(row: Row[Any], previous: str) -> str:
    return _link(
        previous,
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        case_id=row.case_id,
        event=row.event,
        digest=row.digest,
    )


def _link(
    previous: str,
    *,
    seq: int,
    at: datetime,
    actor: str,
    case_id: UUID | None,
    event: str,
    digest: str,
) -> str:
    fields = [previous, seq, at.astimezone(UTC).isoformat(), actor, str(case_id), event, digest]
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()
