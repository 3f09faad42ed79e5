"""The result of an import: every row that was seen is taken, there already, refused or left out."""

from collections import Counter
from dataclasses import dataclass, field

from bot.domain.cases.taxonomy import Kind
from bot.domain.register.imported import LeftOut, RowFlaw
from bot.domain.register.register_changes import Difference

TOLD = 1_000
"""Rows that are told one by one; the others are only counted."""


COUNTS = ("seen", "taken", "there", "updated", "refused", "left_out")


@dataclass(slots=True, kw_only=True)
class SheetCount:
    """Counts of a sheet's rows by outcome. `updated` are those there already that were applied."""

    name: str | None
    kind: Kind | None = None
    why: LeftOut | None = None
    seen: int = 0
    taken: int = 0
    there: int = 0
    updated: int = 0
    refused: int = 0
    left_out: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    """Columns that are not known, with how many of their cells are filled."""
    own: tuple[str, ...] = ()
    """Columns of our own export that are worked out anew or stay behind."""
    lacking: list[str] = field(default_factory=list)
    """Columns that the mapping names and this sheet has not."""

    def wait(self) -> None:
        """Nothing is written unless every row can be: what would have been taken is left out."""
        self.left_out += self.taken + self.updated
        self.there -= self.updated
        self.taken = self.updated = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """A row that is told of: refused with its flaw, or beside a case from which it differs."""

    sheet: str | None
    row: int
    flaw: RowFlaw | None = None
    field: str | None = None
    value: str = ""
    hint: str = ""
    ref: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True, kw_only=True)
class Reckoning:
    """The outcome of every row of a file."""

    sheets: list[SheetCount] = field(default_factory=list)
    refused: list[ToldRow] = field(default_factory=list)
    updated: list[ToldRow] = field(default_factory=list)
    differing: list[ToldRow] = field(default_factory=list)
    assumed: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    still_open: int = 0
    """Of the rows taken, how many are open cases."""

    def total(self, name: str) -> int:
        """The sum of one count over all sheets."""
        return sum(int(getattr(sheet, name)) for sheet in self.sheets)

    def wait(self) -> None:
        """Take nothing of any sheet where a row of one is refused."""
        if self.total("refused"):
            for sheet in self.sheets:
                sheet.wait()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was refused or left out."""
        return not self.total("refused") and not self.total("left_out")


def keep(told: list[ToldRow], row: ToldRow) -> None:
    """Tell of this row too, while there is room."""
    if len(told) < TOLD:
        told.append(row)
