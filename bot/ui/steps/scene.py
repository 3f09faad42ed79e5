"""What a step's form is drawn from and read against: the case, and who acts on it when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.cases import Case, Complainant
from bot.domain.office import Office
from bot.domain.roles import Role
from bot.domain.steps import ALONE, Surroundings
from bot.ui.dates import limit, moment
from bot.ui.texts.catalogue import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A case as one person sees it now, in their language.

    `complainant` is None to those who may not know; `name_of` turns a member's id into
    what a letter can say; `original` is the case that this one is thought to repeat.
    """

    case: Case
    office: Office
    actor: str
    texts: Texts
    now: datetime
    roles: frozenset[Role] = frozenset()
    around: Surroundings = ALONE
    complainant: Complainant | None = None
    name_of: Callable[[str], str] = str
    original: str = ""

    @property
    def today(self) -> date:
        """The local day at the case's site, or at the office."""
        return self.now.astimezone(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        """The clock that dates are told on: the site's, or the office's."""
        return self.office.at(self.case.site).zone

    def moment(self, at: datetime) -> str:
        """An instant in words, on that clock."""
        return moment(at, self.zone, self.texts, now=self.now)

    def limit(self, at: datetime) -> str:
        """The same, after « avant »."""
        return limit(at, self.zone, self.texts, now=self.now)
