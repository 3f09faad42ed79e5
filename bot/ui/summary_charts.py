"""A monthly summary's native charts and table, as plain dicts: the SDK drops what is so new."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.figures import Figures, LateCase, Tally
from bot.domain.periods import Month
from bot.ui.blocks import Block
from bot.ui.dates import moment
from bot.ui.escape import cut
from bot.ui.limits import CHART_LABEL_MAX, CHART_TITLE_MAX
from bot.ui.summary_lines import lateness
from bot.ui.texts.catalogue import Texts

_BARS = 6
_PAGE = 10
_ONE_HOUR = timedelta(hours=1)


def charts(figures: Figures, texts: Texts) -> list[Block]:
    """Twelve months of cases, and what the month's complaints were about, most first."""
    by_category = [_categories(figures, texts)] if figures.categories else []
    return [_flow(figures, texts), *by_category]


def late_table(figures: Figures, zone: ZoneInfo, texts: Texts) -> Block:
    """What is overdue, by reference, sortable by how long."""
    says = texts.summary
    columns = [_cell(name) for name in says.late_columns]
    rows = [_late_row(one, figures, zone=zone, texts=texts) for one in figures.late]
    return {
        "type": "data_table",
        "caption": says.late_title,
        "page_size": _PAGE,
        "row_header_column_index": 0,
        "rows": [columns, *rows],
    }


def _late_row(one: LateCase, figures: Figures, *, zone: ZoneInfo, texts: Texts) -> list[Block]:
    hours = (figures.as_of - one.due_at) // _ONE_HOUR
    return [
        _cell(one.ref),
        _cell(texts.words.promise[one.promise]),
        _cell(moment(one.due_at, zone, texts, now=figures.as_of)),
        {"type": "raw_number", "value": hours, "text": lateness(one, figures, texts)},
    ]


def _flow(figures: Figures, texts: Texts) -> Block:
    says = texts.summary
    labels = [_month_label(month, texts) for month in figures.months[1:]]
    tallies = [tally or Tally() for tally in figures.tallies[1:]]
    values = {
        says.received: [tally.received for tally in tallies],
        says.closed: [tally.complaints.closed + tally.incidents.closed for tally in tallies],
        says.open: [tally.open for tally in tallies],
    }
    return _chart(says.flow_chart, "line", labels=labels, series=values)


def _categories(figures: Figures, texts: Texts) -> Block:
    ranked = figures.categories[:_BARS]
    labels = [cut(texts.words.category_short[category], CHART_LABEL_MAX) for category, _ in ranked]
    counts = {texts.summary.cases: [count for _, count in ranked]}
    return _chart(texts.summary.category_chart, "bar", labels=labels, series=counts)


def _chart(title: str, kind: str, *, labels: list[str], series: dict[str, list[int]]) -> Block:
    plotted = [
        {
            "name": name,
            "data": [
                {"label": label, "value": value}
                for label, value in zip(labels, values, strict=True)
            ],
        }
        for name, values in series.items()
    ]
    return {
        "type": "data_visualization",
        "title": cut(title, CHART_TITLE_MAX),
        "chart": {"type": kind, "series": plotted, "axis_config": {"categories": labels}},
    }


def _month_label(month: Month, texts: Texts) -> str:
    named = texts.summary.month_of_year.format(
        month=texts.dates.months[month.month - 1], year=month.year
    )
    return cut(named, CHART_LABEL_MAX)


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": text}
