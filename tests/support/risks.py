"""Risks of the register with only what matters to a test left to say."""

from typing import Any
from uuid import uuid4

from bot.domain.cases.taxonomy import Category
from bot.domain.reports.quality_risks import CaseTopic
from bot.domain.reports.risks import QualityRisk, RiskDraft, RiskOrigin, RiskStatus
from tests.support.builders import NOW, QUALITY

TRAINERS = CaseTopic(category=Category.TRAINER, incident_type=None, cause_family=None)
JUDGED = RiskDraft(
    title="Un seul formateur pour l'habilitation électrique",
    cause="Un recrutement reporté",
    effect="Des sessions annulées",
    likelihood=3,
    impact=3,
)
"""High, and nothing is done about it yet."""


def quality_risk(**given: Any) -> QualityRisk:
    """A risk of the school's own under watch, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": uuid4(),
        "ref": "RSQ-2026-0001",
        "status": RiskStatus.KEPT,
        "origin": RiskOrigin.OWN,
        "said": JUDGED,
        "created_at": NOW,
        "created_by": QUALITY,
        "looked_at": NOW,
        "looked_by": QUALITY,
    }
    return QualityRisk(**usual | given)
