"""The register of risks, read on any day: a page of it, or a risk with its proofs."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from bot.domain.cases.roles import may_see
from bot.domain.errors import NotAllowedError
from bot.domain.reports.risk_views import (
    RISKS_PAGE,
    LinkState,
    RiskCounts,
    RiskLook,
    RiskRegister,
    RiskView,
)
from bot.domain.reports.risks import (
    LinkKind,
    QualityRisk,
    RiskLink,
    RiskNotFoundError,
    RiskStatus,
    UsualRisk,
    aged_since,
    may_lead_risks,
    may_sign_risks,
    usual_in,
)
from bot.services.register.risk_lines import open_actions
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases
from storage.reports import risks

TRACES_SHOWN = 6


def read_register(work: UnitOfWork, look: RiskLook, *, reader: str) -> RiskRegister:
    """A page of the register; who does not lead sees the risks that they own.

    Raises NotAllowedError to who neither leads nor owns any.
    """
    leads = may_lead_risks(reader, work.office)
    owner, connection = None if leads else reader, work.connection
    total = risks.count_of(connection, look.status, owner=owner)
    if not (leads or total):
        raise NotAllowedError
    page = min(look.page, max(total - 1, 0) // RISKS_PAGE)
    found = risks.page_of(
        connection, look.status, owner=owner, limit=RISKS_PAGE, skip=page * RISKS_PAGE
    )
    proposed = risks.page_of(
        connection, RiskStatus.PROPOSED, owner=None, limit=risks.PROPOSALS_SHOWN, skip=0
    )
    decided = risks.decided_usual(connection)
    return RiskRegister(
        look=replace(look, page=page),
        risks=found,
        proposed=proposed if leads else (),
        usual=tuple(one for one in UsualRisk if one not in decided) if leads else (),
        total=total,
        counts=count_risks(work) if leads else RiskCounts(),
        leads=leads,
        office=work.office,
        read_at=work.now,
    )


def count_risks(work: UnitOfWork) -> RiskCounts:
    """How many risks stand where."""
    return risks.counts(work.connection, aged_since=aged_since(work.now, work.office.zone))


def read_risk(work: UnitOfWork, mark: str, *, reader: str) -> RiskView:
    """A risk with its proofs: by its id, or one of the trade's by its name.

    Raises NotAllowedError, RiskNotFoundError.
    """
    risk = known_risk(work, mark)
    check_leads(work, risk, reader, owner_may=True)
    return view_of_risk(work, risk, mark, reader=reader)


def read_risk_named(work: UnitOfWork, ref: str, *, reader: str) -> RiskView:
    """The same by its reference. Raises NotAllowedError, RiskNotFoundError."""
    risk = risks.by_ref(work.connection, ref)
    if risk is None:
        raise RiskNotFoundError
    return read_risk(work, str(risk.id), reader=reader)


def known_risk(
    work: UnitOfWork, mark: str, *, is_to_change: bool = False, or_new: UUID | None = None
) -> QualityRisk | None:
    """The risk of a mark; None for one of the trade's that nobody decided of, or a new one.

    Raises RiskNotFoundError.
    """
    usual = usual_in(mark)
    if usual is not None:
        return risks.of_usual(work.connection, usual, is_to_change=is_to_change)
    risk_id = UUID(mark)
    find = risks.for_update if is_to_change else risks.by_id
    found = find(work.connection, risk_id)
    if found is None and risk_id != or_new:
        raise RiskNotFoundError
    return found


def check_leads(
    work: UnitOfWork, risk: QualityRisk | None, person: str, *, owner_may: bool = False
) -> None:
    """Raises NotAllowedError to who does not lead; with `owner_may`, not to its owner."""
    is_owner = owner_may and risk is not None and risk.said.owner == person
    if not (is_owner or may_lead_risks(person, work.office)):
        raise NotAllowedError


def states_of(work: UnitOfWork, links: Sequence[RiskLink], *, reader: str) -> tuple[LinkState, ...]:
    """The cases and actions behind links that a reader may know of."""
    refs = {kind: [one.ref for one in links if one.kind is kind] for kind in LinkKind}
    seen_cases = {
        ref: case
        for ref, case in cases.by_refs(work.connection, refs[LinkKind.CASE]).items()
        if may_see(reader, case, work.office)
    }
    seen_actions = open_actions(work, refs[LinkKind.ACTION])
    states = (
        LinkState(link=one, case=seen_cases.get(one.ref), action=seen_actions.get(one.ref))
        for one in links
    )
    return tuple(one for one in states if one.case or one.action)


def view_of_risk(work: UnitOfWork, risk: QualityRisk | None, mark: str, *, reader: str) -> RiskView:
    """A risk as a person sees it, once it is known that they may."""
    links = risks.links_of(work.connection, [risk.id]).get(risk.id, ()) if risk else ()
    states = states_of(work, links, reader=reader)
    return RiskView(
        mark=mark,
        risk=risk,
        links=states,
        hidden=len(links) - len(states),
        traces=risks.traces_of(work.connection, risk.id, limit=TRACES_SHOWN) if risk else (),
        leads=may_lead_risks(reader, work.office),
        signs=may_sign_risks(reader, work.office),
        is_looked_over=bool(risk and risk.is_looked_over(reader, work.now, work.office.zone)),
        office=work.office,
        read_at=work.now,
    )
