"""The register of risks: its pages, a risk in each of its states, and its forms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.reports.quality_risks import RiskLevel
from bot.domain.reports.risk_views import (
    RISKS_PAGE,
    LinkState,
    RiskCounts,
    RiskLook,
    RiskRegister,
    RiskTrace,
    RiskView,
)
from bot.domain.reports.risks import (
    LinkKind,
    QualityRisk,
    RiskEvent,
    RiskLink,
    RiskOrigin,
    RiskStatus,
    UsualRisk,
)
from bot.ui.reports.risk_forms import reason_form, risk_form
from bot.ui.reports.risk_lines import aged_post
from bot.ui.reports.risk_register import register_modal, risks_line
from bot.ui.reports.risk_view import ACCEPT_RISK, LINKS_SHOWN, SET_ASIDE, risk_modal
from bot.ui.texts.catalogue import Texts
from tests.support.builders import NOW, OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint
from tests.support.lives import action
from tests.support.risks import JUDGED, TRAINERS, quality_risk

OLD = NOW - timedelta(days=400)
KEPT = quality_risk(
    said=replace(
        JUDGED, control="Un remplaçant", residual=RiskLevel.LOW, treatment="Former", owner=TRAINER
    )
)
PROPOSED = quality_risk(
    status=RiskStatus.PROPOSED,
    origin=RiskOrigin.RECURRENCE,
    topic=TRAINERS,
    said=replace(JUDGED, title=""),
)
ASIDE = quality_risk(origin=RiskOrigin.USUAL).set_aside("Pas ici", by=QUALITY, at=NOW)
SIGNED = quality_risk().accepted("Rare", by=QUALITY, at=NOW)
AGED = quality_risk(looked_at=OLD, said=replace(JUDGED, likelihood=None))


def registers(texts: Texts) -> Iterator[Any]:
    """Empty, with everything, of those set aside, on its pages, and of who owns some only."""
    nothing = RiskRegister(
        look=RiskLook(),
        risks=(),
        proposed=(),
        usual=(),
        total=0,
        counts=RiskCounts(),
        leads=True,
        office=OFFICE,
        read_at=NOW,
    )
    for count in range(3):
        counts = RiskCounts(proposed=count, kept=count, set_aside=count, aged=count)
        yield register_modal(replace(nothing, counts=counts), texts)
        yield risks_line(counts, texts)
        yield aged_post((AGED,) * count, texts, office=OFFICE)
    full = replace(
        nothing,
        risks=(KEPT, SIGNED, AGED, quality_risk()),
        proposed=(PROPOSED,),
        usual=tuple(UsualRisk),
        total=4,
    )
    yield register_modal(full, texts)
    yield register_modal(replace(full, leads=False, usual=(), proposed=()), texts)
    aside = replace(nothing, look=RiskLook(status=RiskStatus.SET_ASIDE))
    yield register_modal(aside, texts)
    yield register_modal(replace(aside, risks=(ASIDE,), total=1), texts)
    for page in range(2):
        turned = replace(full, look=RiskLook(page=page), total=RISKS_PAGE + 5)
        yield register_modal(turned, texts)


def seen(risk: QualityRisk | None, **given: Any) -> RiskView:
    usual: dict[str, Any] = {
        "mark": str(risk.id) if risk else UsualRisk.EQUIPMENT,
        "leads": True,
        "signs": True,
        "office": OFFICE,
        "read_at": NOW,
    }
    return RiskView(risk=risk, **usual | given)


def linked(count: int) -> tuple[LinkState, ...]:
    by_vigie = RiskLink(kind=LinkKind.CASE, ref="REC-2026-0007", linked_by=VIGIE, linked_at=NOW)
    by_hand = RiskLink(kind=LinkKind.ACTION, ref="ACT-2026-0003", linked_by=QUALITY, linked_at=NOW)
    return (
        LinkState(link=by_vigie, case=complaint()),
        *(LinkState(link=by_hand, action=action(id=uuid4())) for _ in range(count)),
    )


def traces() -> tuple[RiskTrace, ...]:
    changes = {
        **{name: [1, 2] for name in ("likelihood", "impact")},
        **{
            name: ["a", "b"]
            for name in ("title", "cause", "effect", "control", "residual", "treatment", "owner")
        },
    }
    changed = RiskTrace(
        at=NOW,
        actor=QUALITY,
        event=RiskEvent.CHANGED,
        details={"changes": changes, "linked": ["x"], "unlinked": ["y"]},
    )
    first = {"changes": {"likelihood": [None, 2]}}
    others = (RiskTrace(at=NOW, actor=VIGIE, event=one, details=first) for one in RiskEvent)
    return (changed, *others, RiskTrace(at=NOW, actor=QUALITY, event="unknown"))


def risks(texts: Texts) -> Iterator[Any]:
    """Each state of a risk, with its proofs, and what each of its forms asks."""
    yield [risk_modal(seen(None, mark=usual), texts) for usual in UsualRisk]
    for risk in (KEPT, PROPOSED, ASIDE, SIGNED, AGED, quality_risk()):
        yield risk_modal(seen(risk), texts)
        yield risk_form(seen(risk), texts, submission_id=uuid4())
    for links, hidden in ((1, 0), (LINKS_SHOWN, 1), (LINKS_SHOWN + 3, 2)):
        full = seen(KEPT, links=linked(links), hidden=hidden, traces=traces(), leads=False)
        yield risk_modal(full, texts)
    yield risk_form(None, texts, submission_id=uuid4())
    yield risk_form(seen(None), texts, submission_id=uuid4())
    for name in (ACCEPT_RISK, SET_ASIDE):
        yield reason_form(name, seen(KEPT), texts, submission_id=uuid4(), over=None)


AREAS = {"risk registers": registers, "risks": risks}
