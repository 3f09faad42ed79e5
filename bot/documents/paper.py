"""What every document on paper writes in one way: dates with their year, months in charts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from bot.domain.periods import Month
from bot.ui.dates import moment
from bot.ui.texts.catalogue import Texts

_LONG_AFTER = timedelta(days=366)


def dated(at: datetime, zone: ZoneInfo, texts: Texts) -> str:
    """« vendredi 30 octobre 2026 à 9 h 00 »: paper is read in later years too."""
    return moment(at, zone, texts, now=at + _LONG_AFTER)


def month_label(month: Month, texts: Texts) -> str:
    """« oct. 26 », short enough to stand under a column."""
    return f"{texts.document.short_months[month.month - 1]} {month.year % 100:02}"


def listed(told: Sequence[str], texts: Texts) -> str:
    """« un ; deux ; trois »."""
    also = texts.document.also
    return reduce(lambda first, then: also.format(first=first, then=then), told)


def template_words(texts: Texts) -> dict[str, str]:
    """The words that the template itself sets."""
    says = texts.document
    return {
        "contents": says.contents,
        "page": says.page,
        "table": says.table,
        "figure": says.figure,
    }
