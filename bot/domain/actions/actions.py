"""Actions: what somebody does by a day, with a proof, and whether it had the effect wanted."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.cases.roles import LEADING, Role, handlers_of, own_roles_of
from bot.domain.school.office import Office

PREFIX = "ACT"
"""How the references of actions begin: ACT-2026-0003."""


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
    """The proof that an action was done: a text, a link or a kept file; at least one.

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
class Round:
    """Once that an action was to be done: the day promised, and what became of it.

    Nothing was promised where `promised_on` is None: it was given up in time.
    """

    promised_on: date | None
    done_at: datetime | None = None
    checked_at: datetime | None = None
    is_effective: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action as it is now.

    `origin` says where it was decided; `period` which month's summary (2026-10) or
    half-year's review (2026-S1) was on the table. `is_in_plan` says that the action plan
    carries it on, so that its case may close. `missed_on` is the day that passed before
    `due_on` was given; `earlier` are the rounds before this one, the first first.
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
    missed_on: date | None = field(default=None, compare=False)
    earlier: tuple[Round, ...] = field(default=(), compare=False)

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Each time that it was to be done, the present one last.

        A verdict that an earlier round holds is not the present one's as well.
        """
        is_told = any(one.checked_at == self.checked_at for one in self.earlier)
        present = Round(
            promised_on=self.missed_on or (None if self._is_given_up else self.due_on),
            done_at=self.done_at,
            checked_at=None if is_told else self.checked_at,
            is_effective=None if is_told else self.is_effective,
        )
        return (*self.earlier, present)

    @property
    def _is_given_up(self) -> bool:
        return self.status is ActionStatus.CANCELLED

    @property
    def asked_for_since(self) -> datetime:
        """Since when it is to be done: it was opened, or what was done before was judged."""
        ends = (at for one in self.earlier for at in (one.done_at, one.checked_at))
        return max(filter(None, (self.created_at, *ends)))

    @property
    def awaited_on(self) -> date | None:
        """The day by which something is owed: the work, then the judgement of its effect."""
        match self.status:
            case ActionStatus.TO_DO:
                return self.due_on
            case ActionStatus.DONE:
                return self.check_on
            case _:
                return None

    def days_late(self, today: date) -> int:
        """How many days what is owed is overdue; 0 when it is not."""
        return 0 if self.awaited_on is None else max((today - self.awaited_on).days, 0)

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
    """A person's relation to an action: its owner, and whatever leads them to its case.

    An action from a meeting or a review, which has no case, is led by the quality managers; by
    the training managers too where every one of those had a part in it, and so may not judge it,
    or where nobody is left to lead its case.
    A substitute has the roles of those for whom they stand in; of an action in which such a one
    had a part they carry on what there is to do, and do not judge it in their place.
    """
    roles = _leading(person, case, office) | _judging(person, action, case, office)
    own = roles | ({Role.OWNER} if person == action.owner else frozenset())
    if case is not None and (case.confidential or person in case.concerned_people):
        return own
    absent = office.stand_ins.replaced_by(person)
    return own.union(*(_lent(one, action, case, office) for one in absent))


def is_independent(person: str, action: Action) -> bool:
    """Whether somebody had no part in an action: is neither its owner nor who did it."""
    return person not in {action.owner, action.done_by}


def _lent(absent: str, action: Action, case: Case | None, office: Office) -> frozenset[Role]:
    """What somebody who is away lends of an action."""
    owner = frozenset({Role.OWNER} if absent == action.owner else ())
    lead = _leading(absent, case, office) & LEADING if is_independent(absent, action) else owner
    return lead | owner


def _leading(person: str, case: Case | None, office: Office) -> frozenset[Role]:
    if case is not None:
        return own_roles_of(person, case, office) - {Role.OWNER, Role.REPORTER}
    return frozenset({Role.QUALITY_MANAGER} if person in office.quality_managers else ())


def _judging(person: str, action: Action, case: Case | None, office: Office) -> frozenset[Role]:
    """The role of a stand-in; where nobody had no part in it, of who leads it all the same.

    Who stands in does so where nobody leads it. Nobody new is let into a case for it: of a
    confidential one its handlers judge.
    """
    leading = _leaders(case, office)
    if any(is_independent(one, action) for one in leading):
        return frozenset()
    stand_ins = _stand_ins(case, office, is_led=bool(leading))
    if free := {one for one in stand_ins if is_independent(one, action)}:
        return frozenset({Role.TRAINING_MANAGER} if person in free else ())
    if leading:
        return frozenset({Role.ONLY_JUDGE} if person in leading else ())
    alone = frozenset({Role.TRAINING_MANAGER, Role.ONLY_JUDGE})
    return alone if person in stand_ins else frozenset()


def _leaders(case: Case | None, office: Office) -> frozenset[str]:
    """Who leads an action and is there, as far as that was asked for."""
    people = (*office.quality_managers, *office.training_managers)
    if case is not None and case.confidential:
        people = tuple(one for one in handlers_of(case, office) if one not in office.left)
    return frozenset(one for one in people if _leading(one, case, office) & LEADING)


def _stand_ins(case: Case | None, office: Office, *, is_led: bool) -> tuple[str, ...]:
    """The training managers, of what comes from no case or from one that nobody leads any more."""
    if case is None:
        return office.training_managers
    if is_led or case.confidential:
        return ()
    return tuple(one for one in office.training_managers if one not in case.concerned_people)
