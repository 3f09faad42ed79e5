"""A report as headings, paragraphs, tables and charts, and what every report words in one way."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calendar.periods import Month
from bot.domain.cases.taxonomy import Category
from bot.ui.blocks.dates import day_of, moment
from bot.ui.blocks.escape import as_typed
from bot.ui.texts.catalogue import Texts

_STRONG = re.compile(r"\*([^*\n]+)\*")
_MENTION = re.compile(r"<@(\w+)>")

_LONG_AFTER = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str
    level: int = 1
    kind: str = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    runs: tuple[Run, ...]
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list without order."""

    items: tuple[tuple[Run, ...], ...]
    kind: str = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names and what they stand for, side by side."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOf:
    """A table with a header row; a width of 0 is as wide as its texts.

    `numeric` columns stand to the right. `is_wordy` lets its rows break across pages.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[int, ...] = ()
    is_wordy: bool = False
    kind: str = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    name: str
    values: tuple[int, ...]
    is_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A risk in its square of the matrix."""

    number: int
    likelihood: int
    impact: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`columns` over months, `bars` by name or a risk `matrix`; `alt` says what it shows."""

    shape: str
    caption: str
    alt: str
    labels: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    risks: tuple[Dot, ...] = ()
    likelihood: str = ""
    impact: str = ""
    kind: str = "chart"


Block = Heading | Paragraph | Points | Facts | TableOf | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that a report says; `words` are the template's own, by name.

    `mark` stands out at its head: that it is a draft, or who approved it.
    """

    lang: str
    title: str
    subtitle: str = ""
    description: str = ""
    mark: str = ""
    facts: tuple[tuple[str, str], ...]
    footer: str
    words: Mapping[str, str]
    blocks: tuple[Block, ...]
    has_cover: bool = False
    has_contents: bool = field(default=False)

    def as_json(self) -> dict[str, Any]:
        """Input of the template."""
        return asdict(self)

    @property
    def charts(self) -> tuple[Chart, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Chart))


def runs_of(line: str, names: Mapping[str, str] | None = None) -> tuple[Run, ...]:
    """A line as Slack takes it (`*strong*`, `<@person>`, escaped), for paper.

    Who is mentioned is named by `names`; whoever is not in it stays unnamed.
    """
    known = names or {}
    said = _MENTION.sub(lambda found: known.get(found[1], "…"), line)
    runs, end = [], 0
    for strong in _STRONG.finditer(said):
        runs += [Run(text=said[end : strong.start()]), Run(text=strong[1], strong=True)]
        end = strong.end()
    return tuple(_unescaped(run) for run in [*runs, Run(text=said[end:])] if run.text)


def paragraphs_of(
    lines: tuple[str, ...] | list[str], names: Mapping[str, str] | None = None
) -> tuple[Paragraph, ...]:
    """Each line a paragraph of its own."""
    return tuple(Paragraph(runs=runs_of(line, names)) for line in lines)


def points_of(
    lines: tuple[str, ...] | list[str], names: Mapping[str, str] | None = None
) -> tuple[Points, ...]:
    """The lines as one list, or nothing when there is none."""
    items = tuple(runs_of(line.removeprefix("• "), names) for line in lines)
    return (Points(items=items),) if items else ()


def _unescaped(run: Run) -> Run:
    return Run(text=as_typed(run.text), strong=run.strong)


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
    """Complaints by category, most first: all of them, so that the bars add up."""
    names = tuple(texts.words.category.short[category] for category, _ in ranked)
    counts = tuple(count for _, count in ranked)
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
        "square": says.square,
    }
