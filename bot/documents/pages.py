"""A report as headings, paragraphs, tables and charts: what `typst/report.typ` sets."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from html import unescape
from typing import Any

_STRONG = re.compile(r"\*([^*\n]+)\*")
_MENTION = re.compile(r"<@(\w+)>")


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
        """What the template reads."""
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
    return Run(text=unescape(run.text), strong=run.strong)
