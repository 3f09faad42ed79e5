"""Importing an existing register: all of it or nothing, and no row twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.journal_entries import Event as JournalEvent
from bot.domain.cases.journal_entries import JournalRecord, changes_between
from bot.domain.cases.stages import is_set_aside
from bot.domain.cases.taxonomy import ALWAYS_CONFIDENTIAL, Kind, graver, severity_floor
from bot.domain.deadlines.due_dates import FirstDates, first_dates
from bot.domain.deadlines.renewals import received_anew
from bot.domain.errors import VigieError
from bot.domain.register.imported import ImportedCase
from bot.domain.register.register_changes import PERSONAL, Stored, changed
from bot.domain.school.office import Office, Site
from bot.services.deadlines.planning import plan_filed, replan
from bot.services.messages.notifications import update_card
from bot.services.register.register_matching import Match, RowMatch, all_new, batches, judge
from bot.services.school.confiding import confide, tell_handlers
from bot.services.steps.consequences import hand_back_duplicates, policy_of, write_entry
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, journal
from storage.cases.cases import next_references
from storage.cases.journal import EntryDraft
from storage.register import registers

_PROMISES_KEPT = 10_000


class NobodyToRecordError(VigieError):
    """Imported cases are recorded in a quality manager's name: set VIGIE_QUALITY_MANAGERS first."""


class RegisterMovedError(VigieError):
    """The register changed while the file was read: nothing was imported, try again."""


@dataclass(slots=True)
class ImportCount:
    """How many rows became cases, how many of them are open, and how many were there already.

    `updated` are those of the latter to which the row was applied.
    """

    added: int = 0
    still_open: int = 0
    known: int = 0
    updated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Circumstances:
    """The context of an import; `promised` are deadlines worked out before."""

    source: str
    promised: dict[tuple[Kind, datetime, Site | None], FirstDates] = field(default_factory=dict)


def import_cases(
    work: UnitOfWork, found: Iterable[ImportedCase], *, source: str, is_update: bool = False
) -> ImportCount:
    """Write the rows that are not there yet, in one transaction, and journal each.

    Only open cases get a card. With `is_update` a row that says something else than before is
    applied to its case, and journalled. Raises NobodyToRecordError, and RegisterMovedError for a
    row that can neither be written nor passed over; whatever is raised, nothing is written.
    """
    counted = ImportCount()
    registers.make_room(work.connection)
    if not work.office.quality_managers:
        raise NobodyToRecordError
    circumstances = _Circumstances(source=source)
    is_first = registers.is_empty(work.connection)
    for batch in batches(found):
        # into an empty register only rows of this very file come, each checked to come once
        verdicts = all_new(batch) if is_first else judge(work, batch, zone=work.office.zone)
        _write(work, _only_new(verdicts, counted), circumstances)
        _apply_all(work, verdicts, counted, circumstances, is_update=is_update)
    details = {"file": source, "added": counted.added, "known": counted.known}
    if is_update:
        details["updated"] = counted.updated
    actor = work.office.quality_managers[0]
    journal.append(work.connection, "register_imported", at=work.now, actor=actor, details=details)
    return counted


def _only_new(verdicts: Sequence[RowMatch], counted: ImportCount) -> dict[UUID, ImportedCase]:
    """The rows that are no case yet, by what tells each from all others."""
    new = {one.submission_id: one.row for one in verdicts if one.match is Match.NEW}
    counted.known += len(verdicts) - len(new)
    counted.added += len(new)
    counted.still_open += sum(row.status.is_open for row in new.values())
    return new


def _apply_all(
    work: UnitOfWork,
    verdicts: Sequence[RowMatch],
    counted: ImportCount,
    circumstances: _Circumstances,
    *,
    is_update: bool,
) -> None:
    actor = work.office.quality_managers[0]
    for verdict in verdicts:
        match verdict.match:
            case Match.NEW | Match.KNOWN:
                continue
            case Match.CHANGED if is_update:
                _apply_row(work, verdict, source=circumstances.source, actor=actor)
                counted.updated += 1
            case _:
                raise RegisterMovedError


