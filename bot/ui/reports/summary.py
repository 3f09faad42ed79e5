"""The monthly summary as a message (policy §5), and as a preview for one reader."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.domain.calendar.periods import Month, parse_month
from bot.domain.reports.figures import Figures, Report
from bot.domain.reports.reviews import Review
from bot.ui.blocks.blocks import (
    Block,
    Post,
    StepButton,
    actions,
    button,
    context,
    header,
    unfolded,
)
from bot.ui.blocks.dates import moment
from bot.ui.blocks.escape import cut
from bot.ui.blocks.limits import (
    CHART_LABEL_MAX,
    CHART_TITLE_MAX,
    HEADER_MAX,
    MESSAGE_CHARTS_MAX,
    MESSAGE_TEXT_MAX,
    SECTION_MAX,
)
from bot.ui.blocks.read_back import page_in
from bot.ui.reports.meeting_questions import activity_button
from bot.ui.reports.summary_lines import (
    breakdown_lines,
    figure_lines,
    figure_table,
    late_lines,
    late_title,
)
from bot.ui.reports.summary_sentences import sentences, title
from bot.ui.texts.catalogue import Texts

PUBLISH_SUMMARY = "publish_summary"
_FINGERPRINT_SHOWN = 12


_BARS = 6


def summary_post(report: Report, *, zone: ZoneInfo, texts: Texts) -> Post:
    """An edition for the quality channel: read in a minute, whole in its `text`."""
    lines = _Lines(report, zone=zone, texts=texts)
    return Post(
        text=cut("\n".join(lines.all), MESSAGE_TEXT_MAX),
        blocks=lines.blocks(with_charts=True),
        fallback_blocks=lines.blocks(with_charts=False),
    )


def summary_preview(
    report: Report, *, latest: Report | None, may_publish: bool, zone: ZoneInfo, texts: Texts
) -> Post:
    """A month as it is now, for whoever asked; quality managers may post it."""
    lines, says = _Lines(report, zone=zone, texts=texts, is_preview=True), texts.summary
    notes = [says.preview]
    if latest is not None:
        when = moment(latest.generated_at, zone, texts, now=report.generated_at)
        notes.append(says.told_before.format(edition=latest.edition, when=when))
    value = _edition_named(report)
    publish = button(StepButton(label=says.publish, action_id=PUBLISH_SUMMARY, value=value))
    activity = activity_button(report.figures.month, texts)
    return Post(
        text=cut("\n".join([*notes, *lines.all]), MESSAGE_TEXT_MAX),
        blocks=[
            *lines.blocks(with_charts=False),
            context(" ".join(notes)),
            *([actions([publish, activity])] if may_publish else []),
        ],
    )


def summary_text(report: Report, *, zone: ZoneInfo, texts: Texts) -> str:
    """The summary for a terminal: plain lines without markup."""
    lines = _Lines(report, zone=zone, texts=texts, is_preview=True)
    return "\n".join(line.replace("*", "") for line in (*lines.all, lines.stamp))


def edition_of(value: str) -> tuple[Month, int]:
    """Which month and edition the button of a preview names."""
    month, _, edition = value.partition(":")
    return parse_month(month), page_in(edition)


def _edition_named(report: Report) -> str:
    return f"{report.figures.month}:{report.edition}"


class _Lines:
    """A report in lines, put into blocks in one order or another."""

    def __init__(
        self, report: Report, *, zone: ZoneInfo, texts: Texts, is_preview: bool = False
    ) -> None:
        self._report, self._zone, self._texts = report, zone, texts
        figures = report.figures
        now = report.generated_at
        at = report.meeting_at
        meeting = None if at is None else moment(at, zone, texts, now=now)
        self._title = title(figures, texts, meeting=meeting)
        is_correction = report.edition > 1 and not is_preview
        edition = texts.summary.edition.format(edition=report.edition)
        self._opening = [*([edition] if is_correction else []), *sentences(figures, texts)]
        self._figures = [] if figures.is_empty else figure_lines(figures, texts)
        self._breakdowns = breakdown_lines(figures, texts)
        self._late = late_lines(figures, zone, texts)
        self.stamp = self._stamped(is_preview=is_preview)

    @property
    def all(self) -> list[str]:
        return [self._title, *self._opening, *self._figures, *self._breakdowns, *self._told_late]

    def blocks(self, *, with_charts: bool) -> list[Block]:
        """As it is read at a glance, or all in words."""
        figures, texts = self._report.figures, self._texts
        is_drawn = with_charts and not figures.is_empty
        return [
            header(cut(self._title, HEADER_MAX)),
            *_paragraph(self._opening),
            *([table_of_figures(figures, texts)] if is_drawn else _paragraph(self._figures)),
            *(charts(figures, texts) if is_drawn else []),
            *_paragraph(breakdown_lines(figures, texts, is_drawn=is_drawn)),
            *_paragraph(self._told_late),
            context(self.stamp),
        ]

    @property
    def _told_late(self) -> list[str]:
        if not self._late:
            return []
        return [f"*{late_title(self._report.figures, self._texts)}*", *self._late]

    def _stamped(self, *, is_preview: bool) -> str:
        says, report = self._texts.summary, self._report
        template = says.stamp if report.figures.is_whole else says.stamp_running
        when = moment(report.generated_at, self._zone, self._texts, now=report.generated_at)
        taken = template.format(when=when)
        if is_preview:
            return taken
        return f"{taken} {origin_of(report, texts=self._texts)}"


def origin_of(report: Report | Review, *, texts: Texts) -> str:
    """Its edition and fingerprint, and where the journal says that it was frozen."""
    says = texts.summary
    origin = says.stamp_edition.format(
        edition=report.edition, fingerprint=report.fingerprint[:_FINGERPRINT_SHOWN]
    )
    return (
        says.stamp_anchor.format(origin=origin, anchor=report.anchor) if report.anchor else origin
    )


def _paragraph(lines: Sequence[str]) -> list[Block]:
    """The lines as one section, or none when there are none."""
    return [unfolded(cut("\n".join(lines), SECTION_MAX))] if lines else []


def charts(figures: Figures, texts: Texts) -> list[Block]:
    """Up to twelve months of cases, and what the month's complaints were about, most first.

    No more than a message takes; what comes last falls away.
    """
    by_category = [_categories(figures, texts)] if figures.categories else []
    return [_flow(figures, texts), *by_category][:MESSAGE_CHARTS_MAX]


def table_of_figures(figures: Figures, texts: Texts) -> Block:
    """The month's figures beside those they are compared with: the one table a message takes.

    Its cells wrap, so that a phone shows them all.
    """
    table = figure_table(figures, texts)
    return {
        "type": "table",
        "column_settings": [{"is_wrapped": True} for _ in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in (table.columns, *table.rows)],
    }


def _flow(figures: Figures, texts: Texts) -> Block:
    says = texts.summary
    known = figures.since_known
    labels = [_month_label(month, texts) for month, _ in known]
    tallies = [tally for _, tally in known]
    values = {
        says.received: [tally.received for tally in tallies],
        says.closed: [tally.complaints.closed + tally.incidents.closed for tally in tallies],
        says.open: [tally.open for tally in tallies],
    }
    shape = "line" if len(known) > 1 else "bar"  # a line through one month is a lone dot
    return _chart(says.flow_chart.say(len(known)), shape, labels=labels, series=values)


def _categories(figures: Figures, texts: Texts) -> Block:
    """The most frequent by name, the others as one bar: together they are all."""
    says, ranked = texts.summary, figures.categories
    named = ranked if len(ranked) <= _BARS else ranked[: _BARS - 1]
    others = sum(count for _, count in ranked[len(named) :])
    labels = [texts.words.category.short[one] for one, _ in named]
    bars = dict(zip(labels, (count for _, count in named), strict=True))
    if others:
        bars[says.other_categories] = others
    return _chart(
        says.category_chart,
        "bar",
        labels=[cut(label, CHART_LABEL_MAX) for label in bars],
        series={says.cases: [*bars.values()]},
    )


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
        month=texts.document.short_months[month.month - 1], year=month.year
    )
    return cut(named, CHART_LABEL_MAX)


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": text}
