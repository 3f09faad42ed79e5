"""Steps on an action: by whom, from where, and what they need."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from bot.domain.actions.actions import Action, ActionStatus, Proof, is_independent
from bot.domain.calendar.wall_time import day_began_at, local_day
from bot.domain.cases.journal_entries import JournalRecord, event_of
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal, check_between, check_text
from bot.domain.cases.roles import LEADING, Role


class ActionStep(StrEnum):
    """All that can be done to an action."""

    COMPLETE = "complete"
    CHECK_EFFECT = "check_effect"
    REOPEN = "reopen"
    RESCHEDULE = "reschedule"
    REASSIGN = "reassign"
    MOVE_TO_PLAN = "move_to_plan"
    CANCEL = "cancel"

    @property
    def event(self) -> str:
        """The journal's name for it."""
        return f"action_{self}"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks for a step, when, and on the clock of which zone days are told."""

    actor: str
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """Which day it is in the office."""
        return local_day(self.now, self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCommand(ABC):
    """A step on an action with what it brings along."""

    step: ClassVar[ActionStep]

    @abstractmethod
    def take(self, action: Action, asked: Asked) -> Action:
        """The action afterwards. Raises IllegalStepError where a condition does not hold."""

    @property
    def new_owner(self) -> str | None:
        """Whom it gives the action to, if it gives it."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDecision:
    """The action as it is to be kept, and the journal's entry about it."""

    action: Action
    event: JournalRecord


def decide_action(
    action: Action,
    wanted: ActionCommand,
    *,
    actor: str,
    roles: frozenset[Role],
    now: datetime,
    zone: ZoneInfo,
) -> ActionDecision:
    """Take a step; days are those of `zone`, the office's. Raises IllegalStepError: why not."""
    if refusal := refusal_on_action(wanted.step, action, roles=roles, person=actor):
        raise IllegalStepError(refusal)
    after = wanted.take(action, Asked(actor=actor, now=now, zone=zone))
    event = event_of(wanted.step.event, wanted, old=action, new=after)
    return ActionDecision(action=after, event=event)


def refusal_on_action(
    step: ActionStep, action: Action, *, roles: frozenset[Role], person: str
) -> Refusal | None:
    """Why a person cannot take the step on the action as it stands; None when they can."""
    rule = ACTION_RULES[step]
    if not roles & rule.by:
        return Refusal(reason=Reason.ROLE, roles=rule.by)
    if action.status not in rule.sources:
        return Refusal(reason=Reason.STATUS, done_at=action.done_at)
    may_judge = is_independent(person, action) or Role.ONLY_JUDGE in roles
    if step is ActionStep.CHECK_EFFECT and not may_judge:
        return Refusal(reason=Reason.NOT_INDEPENDENT, person=person)
    return None


def action_steps_open_to(
    action: Action, roles: frozenset[Role], *, person: str
) -> tuple[ActionStep, ...]:
    """The steps that a person may take on an action now, in the menu's order."""
    return tuple(
        step
        for step in ACTION_RULES
        if refusal_on_action(step, action, roles=roles, person=person) is None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete(ActionCommand):
    """Done, with the proof; `check_on` is the local day when its effect is to be judged.

    Not before the day on which it was asked for: what is mended at once is written down later.
    """

    step = ActionStep.COMPLETE
    done_at: datetime
    proof: Proof
    check_on: date | None = None

    def take(self, action: Action, asked: Asked) -> Action:
        earliest = day_began_at(action.asked_for_since, asked.zone)
        done_at = check_between(self.done_at, earliest=earliest, now=asked.now, field="done_at")
        if self.proof.is_empty:
            raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="proof"))
        if self.check_on is not None:
            _check_not_past(self.check_on, asked, field="check_on")
        return replace(
            action,
            status=ActionStatus.DONE,
            done_at=done_at,
            done_by=asked.actor,
            proof=self.proof,
            check_on=self.check_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEffect(ActionCommand):
    """Whether the action had its effect, by another than who did it (ISO 9001 §10.2).

    By who did it only where nobody else could, which is said wherever the verdict is.

    One without effect is to be done again, by `due_on`.
    """

    step = ActionStep.CHECK_EFFECT
    is_effective: bool
    findings: str
    due_on: date | None = None

    def take(self, action: Action, asked: Asked) -> Action:
        checked = replace(
            action,
            checked_at=asked.now,
            checked_by=asked.actor,
            is_effective=self.is_effective,
            findings=check_text(self.findings, field="findings"),
        )
        if self.is_effective:
            return replace(checked, status=ActionStatus.EFFECTIVE)
        return _done_again(checked, self.due_on, asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenAction(ActionCommand):
    """The trouble came back, so the action is to be done again by `due_on`."""

    step = ActionStep.REOPEN
    reason: str
    due_on: date | None = None

    def take(self, action: Action, asked: Asked) -> Action:
        check_text(self.reason, field="reason")
        again = _done_again(action, self.due_on, asked)
        return replace(again, is_effective=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reschedule(ActionCommand):
    """Another day, and why; given too late, it does not undo that one was missed."""

    step = ActionStep.RESCHEDULE
    due_on: date
    reason: str

    def take(self, action: Action, asked: Asked) -> Action:
        check_text(self.reason, field="reason")
        _check_not_past(self.due_on, asked, field="due_on")
        return replace(action, due_on=self.due_on, missed_on=_missed_by(action, asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassign(ActionCommand):
    """Another owner."""

    step = ActionStep.REASSIGN
    owner: str

    def take(self, action: Action, asked: Asked) -> Action:
        del asked
        if self.owner == action.owner:
            raise IllegalStepError(Refusal(reason=Reason.ALREADY_DONE))
        return replace(action, owner=self.owner)

    @property
    def new_owner(self) -> str:
        return self.owner


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveToPlan(ActionCommand):
    """The action plan carries the action on, so that its case need not wait."""

    step = ActionStep.MOVE_TO_PLAN
    reason: str

    def take(self, action: Action, asked: Asked) -> Action:
        del asked
        if action.is_in_plan:
            raise IllegalStepError(Refusal(reason=Reason.ALREADY_DONE))
        check_text(self.reason, field="reason")
        return replace(action, is_in_plan=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAction(ActionCommand):
    """Not to be done after all, and why."""

    step = ActionStep.CANCEL
    reason: str

    def take(self, action: Action, asked: Asked) -> Action:
        reason = check_text(self.reason, field="reason")
        return replace(
            action,
            status=ActionStatus.CANCELLED,
            cancelled_because=reason,
            missed_on=_missed_by(action, asked),
        )


def _missed_by(action: Action, asked: Asked) -> date | None:
    """The day that passed before it was done, if one did: the first one stays."""
    return action.missed_on or (action.due_on if action.due_on < asked.today else None)


def _check_not_past(day: date, asked: Asked, *, field: str) -> None:
    if day < asked.today:
        raise IllegalStepError(Refusal(reason=Reason.IN_PAST, field=field))


def _done_again(action: Action, due_on: date | None, asked: Asked) -> Action:
    if due_on is None:
        raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="due_on"))
    _check_not_past(due_on, asked, field="due_on")
    return replace(
        action,
        earlier=action.rounds,
        missed_on=None,
        status=ActionStatus.TO_DO,
        due_on=due_on,
        done_at=None,
        done_by=None,
        proof=None,
        check_on=None,
        reopened_count=action.reopened_count + 1,
    )
