"""The register of risks, changed on any day: every change is journalled, none overwrites one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from bot.domain.calendar.periods import Semester
from bot.domain.cases.journal_entries import changes_between
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal, check_text
from bot.domain.errors import NotAllowedError
from bot.domain.messages.reports import ReviewMessage
from bot.domain.reports.quality_risks import CaseTopic
from bot.domain.reports.risk_views import RiskView
from bot.domain.reports.risks import (
    PREFIX,
    QualityRisk,
    RiskChangedMeanwhileError,
    RiskDraft,
    RiskEvent,
    RiskLink,
    RiskNotFoundError,
    RiskOrigin,
    RiskStatus,
    UnknownRefsError,
    link_kind,
    may_sign_risks,
    usual_in,
)
from bot.services.messages.notifications import tell
from bot.services.reports.risk_register import (
    check_leads,
    known_risk,
    states_of,
    view_of_risk,
)
from bot.services.steps.consequences import check_owner
from bot.services.unit_of_work import UnitOfWork
from storage.cases import inbox, journal
from storage.cases.cases import next_reference
from storage.reports import editions, risks


def keep_risk(
    work: UnitOfWork,
    mark: str | None,
    said: RiskDraft,
    refs: Sequence[str],
    *,
    topic: CaseTopic | None = None,
    seen: int,
    actor: str,
    submission_id: UUID,
) -> RiskView:
    """Adopt a risk, change it or, without a mark, write down a new one; link what shows it.

    A new one may be of a `topic` of cases, and is then the only one of it.
    The same form a second time changes nothing. `seen` is the version that its form showed; the
    owner of a risk may change it too. Raises NotAllowedError, RiskNotFoundError,
    RiskChangedMeanwhileError, UnknownRefsError, and IllegalStepError for what is missing.
    """
    mark = mark or str(submission_id)
    before = known_risk(work, mark, is_to_change=True, or_new=submission_id)
    if not inbox.is_first(work.connection, submission_id, at=work.now):
        return view_of_risk(work, before, mark, reader=actor)
    check_leads(work, before, actor, owner_may=True)
    _check_version(before, seen)
    check_text(said.title, field="title")
    if said.level is None:
        raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="likelihood"))
    check_owner(work.connection, said.owner)
    if before is None and topic is not None:
        before = risks.of_topic(work.connection, topic, is_to_change=True)
    start = before or replace(
        _fresh(work, mark, said, actor=actor, risk_id=submission_id), topic=topic
    )
    after = start.kept(said, by=actor, at=work.now)
    _save(work, before, after)
    linked = _relink(work, after.id, refs, actor=actor)
    is_kept = before is not None and before.status is RiskStatus.KEPT
    event = RiskEvent.CHANGED if is_kept else RiskEvent.KEPT
    _write(work, after, event, actor=actor, old=before, details=linked)
    return view_of_risk(work, after, str(after.id), reader=actor)


def set_risk_aside(
    work: UnitOfWork, mark: str, because: str, *, said: RiskDraft, actor: str, submission_id: UUID
) -> RiskView:
    """Take a risk out of the register, or refuse one, for a reason.

    One of the trade's is written down as `said`; of another its own words stay.

    Raises NotAllowedError, RiskNotFoundError, and IllegalStepError without a reason.
    """
    before = known_risk(work, mark, is_to_change=True)
    check_leads(work, before, actor)
    if not inbox.is_first(work.connection, submission_id, at=work.now):
        return view_of_risk(work, before, mark, reader=actor)
    reason = check_text(because, field="reason")
    start = before or _fresh(work, mark, said, actor=actor, risk_id=submission_id)
    after = start.set_aside(reason, by=actor, at=work.now)
    _save(work, before, after)
    _write(work, after, RiskEvent.SET_ASIDE, actor=actor, details={"text": reason})
    return view_of_risk(work, after, str(after.id), reader=actor)


def look_over(work: UnitOfWork, mark: str, *, actor: str) -> RiskView:
    """Note that somebody found a risk as it says, once a day for each of them.

    Raises NotAllowedError, RiskNotFoundError.
    """
    risk = _kept(work, mark)
    check_leads(work, risk, actor, owner_may=True)
    if risk.is_looked_over(actor, work.now, work.office.zone):
        return view_of_risk(work, risk, mark, reader=actor)
    after = risk.looked_over(by=actor, at=work.now)
    risks.save(work.connection, after)
    _write(work, after, RiskEvent.LOOKED_AT, actor=actor)
    return view_of_risk(work, after, mark, reader=actor)


def accept_risk(
    work: UnitOfWork, mark: str, because: str, *, seen: int, actor: str, submission_id: UUID
) -> RiskView:
    """Sign that a risk is borne as it was judged.

    Raises NotAllowedError to who does not sign, RiskNotFoundError, RiskChangedMeanwhileError,
    and IllegalStepError without a reason.
    """
    risk = _kept(work, mark)
    if not may_sign_risks(actor, work.office):
        raise NotAllowedError
    if not inbox.is_first(work.connection, submission_id, at=work.now):
        return view_of_risk(work, risk, mark, reader=actor)
    _check_version(risk, seen)
    reason = check_text(because, field="reason")
    after = risk.accepted(reason, by=actor, at=work.now)
    risks.save(work.connection, after)
    _write(work, after, RiskEvent.ACCEPTED, actor=actor, details={"text": reason})
    return view_of_risk(work, after, mark, reader=actor)


def _kept(work: UnitOfWork, mark: str) -> QualityRisk:
    risk = known_risk(work, mark, is_to_change=True)
    if risk is None or risk.status is not RiskStatus.KEPT:
        raise RiskNotFoundError
    return risk


def _save(work: UnitOfWork, before: QualityRisk | None, after: QualityRisk) -> None:
    """Raises RiskChangedMeanwhileError where somebody else just decided of a usual risk."""
    if before is not None:
        risks.save(work.connection, after)
    elif not risks.add(work.connection, after):
        raise RiskChangedMeanwhileError


def _check_version(risk: QualityRisk | None, seen: int) -> None:
    if risk is not None and risk.version != seen:
        raise RiskChangedMeanwhileError


def _fresh(
    work: UnitOfWork, mark: str, said: RiskDraft, *, actor: str, risk_id: UUID
) -> QualityRisk:
    """A risk that is written down now: one of the trade's, or the school's own."""
    usual = usual_in(mark)
    year = work.now.astimezone(work.office.zone).year
    return QualityRisk(
        id=risk_id if usual is None else uuid4(),
        ref=next_reference(work.connection, PREFIX, year=year),
        status=RiskStatus.KEPT,
        origin=RiskOrigin.OWN if usual is None else RiskOrigin.USUAL,
        usual=usual,
        said=said,
        created_at=work.now,
        created_by=actor,
        looked_at=work.now,
        looked_by=actor,
        version=0,
    )


def _relink(
    work: UnitOfWork, risk_id: UUID, refs: Sequence[str], *, actor: str
) -> Mapping[str, Any]:
    """Link what is named now and unlink what is not any more; what that changed.

    What the person may not see stays linked. Raises UnknownRefsError.
    """
    known = {one.ref: one for one in risks.links_of(work.connection, [risk_id]).get(risk_id, ())}
    seen = states_of(work, tuple(known.values()), reader=actor)
    wanted = dict.fromkeys(ref.upper() for ref in refs)
    new = [
        RiskLink(kind=link_kind(ref), ref=ref, linked_by=actor, linked_at=work.now)
        for ref in wanted
        if ref not in known
    ]
    if len(states_of(work, new, reader=actor)) < len(new):
        raise UnknownRefsError
    gone = [one.link.ref for one in seen if one.link.ref not in wanted]
    if gone:
        risks.unlink(work.connection, risk_id, gone)
    linked = risks.link(work.connection, risk_id, new)
    return {name: list(some) for name, some in (("linked", linked), ("unlinked", gone)) if some}


def _renew_drafts(work: UnitOfWork) -> None:
    """Have the message of a review that is not approved yet show the register as it is now."""
    present = Semester.of(work.now, work.office.zone)
    for semester in (present.previous, present):
        latest = editions.latest_review(work.connection, semester)
        if latest is not None and latest.approval is None:
            tell(work, [ReviewMessage(period=str(semester))])


def _write(
    work: UnitOfWork,
    risk: QualityRisk,
    event: RiskEvent,
    *,
    actor: str,
    old: QualityRisk | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """The journal's entry about a risk, which comes last."""
    told: dict[str, Any] = {"risk": risk.ref, **(details or {})}
    if old is not None:
        changes = changes_between(old.said, risk.said)
        told["changes"] = {name: [one.before, one.after] for name, one in changes.items()}
    elif event is not RiskEvent.LOOKED_AT:
        told["title"] = risk.said.title
    if event is not RiskEvent.LOOKED_AT:
        _renew_drafts(work)
    seq = journal.append(work.connection, event, at=work.now, actor=actor, details=told)
    risks.note_entry(work.connection, risk.id, seq)
