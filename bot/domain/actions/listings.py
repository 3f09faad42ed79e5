"""Which cases and which actions a person wants to look at, and why each concerns them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import Action, ActionStatus
from bot.domain.calendar.wall_time import instant_on, local_day
from bot.domain.cases.cases import Case
from bot.domain.cases.roles import LEADING, Role, roles_of
from bot.domain.cases.stages import Stage
from bot.domain.cases.taxonomy import Category, Kind
from bot.domain.school.office import Office, ReminderStyle


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
"""Open: still to be done, or done and not judged yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLook:
    """A person's view of the plan, and the page, counted from zero."""

    scope: PlanScope = PlanScope.OPEN
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """An action in a list; `case` is where it comes from, `steps` what the reader may do.

    `is_lent` says that it is somebody else's to do, for whom the reader stands in.
    """

    action: Action
    case: Case | None
    steps: tuple[ActionStep, ...]
    is_lent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlan:
    """A page of the plan. `look` is what is shown, the last page where there are no more."""

    look: PlanLook
    actions: tuple[PlannedAction, ...]
    total: int
    office: Office


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingActions:
    """A person's first actions and checks, and how many there are."""

    actions: tuple[PlannedAction, ...] = ()
    total: int = 0


class Scope(StrEnum):
    """The lists: what waits for the reader, what is late, what is open, and everything."""

    MINE = "mine"
    OVERDUE = "overdue"
    OPEN = "open"
    REGISTER = "register"


class Period(StrEnum):
    """Since when a case was received."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Concern(StrEnum):
    """Why a case stands in a person's own list."""

    OWNED = "owned"
    LENT = "lent"
    UNOWNED = "unowned"
    REPORTED = "reported"


PAGE = 10
COUNTED_MAX = 1_000
"""Cases counted and paged through; whoever has more before them narrows the list."""

_DAYS = {Period.MONTH: 30, Period.QUARTER: 90, Period.YEAR: 365}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """A list's filter; None narrows nothing. `owner` is a person's id."""

    kind: Kind | None = None
    stage: Stage | None = None
    category: Category | None = None
    period: Period | None = None
    owner: str | None = None

    @property
    def is_empty(self) -> bool:
        return self == EVERYTHING


EVERYTHING = CaseFilter()
NOTHING_WAITS = WaitingActions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A person's view: a list, its filter, a page counted from zero.

    Where there are `words`, what holds them is shown in place of the list.
    """

    scope: Scope = Scope.MINE
    narrowed: CaseFilter = EVERYTHING
    page: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """A case in a list, and why it concerns the reader, if it does."""

    case: Case
    concern: Concern | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """A page of a list; totals go up to one more than `COUNTED_MAX`.

    `look` is what is shown, which is the last page where the one asked for is gone;
    `totals` are those of the whole scopes, `total` is the narrowed list's. `waiting` are the
    actions that stand below the reader's own cases, on the first page. `style` is how the
    reader wants to be told of deadlines, `to_judge` how many appreciations wait for them.
    """

    look: Look
    cases: tuple[Concerned, ...]
    total: int
    totals: Mapping[Scope, int]
    office: Office
    style: ReminderStyle = ReminderStyle.SINGLE
    waiting: WaitingActions = NOTHING_WAITS
    to_judge: int = 0


def period_begins(period: Period, zone: ZoneInfo, *, now: datetime) -> datetime:
    """The instant, in UTC, at which the period's first local day begins."""
    return instant_on(local_day(now, zone) - timedelta(days=_DAYS[period]), time.min, zone)


def concern_of(person: str, case: Case, office: Office) -> Concern | None:
    """Why a case stands in somebody's own list; the strongest reason first."""
    roles = roles_of(person, case, office)
    if Role.OWNER in roles:
        return Concern.OWNED if person == case.owner else Concern.LENT
    if case.owner is None and roles & LEADING:
        return Concern.UNOWNED
    return Concern.REPORTED if Role.REPORTER in roles else None
