"""A column of the register: its French header, its identifier, what it holds of a line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Generic, Protocol, TypeAlias, TypeVar, cast

from bot.documents import words
from bot.domain.changes import Plain, plain


class Readable(Protocol):
    """What a row is made from."""

    @property
    def is_sealed(self) -> bool:
        """Whether only the columns that say so may be read."""


Of = TypeVar("Of", bound=Readable)

Value = object
"""A domain value: text, closed set, number, truth, instant, day, or a tuple of traces."""

Code: TypeAlias = "Plain | float"
"""What JSON can say of a value."""

Cell = str | int | float | datetime | date | None
"""What a sheet or a French CSV can hold; instants are aware, and shown in the office's zone."""


_SHOWN_AS_IT_IS = frozenset({type(None), str, int, float, datetime, date})


class Width(float, Enum):
    """How wide a column is, in characters."""

    NARROW = 9.0
    USUAL = 17.0
    WIDE = 28.0
    TEXT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Of]):
    """`value` goes into JSON as codes; `said` is what people read, where it is not just that.

    `is_alert` paints a cell that says something; `is_in_sealed` lets the column be
    read even where a confidential case is sealed.
    """

    header: str
    name: str
    value: Callable[[Of], Value]
    said: Callable[[Of], Cell] | None = None
    width: Width = Width.USUAL
    is_alert: bool = False
    is_in_sealed: bool = False

    def cell(self, of: Of) -> Cell:
        """What people read."""
        return self.said(of) if self.said else say(self.value(of))

    def code(self, of: Of) -> Code:
        """What programs read: codes, and instants in ISO 8601 and UTC."""
        value = self.value(of)
        return value if isinstance(value, float) else plain(value)


def say(value: Value) -> Cell:
    """A value in French, unless it is a number or a date, which the file shows its own way."""
    if type(value) in _SHOWN_AS_IT_IS:
        return cast("Cell", value)
    match value:
        case StrEnum():
            return words.word(value)
        case bool():
            return words.yes_or_no(value)
        case tuple():
            return "\n".join(str(say(item)) for item in value) or None
        case _:
            raise TypeError(value)
