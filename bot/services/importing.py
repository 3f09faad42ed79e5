"""Importing an existing register: all of it or nothing, and no row twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.domain.deadlines import initial_deadlines
from bot.domain.errors import VigieError
from bot.domain.imported import ImportedCase
from bot.domain.journal import Event
from bot.domain.office import Office
from bot.domain.taxonomy import (
    ALWAYS_CONFIDENTIAL,
    Kind,
    graver,
    severity_floor,
)
from bot.services.offices import current_office
from bot.services.planning import replan
from bot.services.telling import wish_card
from storage import imports, journal
from storage.database import Database
from storage.journal import EntryDraft
from storage.references import next_references

_BATCH = 500
_PREFIX = {Kind.COMPLAINT: "REC", Kind.INCIDENT: "INC"}


class NobodyToRecordError(VigieError):
    """Imported cases are recorded in a quality manager's name: set VIGIE_QUALITY_MANAGERS first."""


@dataclass(slots=True)
class ImportCount:
    """How many rows became cases, how many of them are open, and how many were there already."""

    added: int = 0
    still_open: int = 0
    known: int = 0


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
        office = current_office(connection, defaults)
        if not office.quality_managers:
            raise NobodyToRecordError
        for batch in _batches(found):
            _write(connection, batch, counted, source=source, office=office, now=now)
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
) -> list[ImportedCase]:
    known = imports.known_submissions(connection, [row.submission_id for row in batch])
    new = [row for row in batch if row.submission_id not in known]
    counted.known += len(batch) - len(new)
    counted.added += len(new)
    counted.still_open += sum(row.status.is_open for row in new)
    return new


def _write(
    connection: Connection,
    batch: list[ImportedCase],
    counted: ImportCount,
    *,
    source: str,
    office: Office,
    now: datetime,
) -> None:
    pairs = []
    for kind in Kind:
        rows = [row for row in batch if row.kind is kind]
        new = _only_new(connection, rows, counted)
        year = now.astimezone(office.zone).year
        if not new:
            continue
        refs = next_references(connection, _PREFIX[kind], year=year, count=len(new))
        pairs += [
            (row, _case_of(row, ref, office=office, now=now))
            for row, ref in zip(new, refs, strict=True)
        ]
    if not pairs:
        return
    imports.add_cases(
        connection,
        [(case, row.submission_id) for row, case in pairs],
        policy_version=office.policy.version,
    )
    imports.add_complainants(connection, [(case.id, row.complainant) for row, case in pairs])
    for case in (case for _, case in pairs if case.status.is_open):
        replan(connection, case, office=office, now=now)
        wish_card(connection, case.id, at=now)
    journal.append_all(connection, [_entry(row, case, source=source) for row, case in pairs])


def _case_of(row: ImportedCase, ref: str, *, office: Office, now: datetime) -> Case:
    due = initial_deadlines(
        row.kind,
        row.received_at,
        calendar=office.at(row.site).calendar,
        policy=office.policy,
    )
    return Case(
        id=uuid4(),
        ref=ref,
        kind=row.kind,
        status=row.status,
        received_at=row.received_at,
        recorded_at=now,
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
