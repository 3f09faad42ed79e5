"""What every document on paper has in one way: dates with their year, names, a chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from bot.documents.pages import Chart, Series
from bot.domain.periods import Month
from bot.domain.taxonomy import Category
from bot.ui.dates import day_of, moment
from bot.ui.texts.catalogue import Texts

_LONG_AFTER = timedelta(days=366)
_BARS = 8


def dated(at: datetime, zone: ZoneInfo, texts: Texts) -> str:
    """« vendredi 30 octobre 2026 à 9 h 00 »: paper is read in later years too."""
    return moment(at, zone, texts, now=at + _LONG_AFTER)


def month_label(month: Month, texts: Texts) -> str:
    """« oct. 26 », short enough to stand under a column."""
    return f"{texts.document.short_months[month.month - 1]} {month.year % 100:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a document names days, instants and people; `names` are people's by id."""

    texts: Texts
    zone: ZoneInfo
    names: Mapping[str, str]

    def at(self, instant: datetime) -> str:
        return dated(instant, self.zone, self.texts)

    def day(self, on: date) -> str:
        """« 30 octobre 2026 », always with its year."""
        return day_of(on, self.texts, today=on.replace(year=on.year - 1, day=1))

    def name(self, person: str) -> str:
        return self.names.get(person, self.texts.document.unnamed)


def category_chart(ranked: Sequence[tuple[Category, int]], *, caption: str, texts: Texts) -> Chart:
    """What complaints were about, most first."""
    highest = ranked[:_BARS]
    names = tuple(texts.words.category_short[category] for category, _ in highest)
    counts = tuple(count for _, count in highest)
    told = [
        texts.document.alt_category.format(category=name, count=count)
        for name, count in zip(names, counts, strict=True)
    ]
    return Chart(
        shape="bars",
        caption=caption,
        alt=texts.document.category_alt.format(categories=listed(told, texts)),
        labels=names,
        series=(Series(name=texts.summary.cases, values=counts),),
    )


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
