"""Actions: what somebody does by a day, with a proof, and whether it had the effect wanted."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.cases import Case
from bot.domain.office import Office
from bot.domain.roles import Role, roles_of


class ActionKind(StrEnum):
    """Three layers never to be merged (ISO 9001 §10.2).

    Curative mends this case, corrective removes its cause, preventive a cause that
    has not yet struck.
    """

    CURATIVE = "curative"
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"


class ActionOrigin(StrEnum):
    """Where an action was decided."""

    CASE = "case"
    DECISION = "decision"
    """In the team meeting, which discusses a month's summary (policy §5)."""
    IMPROVEMENT = "improvement"
    """There too: something to get better at, beyond any one case (policy §5)."""
    RECURRENCE = "recurrence"
    """When a topic came back."""
    REVIEW = "review"
    """In the action plan of a half-year (policy §6)."""


class ActionStatus(StrEnum):
    """Where an action stands; only its effect, judged by another, settles it."""

    TO_DO = "to_do"
    DONE = "done"
    EFFECTIVE = "effective"
    CANCELLED = "cancelled"

    @property
    def is_running(self) -> bool:
        """Whether the work itself is still to be done."""
        return self is ActionStatus.TO_DO


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What shows that an action was done: a text, a link or a kept file; at least one.

    `file` is the name of the one with `file_id`.
    """

    text: str | None = None
    link: str | None = None
    file_id: UUID | None = None
    file: str | None = None

    @property
    def is_empty(self) -> bool:
        return not ((self.text or "").strip() or (self.link or "").strip() or self.file_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDraft:
    """An action as it is asked for, before it has a reference; `due_on` is a local day."""

    kind: ActionKind
    title: str
    owner: str
    due_on: date
    success_criterion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where an action of no single case was decided; `refs` are the cases that led to it.

    `period` is the month (2026-10) or half-year (2026-S1) whose report was discussed.
    """

    origin: ActionOrigin
    period: str | None = None
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action as it is now.

    `origin` says where it was decided; `period` which month's summary (2026-10) or
    half-year's review (2026-S1) was on the table. `is_in_plan` says that the action plan
    carries it on, so that its case may close.
    """

    id: UUID
    ref: str
    kind: ActionKind
    title: str
    owner: str
    due_on: date
    created_at: datetime
    created_by: str
    status: ActionStatus = ActionStatus.TO_DO
    origin: ActionOrigin = ActionOrigin.CASE
    period: str | None = None
    case_id: UUID | None = None
    origin_refs: tuple[str, ...] = ()
    success_criterion: str | None = None
    is_in_plan: bool = False
    done_at: datetime | None = None
    done_by: str | None = None
    proof: Proof | None = None
    check_on: date | None = None
    checked_at: datetime | None = None
    checked_by: str | None = None
    is_effective: bool | None = None
    findings: str | None = None
    reopened_count: int = 0
    cancelled_because: str | None = None

    @property
    def holds_case_open(self) -> bool:
        """Whether its case must wait for it (policy §4.4)."""
        return self.status.is_running and not self.is_in_plan


def new_action(
    draft: ActionDraft, action_id: UUID, *, ref: str, case: Case | None, actor: str, now: datetime
) -> Action:
    """The action that a draft becomes once it has a reference; `case` is where it comes from."""
    return Action(
        id=action_id,
        ref=ref,
        kind=draft.kind,
        title=draft.title,
        owner=draft.owner,
        due_on=draft.due_on,
        success_criterion=draft.success_criterion,
        created_at=now,
        created_by=actor,
        case_id=case.id if case else None,
        origin_refs=(case.ref,) if case else (),
    )


def new_plan_action(
    draft: ActionDraft,
    action_id: UUID,
    *,
    ref: str,
    provenance: Provenance,
    actor: str,
    now: datetime,
) -> Action:
    """The action of no single case that a draft becomes; the action plan holds it at once."""
    return replace(
        new_action(draft, action_id, ref=ref, case=None, actor=actor, now=now),
        origin=provenance.origin,
        period=provenance.period,
        origin_refs=provenance.refs,
        is_in_plan=True,
    )


def roles_on_action(
    person: str, action: Action, *, case: Case | None, office: Office
) -> frozenset[Role]:
    """What a person is to an action: its owner, and whatever leads them to its case.

    An action from a meeting or a review, which has no case, is led by the quality managers.
    """
    if case is not None:
        roles = roles_of(person, case, office) - {Role.OWNER, Role.REPORTER}
    else:
        roles = frozenset({Role.QUALITY_MANAGER} if person in office.quality_managers else ())
    return roles | ({Role.OWNER} if person == action.owner else frozenset())
