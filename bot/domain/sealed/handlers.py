"""Who may open sealed reports: two handlers, a substitute, and a contact outside the school."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.errors import VigieError

BOTH = 2
"""How many are to agree, and at least to be able to read."""


class UnfitHandlersError(VigieError):
    """Two different people handle sealed reports, and the substitute is a third one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """Somebody who may open sealed reports: their Slack id, and how people know them."""

    person: str
    name: str
    function: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handlers:
    """The two, who takes the place of one of them, and whom to reach where none of them can.

    They are named in the sealed folder alone: whoever writes the database names nobody.
    """

    first: Handler
    second: Handler
    substitute: Handler | None
    contact: str

    def __post_init__(self) -> None:
        people = [one.person for one in self.everybody]
        if len(set(people)) < len(people) or not all(people) or not self.contact.strip():
            raise UnfitHandlersError

    @property
    def everybody(self) -> tuple[Handler, ...]:
        """The two first."""
        both = (self.first, self.second)
        return both if self.substitute is None else (*both, self.substitute)

    def readers(
        self, *, unfit: Collection[str], with_substitute: bool = False
    ) -> tuple[Handler, ...]:
        """Who may open a report, without those named in it and those who left.

        The substitute takes an empty place, or comes beside where nobody has read for too long.
        """
        fit = [one for one in (self.first, self.second) if one.person not in unfit]
        stands_by = self.substitute
        if stands_by is not None and stands_by.person not in unfit:
            fit += [stands_by] if with_substitute or len(fit) < BOTH else []
        return tuple(fit)
