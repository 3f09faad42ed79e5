"""The public holidays of France, worked out for any year from the law of today."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class HolidayRegion(StrEnum):
    """Whose public holidays count.

    Code du travail L3133-1 (11 national days), L3134-13 (Alsace-Moselle: Good Friday
    and 26 December), L3422-2 (abolition of slavery, one day per territory). Saint-Martin
    keeps 28 May since 2018 although the text long read 27 May; a school that
    differs uses its own dates. Elsewhere overseas, take FR and add the local days.
    """

    FRANCE = "FR"
    ALSACE_MOSELLE = "FR-AM"
    GUADELOUPE = "GP"
    MARTINIQUE = "MQ"
    GUYANE = "GF"
    REUNION = "RE"
    MAYOTTE = "YT"
    SAINT_MARTIN = "MF"
    SAINT_BARTHELEMY = "BL"
    NONE = "none"


_NATIONAL = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
"""Month and day."""
_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday: so many days after Easter Sunday."""
_GOOD_FRIDAY = -2
_SAINT_STEPHEN = (12, 26)
_ABOLITION = {
    HolidayRegion.MAYOTTE: (4, 27),
    HolidayRegion.MARTINIQUE: (5, 22),
    HolidayRegion.GUADELOUPE: (5, 27),
    HolidayRegion.SAINT_MARTIN: (5, 28),
    HolidayRegion.GUYANE: (6, 10),
    HolidayRegion.SAINT_BARTHELEMY: (10, 9),
    HolidayRegion.REUNION: (12, 20),
}
"""When slavery was abolished there: month and day."""
_OLDER_SAINT_MARTIN, _UNTIL = (5, 27), 2018


@lru_cache(maxsize=256)
def public_holidays(region: HolidayRegion, year: int) -> frozenset[date]:
    """The public holidays of a year; Whit Monday is one even where it is worked."""
    if region is HolidayRegion.NONE:
        return frozenset()
    return frozenset(_days(region, year))


def _days(region: HolidayRegion, year: int) -> Iterator[date]:
    easter = easter_sunday(year)
    yield from (date(year, *day) for day in _NATIONAL)
    yield from (easter + timedelta(days=days) for days in _AFTER_EASTER)
    if region is HolidayRegion.ALSACE_MOSELLE:
        yield easter + timedelta(days=_GOOD_FRIDAY)
        yield date(year, *_SAINT_STEPHEN)
    elif region is HolidayRegion.SAINT_MARTIN and year < _UNTIL:
        yield date(year, *_OLDER_SAINT_MARTIN)
    elif region in _ABOLITION:
        yield date(year, *_ABOLITION[region])


def easter_sunday(year: int) -> date:
    """Easter of the Gregorian calendar: Meeus, Astronomical Algorithms, chapter 8."""
    lunar = year % 19
    century, within = divmod(year, 100)
    leap_centuries, in_leap = divmod(century, 4)
    drift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * lunar + century - leap_centuries - drift + 15) % 30
    leaps, in_four = divmod(within, 4)
    to_sunday = (32 + 2 * in_leap + 2 * leaps - epact - in_four) % 7
    late = (lunar + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
