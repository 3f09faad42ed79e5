"""Filing: a form's draft becomes a case, once, however often it is sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy.exc import IntegrityError

from bot.domain.cases.case_fields import told_by
from bot.domain.cases.cases import Case, ComplaintDraft, IncidentDraft, Status
from bot.domain.cases.proposing import proposed
from bot.domain.cases.quotas import SPAN, is_counted, quota_of
from bot.domain.cases.roles import REPORTING
from bot.domain.cases.similarity import NEAR
from bot.domain.cases.taxonomy import (
    Channel,
    Kind,
    Party,
    Severity,
    graver,
    incident_severity,
    severity_floor,
)
from bot.domain.deadlines.due_dates import first_dates
from bot.domain.errors import VigieError
from bot.domain.messages.cases import IncidentNotice, ReceiptMessage
from bot.domain.school.office import Office
from bot.domain.steps.deciding import decide
from bot.domain.steps.decisions import Decision
from bot.domain.steps.on_spot import SettleOnSpot
from bot.services.cases.mailed import take_mail
from bot.services.deadlines.planning import plan_filed
from bot.services.messages.notifications import keep_files, tell, update_card
from bot.services.school.confiding import confide, tell_handlers
from bot.services.school.offices import is_in_charge
from bot.services.sessions.appreciations import take_appreciation
from bot.services.sessions.choosing import about_session
from bot.services.steps.consequences import write_entry
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import cases, journal, search
from storage.cases.cases import KeptFile, next_reference
from storage.messages import outbox
from storage.school import people

Draft = ComplaintDraft | IncidentDraft


class QuotaReachedError(VigieError):
    """The person filed as much as one may in a while; `until` is when they may again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """The receipt for the reporter: the case, its files, who else was told, the school's set-up."""

    case: Case
    told: tuple[str, ...]
    files: tuple[KeptFile, ...]
    office: Office
    is_new: bool


def file_case(transactions: Transactions, draft: Draft) -> Filed:
    """Write a case, its journal entry and its messages in one transaction.

    A draft sent twice gives the case it gave at first; one under the id of somebody else's is
    a case of its own. Raises QuotaReachedError, StorageUnavailableError; MailDecidedError and
    AppreciationJudgedError where somebody was faster with what it was made of: nothing is written.
    """
    draft = _with_proposal(transactions, draft)
    try:
        return transactions.write(_file, draft)
    except (IntegrityError, QuotaReachedError):
        # refused by its unique id; to write first spares the many that are new a question
        before = transactions.read(_filed_before, draft)
        if before is None:
            raise
        if before.case.recorded_by != draft.reporter:
            own = uuid5(draft.submission_id, draft.reporter)
            return file_case(transactions, replace(draft, submission_id=own))
        return before


def _with_proposal(transactions: Transactions, draft: Draft) -> Draft:
    """The draft with what Vigie proposes, where its reporter does not judge it."""
    if isinstance(draft, IncidentDraft) or draft.severity is not None:
        return draft
    return transactions.read(_proposed, draft)


def _proposed(work: UnitOfWork, draft: ComplaintDraft) -> ComplaintDraft:
    earlier = search.confirmed(work.connection, since=work.now - NEAR)
    proposal = proposed(draft.description, earlier=earlier)
    category = draft.category or proposal.category
    severity = graver(proposal.severity, severity_floor(category))
    return replace(draft, category=category, severity=severity, to_confirm=True)


def _file(work: UnitOfWork, draft: Draft) -> Filed:
    case = confide(work, about_session(work, _number(work, draft)))
    if is_counted(draft):
        _check_quota(work, case)
    settled = _settled(work, draft, case)
    case = settled.case if settled else case
    cases.add(
        work.connection,
        case,
        submission_id=draft.submission_id,
        policy_version=work.office.policy.version,
    )
    file_ids = _add_attachments(work, draft, case)
    plan_filed(work, case)
    _ask_for_messages(work, case, file_ids=file_ids)
    _journal_filing(work, draft, case)
    if isinstance(draft, ComplaintDraft) and draft.mail_id is not None:
        take_mail(work, case, draft.mail_id, by=draft.reporter)
    if draft.appreciation_id is not None:
        take_appreciation(work, case, draft.appreciation_id, by=draft.reporter)
    if settled is not None:
        write_entry(work, settled.event, case_id=case.id, actor=draft.reporter)
    return _filed(work, case, is_new=True)


def _settled(work: UnitOfWork, draft: Draft, case: Case) -> Decision | None:
    """What becomes of an incident whose reporter says how they settled it, as a step of theirs."""
    if isinstance(draft, ComplaintDraft) or draft.done is None:
        return None
    said = SettleOnSpot(done=draft.done)
    return decide(case, said, actor=draft.reporter, roles=REPORTING, now=work.now)


