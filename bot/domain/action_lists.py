"""Which actions of the plan a person wants to look at."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.action_steps import ActionStep
from bot.domain.actions import Action, ActionStatus
from bot.domain.cases import Case
from bot.domain.office import Office


class PlanScope(StrEnum):
    """The lists of the action plan: all that is open, the reader's own, what is settled."""

    OPEN = "open"
    MINE = "mine"
    SETTLED = "settled"


PLAN_PAGE = 12
"""Actions on a page; with their buttons they fill a modal, which takes a hundred blocks."""
WAITING_MAX = 5
"""Actions told of among what waits for somebody; the plan has the others."""

UNSETTLED = frozenset({ActionStatus.TO_DO, ActionStatus.DONE})
"""What is still to be done, or was done and is not judged yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLook:
    """What a person looks at in the plan, and the page, counted from zero."""

    scope: PlanScope = PlanScope.OPEN
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """An action in a list; `case` is where it comes from, `steps` what the reader may do."""

    action: Action
    case: Case | None
    steps: tuple[ActionStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlan:
    """A page of the plan. `look` is what is shown, the last page where there are no more."""

    look: PlanLook
    actions: tuple[PlannedAction, ...]
    total: int
    office: Office


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingActions:
    """What waits for a person: the first of their actions and checks, and how many there are."""

    actions: tuple[PlannedAction, ...] = ()
    total: int = 0
