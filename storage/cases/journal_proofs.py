"""What the journal is held against: its own times, anchors noted elsewhere, the register."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select

from bot.clock import TOLERATED
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import ERASING, Event, fields_of
from storage.cases.case_rows import CASE_COLUMNS, case_of
from storage.cases.journal import Head
from storage.tables import cases, journal

_BATCH = 1_000
_AT_ONCE = 500
"""Numbers asked for in one query."""
_FILED = frozenset({Event.CASE_FILED, Event.CASE_IMPORTED})
_TOLD_AT_FILING = (
    *("ref", "kind", "description", "severity", "party", "channel", "session", "continuity"),
    *("requested_remedy", "to_confirm", "confidential", "handlers", "concerned_people"),
)
_OF_ACTIONS = "action_"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBack:
    """An entry whose time is earlier than that of the entry before it."""

    seq: int
    at: datetime
    before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A case that is not as the journal says; without fields it is in one of the two only."""

    ref: str
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class _Told:
    """What the journal says last of a case."""

    ref: str
    values: dict[str, Any] = field(default_factory=dict)


def first_step_back(connection: Connection) -> StepBack | None:
    """The first entry that says an earlier time than the one before it; None when none does.

    The chain holds all the same: somebody's clock was wrong, before it or at it. What processes
    write side by side differs by less than `TOLERATED`.
    """
    query = select(journal.c.seq, journal.c.at).order_by(journal.c.seq)
    with connection.execute(query.execution_options(yield_per=_BATCH)) as rows:
        for before, row in pairwise(rows):
            if row.at < before.at - TOLERATED:
                return StepBack(seq=row.seq, at=row.at, before=before.at)
    return None


def hashes_at(connection: Connection, numbers: Collection[int]) -> Mapping[int, str]:
    """The hashes of the entries that have these numbers, of those that there are."""
    wanted, found = sorted(set(numbers)), dict[int, str]()
    for begin in range(0, len(wanted), _AT_ONCE):
        some = journal.c.seq.in_(wanted[begin : begin + _AT_ONCE])
        rows = connection.execute(select(journal.c.seq, journal.c.hash).where(some))
        found |= {row.seq: row.hash for row in rows}
    return found


def last_event(connection: Connection, events: Collection[str], *, after: int) -> str | None:
    """The newest of these events that were written after an entry; None where none was."""
    query = select(journal.c.event).where(journal.c.seq > after, journal.c.event.in_(events))
    return connection.execute(query.order_by(journal.c.seq.desc()).limit(1)).scalar()


def last_seq(connection: Connection, events: Collection[str]) -> int:
    """The number of the newest of these events; zero where there is none."""
    query = select(func.max(journal.c.seq)).where(journal.c.event.in_(events))
    return int(connection.execute(query).scalar() or 0)


def entry_at(
    connection: Connection, events: Collection[str], at: datetime, *, holding: str
) -> Head | None:
    """Number and hash of the first entry of these events and this instant that says `holding`."""
    is_meant = (
        journal.c.event.in_(events),
        journal.c.at == at,
        journal.c.details.contains(holding),
    )
    query = select(journal.c.seq, journal.c.hash).where(*is_meant).order_by(journal.c.seq)
    row = connection.execute(query.limit(1)).one_or_none()
    return row and Head(seq=row.seq, hash=row.hash)


def mismatches(connection: Connection) -> Iterator[Mismatch]:
    """The cases of the register that are not as their entries in the journal leave them.

    What was erased is not compared, and neither is what no step writes, such as how many files
    there are.
    """
    told = _told(connection)
    with connection.execute(
        select(*CASE_COLUMNS).order_by(cases.c.ref).execution_options(yield_per=_BATCH)
    ) as rows:
        for case in map(case_of, rows.mappings()):
            said = told.pop(case.id, None)
            if said is None:
                yield Mismatch(ref=case.ref)
            elif wrong := _differing(case, said.values):
                yield Mismatch(ref=case.ref, fields=wrong)
    yield from (Mismatch(ref=said.ref) for said in told.values())


def _differing(case: Case, said: Mapping[str, Any]) -> tuple[str, ...]:
    found = fields_of(case)
    return tuple(name for name, value in said.items() if name in found and found[name] != value)


def _told(connection: Connection) -> dict[UUID, _Told]:
    told = dict[UUID, _Told]()
    query = select(journal).where(journal.c.case_id.is_not(None)).order_by(journal.c.seq)
    with connection.execute(query.execution_options(yield_per=_BATCH)) as rows:
        for row in rows:
            _tell(told, row)
    return told


def _tell(told: dict[UUID, _Told], row: Row[Any]) -> None:
    if row.event in _FILED:
        told[row.case_id] = _as_filed(row)
    elif row.event in ERASING:
        # its words are none any more, and the case says so
        told.setdefault(row.case_id, _Told("")).values.clear()
    elif row.case_id in told and row.details and not row.event.startswith(_OF_ACTIONS):
        changes = json.loads(row.details).get("changes") or {}
        told[row.case_id].values |= {name: pair[1] for name, pair in changes.items()}


def _as_filed(row: Row[Any]) -> _Told:
    values = {"recorded_by": row.actor, "recorded_at": row.at.astimezone(UTC).isoformat()}
    if row.details is None:
        return _Told("", values)
    details = json.loads(row.details)
    values |= {name: details[name] for name in _TOLD_AT_FILING if name in details}
    if "received_at" in details:
        received = datetime.fromisoformat(details["received_at"]).astimezone(UTC)
        values["received_at"] = received.isoformat()
    return _Told(details.get("ref", ""), values)
