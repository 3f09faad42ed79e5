"""What may be done to an action: by whom, from where, and what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from bot.domain.actions import Action, ActionStatus, Proof
from bot.domain.changes import Event, Record, event_of
from bot.domain.checks import check_not_ahead, check_text
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.roles import LEADING, Role


class ActionStep(StrEnum):
    """All that can be done to an action."""

    COMPLETE = "complete"
    CHECK_EFFECT = "check_effect"
    REOPEN = "reopen"
    RESCHEDULE = "reschedule"
    REASSIGN = "reassign"
    MOVE_TO_PLAN = "move_to_plan"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRule:
    """A row of the actions' table: who may take a step, and from where."""

    by: frozenset[Role]
    sources: frozenset[ActionStatus]


_CARRYING = LEADING | {Role.OWNER}
_TO_DO = frozenset({ActionStatus.TO_DO})
_DONE = frozenset({ActionStatus.DONE})

ACTION_RULES: Mapping[ActionStep, ActionRule] = {
    ActionStep.COMPLETE: ActionRule(by=_CARRYING, sources=_TO_DO),
    ActionStep.CHECK_EFFECT: ActionRule(by=LEADING, sources=_DONE),
    ActionStep.REOPEN: ActionRule(by=LEADING, sources=_DONE | {ActionStatus.EFFECTIVE}),
    ActionStep.RESCHEDULE: ActionRule(by=_CARRYING, sources=_TO_DO),
    ActionStep.REASSIGN: ActionRule(by=_CARRYING, sources=_TO_DO),
    ActionStep.MOVE_TO_PLAN: ActionRule(by=LEADING, sources=_TO_DO | _DONE),
    ActionStep.CANCEL: ActionRule(by=LEADING, sources=_TO_DO),
}


class WantedOnAction(Record, Protocol):
    """A step on an action with what it brings along."""

    step: ClassVar[ActionStep]

    def take(self, action: Action, *, actor: str, now: datetime) -> Action:
        """The action afterwards. Raises IllegalStepError where a condition does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDecision:
    """The action as it is to be kept, and the journal's entry about it."""

    action: Action
    event: Event


def decide_action(
    action: Action, wanted: WantedOnAction, *, actor: str, roles: frozenset[Role], now: datetime
) -> ActionDecision:
    """Take a step on an action. Raises IllegalStepError with the reason where it may not be."""
    rule = ACTION_RULES[wanted.step]
    if not roles & rule.by:
        raise IllegalStepError(Refusal(reason=Reason.ROLE, roles=rule.by))
    if action.status not in rule.sources:
        raise IllegalStepError(Refusal(reason=Reason.STATUS, done_at=action.done_at))
    after = wanted.take(action, actor=actor, now=now)
    return ActionDecision(action=after, event=event_of(wanted.step, wanted, old=action, new=after))


def action_steps_open_to(
    action: Action, roles: frozenset[Role], *, person: str
) -> tuple[ActionStep, ...]:
    """What a person may do to an action now, in the order in which a menu offers it."""
    return tuple(
        step
        for step, rule in ACTION_RULES.items()
        if roles & rule.by
        and action.status in rule.sources
        and (step is not ActionStep.CHECK_EFFECT or _is_independent(person, action))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete:
    """Done, with the proof; `check_on` is the local day when its effect is to be judged."""

    step: ClassVar[ActionStep] = ActionStep.COMPLETE
    done_at: datetime
    proof: Proof
    check_on: date | None = None

    def take(self, action: Action, *, actor: str, now: datetime) -> Action:
        check_not_ahead(self.done_at, now=now, field="done_at")
        if self.proof.is_empty:
            raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="proof"))
        return replace(
            action,
            status=ActionStatus.DONE,
            done_at=self.done_at,
            done_by=actor,
            proof=self.proof,
            check_on=self.check_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEffect:
    """Whether the action had its effect, by another than who did it (ISO 9001 §10.2).

    One without effect is to be done again, by `due_on`.
    """

    step: ClassVar[ActionStep] = ActionStep.CHECK_EFFECT
    is_effective: bool
    findings: str
    due_on: date | None = None

    def take(self, action: Action, *, actor: str, now: datetime) -> Action:
        if not _is_independent(actor, action):
            raise IllegalStepError(Refusal(reason=Reason.NOT_INDEPENDENT, person=actor))
        checked = replace(
            action,
            checked_at=now,
            checked_by=actor,
            is_effective=self.is_effective,
            findings=check_text(self.findings, field="findings"),
        )
        if self.is_effective:
            return replace(checked, status=ActionStatus.EFFECTIVE)
        return _done_again(checked, self.due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenAction:
    """The trouble came back, so the action is to be done again by `due_on`."""

    step: ClassVar[ActionStep] = ActionStep.REOPEN
    reason: str
    due_on: date | None = None

    def take(self, action: Action, *, actor: str, now: datetime) -> Action:
        del actor, now
        check_text(self.reason, field="reason")
        return _done_again(replace(action, is_effective=False), self.due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reschedule:
    """Another day, and why."""

    step: ClassVar[ActionStep] = ActionStep.RESCHEDULE
    due_on: date
    reason: str

    def take(self, action: Action, *, actor: str, now: datetime) -> Action:
        del actor, now
        check_text(self.reason, field="reason")
        return replace(action, due_on=self.due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassign:
    """Another owner."""

    step: ClassVar[ActionStep] = ActionStep.REASSIGN
    owner: str

    def take(self, action: Action, *, actor: str, now: datetime) -> Action:
        del actor, now
        if self.owner == action.owner:
            raise IllegalStepError(Refusal(reason=Reason.ALREADY_DONE))
        return replace(action, owner=self.owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveToPlan:
    """The action plan carries the action on, so that its case need not wait."""

    step: ClassVar[ActionStep] = ActionStep.MOVE_TO_PLAN
    reason: str

    def take(self, action: Action, *, actor: str, now: datetime) -> Action:
        del actor, now
        if action.is_in_plan:
            raise IllegalStepError(Refusal(reason=Reason.ALREADY_DONE))
        check_text(self.reason, field="reason")
        return replace(action, is_in_plan=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAction:
    """Not to be done after all, and why."""

    step: ClassVar[ActionStep] = ActionStep.CANCEL
    reason: str

    def take(self, action: Action, *, actor: str, now: datetime) -> Action:
        del actor, now
        reason = check_text(self.reason, field="reason")
        return replace(action, status=ActionStatus.CANCELLED, cancelled_because=reason)


def _is_independent(person: str, action: Action) -> bool:
    return person not in {action.owner, action.done_by}


def _done_again(action: Action, due_on: date | None) -> Action:
    if due_on is None:
        raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="due_on"))
    return replace(
        action,
        status=ActionStatus.TO_DO,
        due_on=due_on,
        done_at=None,
        done_by=None,
        proof=None,
        check_on=None,
        reopened_count=action.reopened_count + 1,
    )
