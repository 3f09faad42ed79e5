"""The register of risks as somebody sees it: a page of it, or one risk with what proves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case
from bot.domain.reports.risks import QualityRisk, RiskLink, RiskStatus, UsualRisk
from bot.domain.school.office import Office

RISKS_PAGE = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """A link, and the case or action behind it as it is now."""

    link: RiskLink
    case: Case | None = None
    action: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTrace:
    """An entry of the journal about a risk: who did what, and what it changed."""

    at: datetime
    actor: str
    event: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLook:
    """Which risks are looked at, and which page of them."""

    status: RiskStatus = RiskStatus.KEPT
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCounts:
    """How many risks stand where; `aged` are kept ones that nobody looked at for a year."""

    proposed: int = 0
    kept: int = 0
    set_aside: int = 0
    aged: int = 0
    usual: int = 0

    @property
    def to_examine(self) -> int:
        """Proposals of Vigie, and usual risks about which nobody said anything yet."""
        return self.proposed + self.usual


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRegister:
    """A page of the register as somebody may see it; `usual` are still to be adopted or refused."""

    look: RiskLook
    risks: tuple[QualityRisk, ...]
    proposed: tuple[QualityRisk, ...]
    usual: tuple[UsualRisk, ...]
    total: int
    counts: RiskCounts
    leads: bool
    office: Office
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskView:
    """A risk with its proofs and its history; None where one of the trade's is not decided yet.

    `hidden` cases are linked that the reader may not see. Where it `is_looked_over`, the reader
    noted today already that it is as it says.
    """

    mark: str
    risk: QualityRisk | None
    links: tuple[LinkState, ...] = ()
    hidden: int = 0
    traces: tuple[RiskTrace, ...] = ()
    leads: bool
    signs: bool
    is_looked_over: bool = False
    office: Office
    read_at: datetime
