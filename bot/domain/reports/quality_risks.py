"""Quality risks as the cases of a half-year show them (policy §6): topics, levels, the matrix."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from bot.domain.cases.cases import NOTHING, Case
from bot.domain.cases.journal_entries import JournalRecord
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import Category, Continuity, IncidentType, Party, Severity
from bot.domain.reports.figures import RECURRENT_FROM
from bot.domain.steps.lifecycles import Step

LEVELS = 4
"""Likelihood and impact go from 1 to 4 (indicator 32's analysis of quality risks)."""

PREFILLED = 8
"""Risks that the cases put into the matrix by themselves, the gravest first."""

CAUSES_KNOWN_FROM = 3
"""Cases of a topic whose cause is known before one of them is said to be the usual one."""

_LIKELY_FROM = (1, 2, 3, 6)
"""Cases in six months from which a likelihood is 1, 2, 3 and 4."""


class RiskLevel(StrEnum):
    """The level of likelihood times impact."""

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
    """So many cases of the half-year that are alike in all that is counted of them.

    Those that came to nothing are no topic, whatever they were said to be about.
    """

    category: Category | None
    incident_type: IncidentType | None
    cause_family: CauseFamily | None
    party: Party | None
    continuity: Continuity | None
    severity: Severity
    count: int
    came_to_something: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Topics of cases: how many, the gravest, the usual cause where one can be named."""

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
    """A quality risk as a review tells it; without a topic `name` says what it is.

    One of the register has its `ref` there, its own words, and the references of what it names.
    """

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
    ref: str = ""
    cause: str = ""
    effect: str = ""
    owner: str | None = None
    accepted_by: str | None = None
    accepted_at: datetime | None = None
    accepted_because: str = ""
    looked_at: datetime | None = None
    is_aged: bool = False
    refs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (1 <= self.likelihood <= LEVELS and 1 <= self.impact <= LEVELS):
            raise ValueError((self.likelihood, self.impact))

    @property
    def topic(self) -> tuple[Category | None, IncidentType | None]:
        """The subject of its cases."""
        return self.category, self.incident_type

    @property
    def case_topic(self) -> "CaseTopic | None":
        """What its cases are about, with their cause; None where it comes from no cases."""
        if self.topic == (None, None):
            return None
        return CaseTopic(
            category=self.category, incident_type=self.incident_type, cause_family=self.cause_family
        )

    @property
    def level(self) -> RiskLevel:
        return level_of(self.likelihood, self.impact)

    @property
    def is_answered(self) -> bool:
        """Whether somebody treats it, or signed that it is borne."""
        return bool(self.treatment or self.accepted_by)

    def is_told_by(self, other: "Risk") -> bool:
        """Whether another one is the same: by its topic, or by its name."""
        is_of_topic = self.topic != (None, None) and self.topic == other.topic
        return is_of_topic or (bool(self.name) and self.name == other.name)


def likelihood_of(count: int) -> int:
    """How likely so many cases in six months make it that there will be another, from 1 to 4."""
    return sum(count >= least for least in _LIKELY_FROM)


def topics_of(facets: Iterable[Facet]) -> tuple[Topic, ...]:
    """Topics of the cases, most first; cases without a topic are in none."""
    gathered: dict[tuple[Category | None, IncidentType | None], list[Facet]] = {}
    for one in facets:
        if one.came_to_something and (one.category or one.incident_type):
            gathered.setdefault((one.category, one.incident_type), []).append(one)
    topics = [
        Topic(
            category=category,
            incident_type=incident_type,
            cause_family=_usual_cause(alike),
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
            likelihood=likelihood_of(one.count),
            impact=one.gravest.rank + 1,
        )
        for one in topics
    ]
    by_score = sorted(risks, key=lambda risk: -risk.likelihood * risk.impact)
    return tuple(by_score[:PREFILLED])


def _usual_cause(facets: Sequence[Facet]) -> CauseFamily | None:
    """The cause of more than half of the cases, once that of three is known.

    Whose cause nobody knows yet may have another one.
    """
    counted: Counter[CauseFamily] = Counter()
    for one in facets:
        if one.cause_family is not None:
            counted[one.cause_family] += one.count
    if counted.total() < CAUSES_KNOWN_FROM:
        return None
    ((cause, often),) = counted.most_common(1)
    return cause if 2 * often > sum(one.count for one in facets) else None


_TELLING = frozenset(
    {"category", "incident_type", "cause_family", "qualified_at", "to_confirm", "outcome"}
)
"""Changes after which a case belongs to another topic, or is known to belong to its own.

Many a complaint is answered without its cause, or anything of it judged anew.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTopic:
    """A case's subject and cause; a cause that nobody has analysed yet is a cause like others.

    Incidents without a cause are a topic where they were settled on the spot, and no other ones.
    """

    category: Category | None
    incident_type: IncidentType | None
    cause_family: CauseFamily | None

    @property
    def key(self) -> str:
        """The topic in one word, for the database and for buttons."""
        about = self.category or self.incident_type or ""
        return f"{'c' if self.category else 'i'}:{about}:{self.cause_family or ''}"

    @classmethod
    def of_key(cls, key: str) -> Self:
        """The topic that a key names. Raises ValueError for anything else."""
        kind, about, cause = key.split(":")
        return cls(
            category=Category(about) if kind == "c" else None,
            incident_type=IncidentType(about) if kind == "i" else None,
            cause_family=CauseFamily(cause) if cause else None,
        )


def topic_of(case: Case) -> CaseTopic | None:
    """A case's topic; None for a confidential one, which is only counted, and one of nothing.

    None too while its category is Vigie's proposal, which nobody has confirmed.

    Of incidents there are three types, which say too little before the cause is known; of those
    settled on the spot nobody looks for it, so that their type is all there is.
    """
    cause = case.cause_family
    if case.confidential or case.to_confirm or case.status in NOTHING[case.kind]:
        return None
    if case.category is not None:
        return CaseTopic(category=case.category, incident_type=None, cause_family=cause)
    if case.incident_type is not None and (cause is not None or case.settled_on_spot):
        return CaseTopic(category=None, incident_type=case.incident_type, cause_family=cause)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurred:
    """A recurrence for the quality managers: a topic, its cases by id, latest first.

    `remedy` is the action that had been judged effective against it, if one had.
    """

    topic: CaseTopic
    case_ids: tuple[UUID, ...]
    remedy: UUID | None = None


def may_recur(event: JournalRecord) -> bool:
    """Whether a step may have brought a case to another topic, or left it in one for good."""
    return event.name == Step.VALIDATE or bool(_TELLING & event.changes.keys())
