"""The half-yearly review (policy §6): what is counted for it, and what people add to it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self, TypeVar

from bot.domain.actions import Action, ActionDraft, ActionKind, ActionStatus
from bot.domain.figures import Tally
from bot.domain.outcomes import Outcome
from bot.domain.periods import Semester
from bot.domain.quality_risks import Risk, Topic
from bot.domain.root_causes import CauseFamily
from bot.domain.shares import Share
from bot.domain.taxonomy import Category, IncidentType, Party, Severity

_NOTHING_YET = Share()


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


def _with(items: tuple[Item, ...], item: Item | None, *, mark: str | None) -> tuple[Item, ...]:
    """With `item` in place of the marked one; where that is gone, one more: nothing is lost."""
    new = () if item is None else (item,)
    for at, one in enumerate(items):
        if mark_of(one) == mark:
            return (*items[:at], *new, *items[at + 1 :])
    return (*items, *new)
