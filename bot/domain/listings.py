"""Which cases a person wants to look at, and why each concerns them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.action_lists import WaitingActions
from bot.domain.cases import Case, Status
from bot.domain.office import Office
from bot.domain.people import ReminderStyle
from bot.domain.roles import LEADING, Role, roles_of
from bot.domain.taxonomy import Category, Kind
from bot.domain.wall_time import instant_on, local_day


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
    UNOWNED = "unowned"
    REPORTED = "reported"


PAGE = 10
COUNTED_MAX = 1_000
"""Cases counted and paged through; whoever has more before them narrows the list."""

_DAYS = {Period.MONTH: 30, Period.QUARTER: 90, Period.YEAR: 365}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a list is narrowed to; None narrows nothing. `owner` is a person's id."""

    kind: Kind | None = None
    status: Status | None = None
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
    """What a person looks at: a list, what it is narrowed to, a page counted from zero.

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
    reader wants to be told of deadlines.
    """

    look: Look
    cases: tuple[Concerned, ...]
    total: int
    totals: Mapping[Scope, int]
    office: Office
    style: ReminderStyle = ReminderStyle.SINGLE
    waiting: WaitingActions = NOTHING_WAITS


def period_begins(period: Period, zone: ZoneInfo, *, now: datetime) -> datetime:
    """The instant, in UTC, at which the period's first local day begins."""
    return instant_on(local_day(now, zone) - timedelta(days=_DAYS[period]), time.min, zone)


def concern_of(person: str, case: Case, office: Office) -> Concern | None:
    """Why a case stands in somebody's own list; the strongest reason first."""
    roles = roles_of(person, case, office)
    if Role.OWNER in roles:
        return Concern.OWNED
    if case.owner is None and roles & LEADING:
        return Concern.UNOWNED
    return Concern.REPORTED if Role.REPORTER in roles else None
