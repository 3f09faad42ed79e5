"""Filing: a form's draft becomes a case, once, however often it is sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.domain.cases import Case, ComplaintDraft, IncidentDraft, Status
from bot.domain.deadlines import initial_deadlines
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.taxonomy import (
    ALWAYS_CONFIDENTIAL,
    Channel,
    Kind,
    Party,
    graver,
    incident_severity,
    severity_floor,
)
from bot.services.offices import current_office
from bot.services.planning import plan_filed
from bot.services.telling import wish_card, wish_kept
from storage import cases, journal, outbox
from storage.database import Database
from storage.references import next_reference

Draft = ComplaintDraft | IncidentDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What the reporter is told: the case, who else was told, and the school's set-up."""

    case: Case
    told: tuple[str, ...]
    office: Office
    is_new: bool


def file_case(database: Database, draft: Draft, *, now: datetime, defaults: Office) -> Filed:
    """Write a case, its journal entry and its messages in one transaction.

    A draft sent twice gives the case it gave at first. Raises StorageUnavailableError;
    then nothing was written.
    """
    try:
        return _file(database, draft, now=now, defaults=defaults)
    except IntegrityError:
        # refused by its unique id; to write first spares the many that are new a question
        before = _filed_before(database, draft, defaults=defaults)
        if before is None:
            raise
        return before


def _file(database: Database, draft: Draft, *, now: datetime, defaults: Office) -> Filed:
    with database.writing() as connection:
        office = current_office(connection, defaults)
        case = _number(connection, draft, now=now, office=office)
        cases.add(
            connection,
            case,
            submission_id=draft.submission_id,
            policy_version=office.policy.version,
        )
        file_ids = _add_attachments(connection, draft, case)
        plan_filed(connection, case, office=office, now=now)
        _wish_messages(connection, case, office=office, file_ids=file_ids)
        _journal_filing(connection, draft, case)
        return Filed(case=case, told=told_of(case, office), office=office, is_new=True)


def _filed_before(database: Database, draft: Draft, *, defaults: Office) -> Filed | None:
    with database.reading() as connection:
        office = current_office(connection, defaults)
        known = cases.by_submission(connection, draft.submission_id)
        if known is None:
            return None
        return Filed(case=known, told=told_of(known, office), office=office, is_new=False)


def told_of(case: Case, office: Office) -> tuple[str, ...]:
    """Who gets a direct message at once: of an incident, the training managers (policy §4.1)."""
    if case.kind is Kind.COMPLAINT:
        return ()
    return tuple(person for person in office.training_managers if person != case.recorded_by)


def _number(connection: Connection, draft: Draft, *, now: datetime, office: Office) -> Case:
    year = now.astimezone(office.zone).year
    if isinstance(draft, ComplaintDraft):
        return _complaint(
            draft, ref=next_reference(connection, "REC", year=year), now=now, office=office
        )
    return _incident(
        draft, ref=next_reference(connection, "INC", year=year), now=now, office=office
    )


def _complaint(draft: ComplaintDraft, *, ref: str, now: datetime, office: Office) -> Case:
    due = initial_deadlines(
        Kind.COMPLAINT,
        draft.received_at,
        calendar=office.at(draft.site).calendar,
        policy=office.policy,
    )
    return Case(
        id=uuid4(),
        ref=ref,
        kind=Kind.COMPLAINT,
        status=Status.RECEIVED,
        received_at=draft.received_at,
        recorded_at=now,
        recorded_by=draft.reporter,
        channel=draft.channel,
        party=draft.party,
        description=draft.description,
        severity=graver(draft.severity, severity_floor(draft.category)),
        category=draft.category,
        session=draft.session,
        requested_remedy=draft.requested_remedy,
        confidential=draft.confidential or draft.category in ALWAYS_CONFIDENTIAL,
        ack_due_at=due.ack_due_at,
        solution_due_at=due.solution_due_at,
        current_due_at=due.solution_due_at,
        file_count=len(draft.files),
        site=draft.site,
    )


def _incident(draft: IncidentDraft, *, ref: str, now: datetime, office: Office) -> Case:
    calendar = office.at(draft.site).calendar
    due = initial_deadlines(Kind.INCIDENT, now, calendar=calendar, policy=office.policy)
    return Case(
        id=uuid4(),
        ref=ref,
        kind=Kind.INCIDENT,
        status=Status.REPORTED,
        received_at=now,
        recorded_at=now,
        recorded_by=draft.reporter,
        channel=Channel.SLACK,
        party=Party.TEACHING_TEAM,
        description=draft.description,
        severity=incident_severity(draft.continuity, injury=draft.injury),
        incident_type=draft.incident_type,
        continuity=draft.continuity,
        session=draft.session,
        injury=draft.injury,
        confidential=draft.confidential,
        charge_due_at=due.charge_due_at,
        information_due_at=due.information_due_at,
        file_count=len(draft.files),
        site=draft.site,
    )


def _add_attachments(connection: Connection, draft: Draft, case: Case) -> tuple[UUID, ...]:
    if isinstance(draft, ComplaintDraft) and (draft.complainant.name or draft.complainant.contact):
        cases.add_complainant(connection, case.id, draft.complainant)
    return cases.add_files(connection, case.id, draft.files)


def _wish_messages(
    connection: Connection, case: Case, *, office: Office, file_ids: tuple[UUID, ...]
) -> None:
    at = case.recorded_at
    wish_card(connection, case.id, at=at)
    for person in told_of(case, office):
        key = f"{Outgoing.INCIDENT_NOTICE}:{case.id}:{person}"
        outbox.wish(
            connection,
            Outgoing.INCIDENT_NOTICE,
            key=key,
            at=at,
            case_id=case.id,
            recipient=person,
        )
    for file_id in file_ids:
        wish_kept(connection, case.id, file_id, at=at)


def _journal_filing(connection: Connection, draft: Draft, case: Case) -> None:
    details: dict[str, object] = {
        "ref": case.ref,
        "kind": case.kind,
        "received_at": case.received_at.isoformat(),
        "description": case.description,
        "severity": case.severity,
        "category": case.category or case.incident_type,
        "party": case.party,
        "channel": case.channel,
        "session": case.session,
        "continuity": case.continuity,
        "requested_remedy": case.requested_remedy,
        "files": [upload.name for upload in draft.files],
    }
    if case.site is not None:
        details["site"] = case.site.name
    journal.append(
        connection,
        "case_filed",
        at=case.recorded_at,
        actor=case.recorded_by,
        case_id=case.id,
        details=details,
    )
