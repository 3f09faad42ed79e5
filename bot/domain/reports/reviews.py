"""The half-yearly review (policy §6): what is counted for it, and what people add to it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Self, TypeVar

from bot.domain.actions.actions import Action, ActionDraft, ActionKind, ActionStatus
from bot.domain.calendar.periods import Semester
from bot.domain.cases.outcomes import CauseFamily, Outcome
from bot.domain.cases.taxonomy import Category, IncidentType, Party, Severity
from bot.domain.errors import VigieError
from bot.domain.reports.figures import MonthActivity, ReportKind, Tally, together
from bot.domain.reports.quality_risks import Risk, Topic
from bot.domain.reports.shares import Share

_NOTHING_YET = Share()


class ApprovedMeanwhileError(VigieError):
    """Somebody approved the review while a form about it was open: its plan is at work."""


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
    """Figures of a half-year as of `as_of`; breakdowns leave confidential cases out.

    Of the complaints received, `to_confirm` have a category and a severity that Vigie proposes.
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
    to_confirm: int = 0
    topics: tuple[Topic, ...] = ()
    plan_before: tuple[Planned, ...] = ()
    effective: Share = _NOTHING_YET
    on_time: Share = _NOTHING_YET

    @property
    def whole(self) -> Tally:
        """The half-year as one; zeros are figures, so it is never unknown."""
        return together(self.months)

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
    """People's notes of a review; None where a number was not given: never 0."""

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

    def with_entry(self, entry: PlanEntry | None, *, mark: str | None) -> Self:
        """With the marked action of the plan changed, or taken out when it is None.

        Raises ApprovedMeanwhileError where it is an action by now, or may be one.
        """
        known = marked(self.plan, mark)
        is_at_work = any(one.action_ref for one in self.plan)
        if mark is not None and (known.action_ref if known else is_at_work):
            raise ApprovedMeanwhileError
        return replace(self, plan=_with(self.plan, entry, mark=mark))

    def with_register(self, kept: tuple[Risk, ...]) -> Self:
        """With the risks of the register as it stands; what they tell already is told once."""
        others = (one for one in self.risks if not any(one.is_told_by(known) for known in kept))
        return replace(self, risks=(*kept, *others))

    def with_risks_of_cases(self, risks: tuple[Risk, ...]) -> Self:
        """With the risks that the cases show now; those that somebody judged stay as they are."""
        judged = tuple(one for one in self.risks if one.name)
        topics = {one.topic for one in judged}
        return replace(self, risks=(*judged, *(one for one in risks if one.topic not in topics)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who stands for a review, and since when (UTC)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An edition of a half-year's review; a later one replaces it. Instants are UTC.

    Without `approval` it is a draft. `fingerprint` is the SHA-256 of all the rest, but for the
    `anchor`: where the journal says that it was frozen.
    """

    kind: ClassVar[ReportKind] = ReportKind.REVIEW
    meeting_at: ClassVar[None] = None
    edition: int
    generated_at: datetime
    generated_by: str
    policy_version: str
    figures: ReviewFigures
    notes: ReviewNotes
    approval: Approval | None = None
    fingerprint: str = ""
    anchor: str = field(default="", compare=False)

    @property
    def period(self) -> Semester:
        return self.figures.semester

    def with_activity(self, told: MonthActivity) -> Self:
        """With the activity that was told month by month, where nobody wrote another number."""
        notes = self.notes
        trainees = told.trainees if notes.trainees is None else notes.trainees
        sessions = told.sessions if notes.sessions is None else notes.sessions
        return replace(self, notes=replace(notes, trainees=trainees, sessions=sessions))

    @property
    def people(self) -> frozenset[str]:
        """Whoever it names."""
        owners = [one.owner for one in self.notes.plan]
        before = [one.owner for one in self.figures.plan_before]
        at_risk = [who for one in self.notes.risks for who in (one.owner, one.accepted_by) if who]
        people = (*owners, *before, *at_risk, *self.notes.participants, *self._approvers)
        return frozenset(people)

    @property
    def _approvers(self) -> tuple[str, ...]:
        return () if self.approval is None else (self.approval.by,)


def mark_of(one: Risk | PlanEntry) -> str:
    """The version of a risk or an entry, to tell it from a changed one.

    That it became an action is no change of its own.
    """
    if isinstance(one, PlanEntry):
        one = replace(one, action_ref=None)
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