def _apply_row(work: UnitOfWork, verdict: RowMatch, *, actor: str, source: str) -> None:
    """Let a row have the last word on its case, with all that follows, and journal what changed.

    Raises RegisterMovedError when there is no such case any more.
    """
    stored, row = verdict.stored, verdict.row
    case = cases.for_update(work.connection, stored.case.id) if stored else None
    if stored is None or case is None:
        raise RegisterMovedError
    names = {one.field for one in verdict.differences}
    moved = changed(row, case, names)
    if "received_at" in names:
        calendar, policy = work.office.at(case.site).calendar, policy_of(work, case)
        known = replace(moved, received_at=case.received_at)
        moved = received_anew(known, moved.received_at, calendar=calendar, policy=policy)
    cases.save(work.connection, moved)
    if names & PERSONAL:
        registers.save_complainant(work.connection, case.id, _complainant_of(row, stored))
    replan(work, moved)
    update_card(work, case.id)
    event = JournalRecord(
        name=JournalEvent.REGISTER_APPLIED,
        changes=changes_between(case, moved),
        details={"file": source, "row_digest": row.digest},
    )
    write_entry(work, event, case_id=case.id, actor=actor)
    if is_set_aside(moved) and not is_set_aside(case):
        hand_back_duplicates(work, moved, actor=actor)


def _complainant_of(row: ImportedCase, stored: Stored) -> Complainant:
    """Who the row says complains; what it leaves empty stays as it was known."""
    said, known = row.complainant, stored.complainant
    return Complainant(name=said.name or known.name, contact=said.contact or known.contact)


def _write(
    work: UnitOfWork, new: Mapping[UUID, ImportedCase], circumstances: _Circumstances
) -> None:
    if not new:
        return
    refs = _refs_of(work, new, year=work.now.astimezone(work.office.zone).year)
    made = {
        one: confide(work, _case_of(work, row, refs[one], circumstances))
        for one, row in new.items()
    }
    added = [(case, submission_id) for submission_id, case in made.items()]
    registers.add_cases(work.connection, added, policy_version=work.office.policy.version)
    complainants = [(made[one].id, row.complainant) for one, row in new.items()]
    registers.add_complainants(work.connection, complainants)
    for case in (case for case in made.values() if case.status.is_open):
        plan_filed(work, case)
        update_card(work, case.id)
        tell_handlers(work, case, actor=case.recorded_by)
    source = circumstances.source
    entries = [_entry(row, made[one], source=source) for one, row in new.items()]
    journal.append_all(work.connection, entries)


def _refs_of(
    work: UnitOfWork, new: Mapping[UUID, ImportedCase], *, year: int
) -> Mapping[UUID, str]:
    """A reference for each row, those of each kind in the rows' order."""
    refs: dict[UUID, str] = {}
    for kind in Kind:
        rows = [one for one, row in new.items() if row.kind is kind]
        if rows:
            taken = next_references(work.connection, kind.prefix, year=year, count=len(rows))
            refs |= zip(rows, taken, strict=True)
    return refs


def _promised(row: ImportedCase, office: Office, circumstances: _Circumstances) -> FirstDates:
    """The first deadlines of a row's case: worked out once for all that came on the same day."""
    received_at, site = row.facts["received_at"], row.facts.get("site")
    key = (row.kind, received_at, site)
    known = circumstances.promised.get(key)
    if known is not None:
        return known
    calendar = office.at(site).calendar
    found = first_dates(row.kind, received_at, calendar=calendar, policy=office.policy)
    if len(circumstances.promised) < _PROMISES_KEPT:
        circumstances.promised[key] = found
    return found


def _case_of(work: UnitOfWork, row: ImportedCase, ref: str, circumstances: _Circumstances) -> Case:
    told = row.facts
    category, injury = told.get("category"), told.get("injury", False)
    return row.as_case(
        id=uuid4(),
        ref=ref,
        status=row.status,
        recorded_at=work.now,
        recorded_by=work.office.quality_managers[0],
        severity=graver(told["severity"], severity_floor(category, injury=injury)),
        confidential=told.get("confidential", False) or category in ALWAYS_CONFIDENTIAL,
        answered_at=told.get("proposed_at"),
        **_promised(row, work.office, circumstances),
    )


def _entry(row: ImportedCase, case: Case, *, source: str) -> EntryDraft:
    details = {
        "ref": case.ref,
        "kind": case.kind,
        "received_at": case.received_at.isoformat(),
        "description": case.description,
        "file": source,
        "source_ref": row.source_ref,
        "row_digest": row.digest,
    }
    return EntryDraft(
        event=JournalEvent.CASE_IMPORTED,
        at=case.recorded_at,
        actor=case.recorded_by,
        case_id=case.id,
        details=details,
    )
