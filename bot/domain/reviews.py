"""The half-yearly review (policy §6): what is counted for it, and what people add to it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self, TypeVar

from bot.domain.actions import Action, ActionDraft, ActionKind, ActionStatus
from bot.domain.figures import RECURRENT_FROM, Tally
from bot.domain.outcomes import Outcome
from bot.domain.periods import Semester
from bot.domain.root_causes import CauseFamily
from bot.domain.shares import Share
from bot.domain.taxonomy import Category, Continuity, IncidentType, Party, Severity

LEVELS = 4
"""Likelihood and impact go from 1 to 4 (indicator 32's analysis of quality risks)."""
PREFILLED = 8
"""Risks that the cases put into the matrix by themselves, the gravest first."""

_NOTHING_YET = Share()
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
class Planned:
    """An action of the plan before, and what became of it by now."""

    ref: str
    title: str
    owner: str
    due_on: date
    status: ActionStatus
    is_effective: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFigures:
    """What is known at `as_of` of a half-year; breakdowns leave confidential cases out.

    `months` are its six; `before` and `last_year` the half-years compared with it, None
    where nothing was recorded yet. `effective` counts actions judged in it, `on_time`
    those due in it.
    """

    semester: Semester
    as_of: datetime
    is_whole: bool
    months: tuple[Tally | None, ...]
    before: Tally | None
    last_year: Tally | None
    categories: tuple[tuple[Category, int], ...] = ()
    parties: tuple[tuple[Party, int], ...] = ()
    incident_types: tuple[tuple[IncidentType, int], ...] = ()
    cause_families: tuple[tuple[CauseFamily, int], ...] = ()
    severities: tuple[tuple[Severity, int], ...] = ()
    outcomes: tuple[tuple[Outcome, int], ...] = ()
    interrupted: int = 0
    topics: tuple[Topic, ...] = ()
    plan_before: tuple[Planned, ...] = ()
    effective: Share = _NOTHING_YET
    on_time: Share = _NOTHING_YET

    @property
    def whole(self) -> Tally:
        """The half-year as one; zeros are figures, so it is never unknown."""
        whole = Tally()
        for tally in self.months:
            whole = whole if tally is None else whole.then(tally)
        return whole

    @property
    def recurrent(self) -> tuple[Topic, ...]:
        """Complaints that came back (policy §6)."""
        return tuple(one for one in self.topics if one.is_recurrent and one.category)

    @property
    def frequent(self) -> tuple[Topic, ...]:
        """The most frequent difficulties (policy §6)."""
        return tuple(one for one in self.topics if one.is_recurrent and one.incident_type)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    """An action that the review proposes; `action_ref` is there once it is approved."""

    kind: ActionKind
    title: str
    owner: str
    due_on: date
    success_criterion: str = ""
    origin_refs: tuple[str, ...] = ()
    action_ref: str | None = None

    @property
    def draft(self) -> ActionDraft:
        return ActionDraft(
            kind=self.kind,
            title=self.title,
            owner=self.owner,
            due_on=self.due_on,
            success_criterion=self.success_criterion or None,
        )


Item = TypeVar("Item", bound=Risk | PlanEntry)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNotes:
    """What people write into a review; None where a number was not given: never 0."""

    trainees: int | None = None
    sessions: int | None = None
    hours: int | None = None
    recurring: str = ""
    difficulties: str = ""
    feedback: str = ""
    decisions: str = ""
    participants: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    plan: tuple[PlanEntry, ...] = ()

    def with_risk(self, risk: Risk | None, *, mark: str | None) -> Self:
        """With the marked risk judged anew, or taken out when it is None."""
        return replace(self, risks=_with(self.risks, risk, mark=mark))

    def with_entry(self, entry: PlanEntry | None, *, mark: str | None) -> Self:
        """The same of an action of the plan."""
        return replace(self, plan=_with(self.plan, entry, mark=mark))


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who stands for a review, and since when (UTC)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An edition of a half-year's review; a later one replaces it. Instants are UTC.

    Without `approval` it is a draft. `fingerprint` is the SHA-256 of all the rest.
    """

    edition: int
    generated_at: datetime
    generated_by: str
    policy_version: str
    figures: ReviewFigures
    notes: ReviewNotes
    approval: Approval | None = None
    fingerprint: str = ""

    @property
    def people(self) -> frozenset[str]:
        """Whoever it names."""
        owners = [one.owner for one in self.notes.plan]
        before = [one.owner for one in self.figures.plan_before]
        return frozenset((*owners, *before, *self.notes.participants, *self._approvers))

    @property
    def _approvers(self) -> tuple[str, ...]:
        return () if self.approval is None else (self.approval.by,)


def mark_of(one: Risk | PlanEntry) -> str:
    """What tells a risk or an entry from what it becomes once somebody changed it."""
    return hashlib.sha256(repr(one).encode()).hexdigest()[:16]


def marked(items: Iterable[Item], mark: str | None) -> Item | None:
    """The item with this mark; None once it was changed or taken out."""
    return next((one for one in items if mark_of(one) == mark), None)


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


def planned(action: Action) -> Planned:
    """An action as the review after it tells of it."""
    return Planned(
        ref=action.ref,
        title=action.title,
        owner=action.owner,
        due_on=action.due_on,
        status=action.status,
        is_effective=action.is_effective,
    )


def _most_frequent_cause(facets: Iterable[Facet]) -> CauseFamily | None:
    counted: Counter[CauseFamily] = Counter()
    for one in facets:
        if one.cause_family is not None:
            counted[one.cause_family] += one.count
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[0][0] if ranked else None


def _with(items: tuple[Item, ...], item: Item | None, *, mark: str | None) -> tuple[Item, ...]:
    """With `item` in place of the marked one; where that is gone, one more: nothing is lost."""
    new = () if item is None else (item,)
    for at, one in enumerate(items):
        if mark_of(one) == mark:
            return (*items[:at], *new, *items[at + 1 :])
    return (*items, *new)
