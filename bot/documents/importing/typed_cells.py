"""Cells of somebody else's register read as what they mean: dates, closed sets, yes and no.

Of a row's dates, what is known to the minute fits in the days of the others.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from math import isfinite
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.calendar.wall_time import instant_of, local_day
from bot.domain.cases.case_fields import type_held
from bot.domain.cases.searching import in_bare_letters
from bot.domain.errors import VigieError
from bot.domain.register.imported import TELLABLE, RowFlaw

DATES = tuple(field.name for field in TELLABLE if type_held(field.attribute) is datetime)
"""The date fields of a row."""

NOON = time(12)
"""When something happened of which only the day is told: no day is nearer on either side."""

_DATES_KEPT = 4_096
"""Size of the cache of dates, in dates: some ten years, since days repeat in a register."""

_SERIALS = range(20_000, 80_000)
"""Excel's numbers for the days from 1954 to 2119."""

_TIME = r"(?:,? (?:a )?(?P<hour>\d{1,2}) ?[h:] ?(?P<minute>\d{2})?(?::(?P<second>\d{2}))?)?"
_FIGURES = re.compile(
    rf"(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2(?P<year>\d{{4}}|\d\d){_TIME}"
)
_LETTERS = re.compile(
    rf"(?:[a-z]+\.?,? )?(?P<day>\d{{1,2}})(?:er)? (?P<month>[a-z]+)\.? (?P<year>\d{{4}}){_TIME}"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:$|[ t]\d\d:)")
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
_LAST_CENTURY = 1900

_YES = frozenset({"oui", "o", "x", "vrai", "true", "yes", "1", "confidentiel", "confidential"})
_NO = frozenset({"", "non", "n", "faux", "false", "no", "0", "normale", "normal"})

_FIRST_YEAR = 1990
"""No register is older: an earlier year is a slip, or how a program writes that there is none."""
_MIDNIGHT = time()
_DAY_MINUTES = 24 * 60
_CLOCK = re.compile(r"(?P<hour>\d{1,2}) ?[h:] ?(?P<minute>\d{2})?(?::(?P<second>\d{2}))?")

Member = TypeVar("Member", bound=StrEnum)