def _check_quota(work: UnitOfWork, case: Case) -> None:
    """Raises QuotaReachedError.

    The case has its reference, which nobody else of its kind gets before this is written: so
    filings that come at once are counted one after another, on both databases.
    """
    person, now = case.recorded_by, case.recorded_at
    known = people.by_ids(work.connection, [person]).get(person)
    quota = quota_of(known, is_in_charge=is_in_charge(person, work.office))
    if quota is None:
        return
    lately = cases.lately_recorded(
        work.connection, person, kind=case.kind, since=now - SPAN, limit=quota
    )
    if len(lately) == quota:
        raise QuotaReachedError(lately[-1] + SPAN)


def _filed_before(work: UnitOfWork, draft: Draft) -> Filed | None:
    known = cases.by_submission(work.connection, draft.submission_id)
    if known is None:
        return None
    return _filed(work, known, is_new=False)


def _filed(work: UnitOfWork, case: Case, *, is_new: bool) -> Filed:
    files = cases.files_of(work.connection, case.id) if case.file_count else ()
    return Filed(
        case=case,
        told=told_of(work, case),
        files=files,
        office=work.office,
        is_new=is_new,
    )


def told_of(work: UnitOfWork, case: Case) -> tuple[str, ...]:
    """Who gets a direct message at once: of an incident, the training managers (policy §4.1).

    Those of them who are there.
    """
    if case.kind is Kind.COMPLAINT:
        return ()
    office = work.office
    leading = office.training_managers if case.confidential else office.in_training
    spared = {case.recorded_by, *case.concerned_people, *people.away(work.connection, leading)}
    return tuple(person for person in leading if person not in spared)


def _number(work: UnitOfWork, draft: Draft) -> Case:
    year = work.now.astimezone(work.office.zone).year
    if isinstance(draft, ComplaintDraft):
        return _complaint(
            draft,
            ref=next_reference(work.connection, Kind.COMPLAINT.prefix, year=year),
            now=work.now,
            office=work.office,
        )
    return _incident(
        draft,
        ref=next_reference(work.connection, Kind.INCIDENT.prefix, year=year),
        now=work.now,
        office=work.office,
    )


def _complaint(draft: ComplaintDraft, *, ref: str, now: datetime, office: Office) -> Case:
    severity = graver(draft.severity or Severity.MINOR, severity_floor(draft.category))
    return _case(
        draft,
        office,
        ref=ref,
        kind=Kind.COMPLAINT,
        status=Status.RECEIVED,
        recorded_at=now,
        severity=severity,
    )


def _incident(draft: IncidentDraft, *, ref: str, now: datetime, office: Office) -> Case:
    return _case(
        draft,
        office,
        ref=ref,
        kind=Kind.INCIDENT,
        status=Status.REPORTED,
        recorded_at=now,
        received_at=now,
        channel=Channel.SLACK,
        party=Party.TEACHING_TEAM,
        severity=incident_severity(draft.continuity, injury=draft.injury),
    )


def _case(draft: Draft, office: Office, **given: Any) -> Case:  # noqa: ANN401  # a case's fields
    """The case that a draft tells of, with what is `given` besides, and what it promises."""
    values = told_by(draft) | given
    values |= {"confidential": draft.is_confidential, "concerned_people": _concerned(draft)}
    calendar = office.at(draft.site).calendar
    due = first_dates(
        values["kind"], values["received_at"], calendar=calendar, policy=office.policy
    )
    return Case(
        id=uuid4(), recorded_by=draft.reporter, file_count=len(draft.files), **values, **due
    )


def _concerned(draft: Draft) -> tuple[str, ...]:
    """Whom who files it says it is about; of another case only who leads it says so."""
    return draft.concerned_people if draft.is_confidential else ()


def _add_attachments(work: UnitOfWork, draft: Draft, case: Case) -> tuple[UUID, ...]:
    if isinstance(draft, ComplaintDraft) and (draft.complainant.name or draft.complainant.contact):
        cases.add_complainant(work.connection, case.id, draft.complainant)
    return cases.add_files(work.connection, case.id, draft.files)


def _ask_for_messages(work: UnitOfWork, case: Case, *, file_ids: tuple[UUID, ...]) -> None:
    update_card(work, case.id, is_urgent=case.goes_first)
    for person in told_of(work, case):
        notice = IncidentNotice(case_id=case.id, recipient=person, is_urgent=case.goes_first)
        outbox.enqueue(work.connection, notice, at=work.now)
    told = (*told_of(work, case), case.recorded_by)
    tell_handlers(work, case, before=told, actor=case.recorded_by)
    tell(work, [ReceiptMessage(case_id=case.id, recipient=case.recorded_by)])
    keep_files(work, case.id, file_ids, by=case.recorded_by)


def _journal_filing(work: UnitOfWork, draft: Draft, case: Case) -> None:
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
    if case.to_confirm:
        details["to_confirm"] = True
    if case.site is not None:
        details["site"] = case.site.name
    if case.confidential:
        details |= {
            "confidential": True,
            "handlers": list(case.handlers),
            "concerned_people": list(case.concerned_people),
        }
    journal.append(
        work.connection,
        "case_filed",
        at=case.recorded_at,
        actor=case.recorded_by,
        case_id=case.id,
        details=details,
    )
