"""Importing an existing register: all of it or nothing, and no row twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.domain.deadlines import Deadlines, initial_deadlines
from bot.domain.errors import VigieError
from bot.domain.imported import ImportedCase
from bot.domain.journal import Event
from bot.domain.office import Office
from bot.domain.sites import Site
from bot.domain.taxonomy import (
    ALWAYS_CONFIDENTIAL,
    Kind,
    graver,
    severity_floor,
)
from bot.services.offices import current_office
from bot.services.planning import plan_filed
from bot.services.telling import wish_card
from storage import imports, journal
from storage.database import Database
from storage.journal import EntryDraft
from storage.references import next_references

_BATCH = 1_000
_PROMISES_KEPT = 10_000
_PREFIX = {Kind.COMPLAINT: "REC", Kind.INCIDENT: "INC"}


class NobodyToRecordError(VigieError):
    """Imported cases are recorded in a quality manager's name: set VIGIE_QUALITY_MANAGERS first."""


@dataclass(slots=True)
class ImportCount:
    """How many rows became cases, how many of them are open, and how many were there already."""

    added: int = 0
    still_open: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Circumstances:
    """What all rows of an import have in common; `promised` are deadlines worked out before."""

    source: str
    office: Office
    now: datetime
    promised: dict[tuple[Kind, datetime, Site | None], Deadlines] = field(default_factory=dict)


def import_cases(
    database: Database,
    found: Iterable[ImportedCase],
    *,
    source: str,
    defaults: Office,
    now: datetime,
) -> ImportCount:
    """Write the rows that are not there yet, in one transaction, and journal each.

    Only open cases get a card. Raises NobodyToRecordError; whatever is raised, nothing is
    written.
    """
    counted = ImportCount()
    with database.writing() as connection:
        imports.make_room(connection)
        office = current_office(connection, defaults)
        if not office.quality_managers:
            raise NobodyToRecordError
        circumstances = _Circumstances(source=source, office=office, now=now)
        for batch in _batches(found):
            _write(connection, _only_new(connection, batch, counted), circumstances)
        details = {"file": source, "added": counted.added, "known": counted.known}
        actor = office.quality_managers[0]
        journal.append(connection, "register_imported", at=now, actor=actor, details=details)
    return counted


def count_new(database: Database, found: Iterable[ImportedCase]) -> ImportCount:
    """What an import would do, without doing it."""
    counted = ImportCount()
    with database.reading() as connection:
        for batch in _batches(found):
            _only_new(connection, batch, counted)
    return counted


def _batches(found: Iterable[ImportedCase]) -> Iterator[list[ImportedCase]]:
    rows = iter(found)
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _only_new(
    connection: Connection, batch: list[ImportedCase], counted: ImportCount
) -> dict[UUID, ImportedCase]:
    """The rows that are no case yet, by what tells each from all others."""
    rows = [(row.submission_id, row) for row in batch]
    known = imports.known_submissions(connection, [submission_id for submission_id, _ in rows])
    new = {submission_id: row for submission_id, row in rows if submission_id not in known}
    counted.known += len(batch) - len(new)
    counted.added += len(new)
    counted.still_open += sum(row.status.is_open for row in new.values())
    return new


def _write(
    connection: Connection, new: Mapping[UUID, ImportedCase], circumstances: _Circumstances
) -> None:
    if not new:
        return
    office, now = circumstances.office, circumstances.now
    refs = _refs_of(connection, new, year=now.astimezone(office.zone).year)
    cases = {one: _case_of(row, refs[one], circumstances) for one, row in new.items()}
    added = [(case, submission_id) for submission_id, case in cases.items()]
    imports.add_cases(connection, added, policy_version=office.policy.version)
    complainants = [(cases[one].id, row.complainant) for one, row in new.items()]
    imports.add_complainants(connection, complainants)
    for case in (case for case in cases.values() if case.status.is_open):
        plan_filed(connection, case, office=office, now=now)
        wish_card(connection, case.id, at=now)
    source = circumstances.source
    entries = [_entry(row, cases[one], source=source) for one, row in new.items()]
    journal.append_all(connection, entries)


def _refs_of(
    connection: Connection, new: Mapping[UUID, ImportedCase], *, year: int
) -> Mapping[UUID, str]:
    """A reference for each row, those of each kind in the rows' order."""
    refs: dict[UUID, str] = {}
    for kind in Kind:
        rows = [one for one, row in new.items() if row.kind is kind]
        if rows:
            taken = next_references(connection, _PREFIX[kind], year=year, count=len(rows))
            refs |= zip(rows, taken, strict=True)
    return refs


def _promised(row: ImportedCase, circumstances: _Circumstances) -> Deadlines:
    """What a row's case promises: worked out once for all that came on the same day."""
    key = (row.kind, row.received_at, row.site)
    known = circumstances.promised.get(key)
    if known is not None:
        return known
    office = circumstances.office
    found = initial_deadlines(
        row.kind,
        row.received_at,
        calendar=office.at(row.site).calendar,
        policy=office.policy,
    )
    if len(circumstances.promised) < _PROMISES_KEPT:
        circumstances.promised[key] = found
    return found


def _case_of(row: ImportedCase, ref: str, circumstances: _Circumstances) -> Case:
    due, office = _promised(row, circumstances), circumstances.office
    return Case(
        id=uuid4(),
        ref=ref,
        kind=row.kind,
        status=row.status,
        received_at=row.received_at,
        recorded_at=circumstances.now,
        recorded_by=office.quality_managers[0],
        channel=row.channel,
        party=row.party,
        description=row.description,
        severity=graver(row.severity, severity_floor(row.category, injury=row.injury)),
        category=row.category,
        incident_type=row.incident_type,
        continuity=row.continuity,
        session=row.session,
        site=row.site,
        requested_remedy=row.requested_remedy,
        injury=row.injury,
        confidential=row.confidential or row.category in ALWAYS_CONFIDENTIAL,
        ack_due_at=due.ack_due_at,
        solution_due_at=due.solution_due_at,
        current_due_at=due.solution_due_at,
        charge_due_at=due.charge_due_at,
        information_due_at=due.information_due_at,
        **_traces_of(row),
    )


def _traces_of(row: ImportedCase) -> dict[str, Any]:
    return {
        "ack_sent_at": row.ack_sent_at,
        "analysis": row.analysis,
        "root_cause": row.root_cause,
        "cause_family": row.cause_family,
        "solution": row.solution,
        "outcome": row.outcome,
        "proposed_at": row.proposed_at,
        "answered_at": row.proposed_at,
        "implemented_at": row.implemented_at,
        "closed_at": row.closed_at,
    }


def _entry(row: ImportedCase, case: Case, *, source: str) -> EntryDraft:
    details = {
        "ref": case.ref,
        "kind": case.kind,
        "received_at": case.received_at.isoformat(),
        "description": case.description,
        "file": source,
        "source_ref": row.source_ref,
    }
    return EntryDraft(
        event=Event.CASE_IMPORTED,
        at=case.recorded_at,
        actor=case.recorded_by,
        case_id=case.id,
        details=details,
    )