class UnreadableCellError(VigieError):
    """A cell does not hold what its column is for: `flaw` says why, `words` what would do."""

    def __init__(self, flaw: RowFlaw, *, words: Iterable[str] = ()) -> None:
        super().__init__(flaw)
        self.flaw = flaw
        self.words = tuple(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMoment:
    """When something happened, as a cell tells it: an instant and its day there, or only the day.

    Of a day alone, `at` is its noon.
    """

    at: datetime
    day: date
    is_day: bool

    def __str__(self) -> str:
        """The canonical form, to the precision that was told."""
        return self.day.isoformat() if self.is_day else self.at.isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDates:
    """The instants of a row, and what it told of each."""

    instants: dict[str, Any]
    told: Mapping[str, CellMoment]

    @property
    def whole_days(self) -> frozenset[str]:
        """Those of which only the day is known."""
        return frozenset(name for name, moment in self.told.items() if moment.is_day)


def folded(text: object) -> str:
    """The text without accents, capitals and odd spaces, for comparing what people type."""
    return in_bare_letters(" ".join(str(text).replace("\u2019", "'").split()))


def moment_in(cell: object, zone: ZoneInfo, *, day_first: bool = True) -> CellMoment:
    """The moment in a cell, on the clock of `zone`; midnight tells a day, as spreadsheets write it.

    Raises UnreadableCellError, also for a year that no register reaches.
    """
    match cell:
        case str():
            return _of_text(cell, zone, day_first)
        case datetime():
            return _of_wall(cell, zone)
        case date():
            return _of_wall(datetime.combine(cell, _MIDNIGHT), zone)
        case bool():
            raise UnreadableCellError(RowFlaw.NO_DATE)
        case int() | float() if isfinite(cell) and int(cell) in _SERIALS:
            return _of_serial(cell, zone)
    return _of_text(str(cell), zone, day_first)


def time_in(cell: object) -> time:
    """The time of day that a cell tells. Raises UnreadableCellError."""
    match cell:
        case datetime():
            return cell.time()
        case time():
            return cell
        case float() if 0 <= cell < 1:
            return time(*divmod(min(round(cell * _DAY_MINUTES), _DAY_MINUTES - 1), 60))
    found = _CLOCK.fullmatch(folded(cell))
    try:
        if found is not None:
            return _time_of(found)
    except ValueError as error:
        raise UnreadableCellError(RowFlaw.NO_TIME) from error
    raise UnreadableCellError(RowFlaw.NO_TIME)


def at_time(told: CellMoment, clock: time, zone: ZoneInfo) -> CellMoment:
    """The day that was told, at a time that another column tells."""
    at = instant_of(datetime.combine(told.day, clock), zone)
    return CellMoment(at=at, day=told.day, is_day=False)


def within_days(told: Mapping[str, CellMoment], *, now: datetime) -> dict[str, datetime]:
    """An instant for each date, in no order that the row does not tell.

    A day counts as its noon, moved within the day: a reception before whatever happened that day,
    the rest not before the reception, nothing after now. There must be a reception.
    """
    received = told["received_at"]
    at = min(received.at, now) if received.is_day else received.at
    if received.is_day:
        same = [one.at for one in told.values() if not one.is_day and one.day == received.day]
        at = min([at, *same])
    instants = {
        name: _not_before(one, at, received.day, now) if one.is_day else one.at
        for name, one in told.items()
    }
    return instants | {"received_at": at}


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
        raise UnreadableCellError(RowFlaw.NO_WORD, words=words)
    return found


def truth_in(cell: object) -> bool:
    """Whether a cell says yes. Raises UnreadableCellError."""
    said = folded(cell)
    if said not in _YES | _NO:
        raise UnreadableCellError(RowFlaw.NO_TRUTH)
    return said in _YES


def _not_before(told: CellMoment, at: datetime, received_on: date, now: datetime) -> datetime:
    noon = min(told.at, now)
    return max(noon, at) if told.day == received_on else noon


def _of_serial(number: float, zone: ZoneInfo) -> CellMoment:
    from openpyxl.utils.datetime import from_excel  # noqa: PLC0415  # the bot starts without it

    return _of_wall(from_excel(number), zone)


@lru_cache(maxsize=_DATES_KEPT)
def _of_text(cell: str, zone: ZoneInfo, day_first: bool) -> CellMoment:  # noqa: FBT001  # a cache's key
    text = folded(cell)
    found = _FIGURES.fullmatch(text) or _LETTERS.fullmatch(text)
    try:
        if found is None:
            return _of_wall(_iso(text), zone)
        day = _day_of(found, day_first=day_first)
        return _of_wall(datetime.combine(day, _time_of(found)), zone)
    except ValueError as error:
        raise UnreadableCellError(RowFlaw.NO_DATE) from error


def _iso(text: str) -> datetime:
    if not _ISO.match(text):
        raise ValueError(text)
    return datetime.fromisoformat(text.upper())


def _of_wall(moment: datetime, zone: ZoneInfo) -> CellMoment:
    if moment.year < _FIRST_YEAR or moment.year == MAXYEAR:
        raise UnreadableCellError(RowFlaw.ODD_YEAR)
    if moment.tzinfo is not None:
        return CellMoment(at=moment.astimezone(UTC), day=local_day(moment, zone), is_day=False)
    is_day = moment.time() == _MIDNIGHT
    at = instant_of(datetime.combine(moment, NOON) if is_day else moment, zone)
    return CellMoment(at=at, day=moment.date(), is_day=is_day)


def _year_of(written: str) -> int:
    """« 26 » is 2026, « 98 » is 1998: no register is older than its first year."""
    year = int(written)
    if len(written) > 2:  # noqa: PLR2004  # two figures of four
        return year
    return year + (_LAST_CENTURY if year + _LAST_CENTURY >= _FIRST_YEAR else _THIS_CENTURY)


def _day_of(found: re.Match[str], *, day_first: bool) -> date:
    full_year = _year_of(found["year"])
    if not found["month"].isdecimal():
        return date(full_year, _month_of(found["month"]), int(found["day"]))
    first, second = int(found["day"]), int(found["month"])
    day, month = (first, second) if day_first else (second, first)
    return date(full_year, month, day)


def _month_of(name: str) -> int:
    for beginning, number in _MONTHS.items():
        if name.startswith(beginning):
            return number
    raise ValueError(name)


def _time_of(found: re.Match[str]) -> time:
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    return time(hour, minute, second)
