"""Quality risks as the cases of a half-year show them (policy §6): topics, levels, the matrix."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.figures import RECURRENT_FROM
from bot.domain.root_causes import CauseFamily
from bot.domain.taxonomy import Category, Continuity, IncidentType, Party, Severity

LEVELS = 4
"""Likelihood and impact go from 1 to 4 (indicator 32's analysis of quality risks)."""

PREFILLED = 8
"""Risks that the cases put into the matrix by themselves, the gravest first."""

_LIKELY_FROM = (1, 2, 3, 6)
"""Cases in six months from which a likelihood is 1, 2, 3 and 4."""


class RiskLevel(StrEnum):
    """What likelihood times impact comes to."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    CRITICAL = "critical"


_LEVEL_UP_TO = {2: RiskLevel.LOW, 4: RiskLevel.MODERATE, 9: RiskLevel.HIGH, 16: RiskLevel.CRITICAL}


def level_of(likelihood: int, impact: int) -> RiskLevel:
    """The level of a risk: low up to 2, moderate up to 4, high up to 9, else critical."""
    score = likelihood * impact
    return next(level for most, level in _LEVEL_UP_TO.items() if score <= most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """So many cases of the half-year that are alike in all that is counted of them."""

    category: Category | None
    incident_type: IncidentType | None
    cause_family: CauseFamily | None
    party: Party | None
    continuity: Continuity | None
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What cases were about: how many, the gravest, the cause that was found most often."""

    category: Category | None
    incident_type: IncidentType | None
    cause_family: CauseFamily | None
    count: int
    gravest: Severity

    @property
    def is_recurrent(self) -> bool:
        return self.count >= RECURRENT_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A quality risk; without a topic it was added by hand and `name` says what it is."""

    name: str = ""
    category: Category | None = None
    incident_type: IncidentType | None = None
    cause_family: CauseFamily | None = None
    cases: int = 0
    likelihood: int
    impact: int
    control: str = ""
    residual: RiskLevel | None = None
    treatment: str = ""

    def __post_init__(self) -> None:
        if not (1 <= self.likelihood <= LEVELS and 1 <= self.impact <= LEVELS):
            raise ValueError((self.likelihood, self.impact))

    @property
    def level(self) -> RiskLevel:
        return level_of(self.likelihood, self.impact)


def topics_of(facets: Iterable[Facet]) -> tuple[Topic, ...]:
    """What the cases were about, most first; cases without a topic are in none."""
    gathered: dict[tuple[Category | None, IncidentType | None], list[Facet]] = {}
    for one in facets:
        if one.category or one.incident_type:
            gathered.setdefault((one.category, one.incident_type), []).append(one)
    topics = [
        Topic(
            category=category,
            incident_type=incident_type,
            cause_family=_most_frequent_cause(alike),
            count=sum(one.count for one in alike),
            gravest=max((one.severity for one in alike), key=lambda severity: severity.rank),
        )
        for (category, incident_type), alike in gathered.items()
    ]
    return tuple(sorted(topics, key=lambda one: (-one.count, -one.gravest.rank, str(one))))


def risks_of(topics: Sequence[Topic]) -> tuple[Risk, ...]:
    """The matrix as the cases fill it: likelihood by how many, impact by the gravest."""
    risks = [
        Risk(
            category=one.category,
            incident_type=one.incident_type,
            cause_family=one.cause_family,
            cases=one.count,
            likelihood=sum(one.count >= least for least in _LIKELY_FROM),
            impact=one.gravest.rank + 1,
        )
        for one in topics
    ]
    by_score = sorted(risks, key=lambda risk: -risk.likelihood * risk.impact)
    return tuple(by_score[:PREFILLED])


def _most_frequent_cause(facets: Iterable[Facet]) -> CauseFamily | None:
    counted: Counter[CauseFamily] = Counter()
    for one in facets:
        if one.cause_family is not None:
            counted[one.cause_family] += one.count
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[0][0] if ranked else None
