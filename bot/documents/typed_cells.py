"""Cells of somebody else's register read as what they mean: dates, closed sets, yes and no."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.bare_letters import in_bare_letters
from bot.domain.errors import VigieError
from bot.domain.wall_time import instant_of

NOON = time(12)
"""When something happened of which only the day is told: no day is nearer on either side."""

_DATES_KEPT = 4_096
"""The same days come back all through a register, and are read once: some ten years of them."""

_SERIALS = range(20_000, 80_000)
"""Excel's numbers for the days from 1954 to 2119."""

_TIME = r"(?:,? (?:a )?(?P<hour>\d{1,2}) ?[h:] ?(?P<minute>\d{2})?(?::(?P<second>\d{2}))?)?"
_FIGURES = re.compile(
    rf"(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2(?P<year>\d{{4}}|\d\d){_TIME}"
)
_LETTERS = re.compile(
    rf"(?:[a-z]+\.?,? )?(?P<day>\d{{1,2}})(?:er)? (?P<month>[a-z]+)\.? (?P<year>\d{{4}}){_TIME}"
)
_MONTHS = {
    "janv": 1,
    "fevr": 2,
    "mars": 3,
    "avr": 4,
    "mai": 5,
    "juin": 6,
    "juil": 7,
    "aou": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
"""How the months' names begin, short or whole."""
_THIS_CENTURY = 2000

_YES = frozenset({"oui", "o", "x", "vrai", "true", "yes", "1", "confidentiel", "confidential"})
_NO = frozenset({"", "non", "n", "faux", "false", "no", "0", "normale", "normal"})

Member = TypeVar("Member", bound=StrEnum)


class UnreadableCellError(VigieError):
    """A cell does not hold what its column is for; the message says what would do."""


def folded(text: object) -> str:
    """The text without accents, capitals and odd spaces, for comparing what people type."""
    return in_bare_letters(" ".join(str(text).replace("\u2019", "'").split()))


def instant_in(cell: object, zone: ZoneInfo) -> datetime:
    """The UTC instant that a cell tells on the clock of `zone`; noon where it tells a day only.

    Raises UnreadableCellError.
    """
    match cell:
        case str():
            return _of_text(cell, zone)
        case datetime() if cell.time() == time() and cell.tzinfo is None:
            return _instant(datetime.combine(cell, NOON), zone)  # how a workbook gives a day
        case datetime():
            return _instant(cell, zone)
        case date():
            return _instant(datetime.combine(cell, NOON), zone)
        case bool():
            raise UnreadableCellError(_NOT_A_DATE)
        case int() | float() if int(cell) in _SERIALS:
            return _of_serial(cell, zone)
    return _of_text(str(cell), zone)


def names_of(
    closed_set: type[Member], *, words: Mapping[Member, str], also: Mapping[str, str]
) -> Mapping[str, Member]:
    """How each member of a closed set may be named: its word, its code, or one of `also`."""
    codes = {member.value: member for member in closed_set}
    customs = {folded(name): codes[code] for name, code in also.items() if code in codes}
    return customs | codes | {folded(word): member for member, word in words.items()}


def member_in(cell: object, names: Mapping[str, Member], *, words: Iterable[str]) -> Member:
    """The member that a cell names. Raises UnreadableCellError with the words that would do."""
    found = names.get(folded(cell))
    if found is None:
        raise UnreadableCellError("should be one of: " + ", ".join(words))
    return found


def truth_in(cell: object) -> bool:
    """Whether a cell says yes. Raises UnreadableCellError."""
    said = folded(cell)
    if said not in _YES | _NO:
        raise UnreadableCellError("should be Oui or Non")
    return said in _YES


_NOT_A_DATE = "should be a date such as 13/11/2026 or 13/11/2026 17:50"


def _of_serial(number: float, zone: ZoneInfo) -> datetime:
    from openpyxl.utils.datetime import from_excel  # noqa: PLC0415  # the bot starts without it

    moment = from_excel(number)
    is_day = float(number).is_integer()
    return _instant(datetime.combine(moment.date(), NOON) if is_day else moment, zone)


@lru_cache(maxsize=_DATES_KEPT)
def _of_text(cell: str, zone: ZoneInfo) -> datetime:
    text = folded(cell)
    found = _FIGURES.fullmatch(text) or _LETTERS.fullmatch(text)
    try:
        if found is None:
            return _of_iso(text, zone)
        return _instant(datetime.combine(_day_of(found), _time_of(found)), zone)
    except ValueError as error:
        raise UnreadableCellError(_NOT_A_DATE) from error


def _of_iso(text: str, zone: ZoneInfo) -> datetime:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _instant(datetime.combine(date.fromisoformat(text), NOON), zone)
    if not re.match(r"\d{4}-\d\d-\d\d[ t]\d\d:", text):
        raise ValueError(text)
    return _instant(datetime.fromisoformat(text.upper()), zone)


def _instant(moment: datetime, zone: ZoneInfo) -> datetime:
    return instant_of(moment, zone) if moment.tzinfo is None else moment.astimezone(UTC)


def _day_of(found: re.Match[str]) -> date:
    year = int(found["year"])
    full_year = year if len(found["year"]) > 2 else year + _THIS_CENTURY  # noqa: PLR2004  # « 26 »
    month = found["month"]
    return date(full_year, int(month) if month.isdecimal() else _month_of(month), int(found["day"]))


def _month_of(name: str) -> int:
    for beginning, number in _MONTHS.items():
        if name.startswith(beginning):
            return number
    raise ValueError(name)


def _time_of(found: re.Match[str]) -> time:
    if found["hour"] is None:
        return NOON
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    return time(hour, minute, second)
