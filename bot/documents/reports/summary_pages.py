"""A monthly summary as a document: the frozen figures, in the order of the message."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from bot.documents.typesetting.pages import (
    Block,
    Chart,
    Document,
    Heading,
    Series,
    TableOf,
    category_chart,
    dated,
    listed,
    month_label,
    paragraphs_of,
    points_of,
    template_words,
)
from bot.domain.reports.figures import Figures, Report
from bot.domain.reports.reviews import Review
from bot.ui.blocks.dates import deadline
from bot.ui.reports.summary_lines import (
    breakdown_lines,
    figure_table,
    late_title,
    lateness,
    more_late,
)
from bot.ui.reports.summary_sentences import month_name, sentences, title
from bot.ui.texts.catalogue import Texts

FINGERPRINT_SHOWN = 12


def summary_document(
    report: Report, *, zone: ZoneInfo, texts: Texts, names: Mapping[str, str] | None = None
) -> Document:
    """An edition on paper. `names` are those of the people it mentions, by id."""
    says, figures = texts.document, report.figures
    at = report.meeting_at
    heading = title(figures, texts)
    return Document(
        lang=says.lang,
        title=heading,
        subtitle="" if at is None else says.for_meeting.format(when=dated(at, zone, texts)),
        description=says.summary_description,
        facts=_facts(report, zone, texts),
        footer=_footer(report, heading, texts),
        words=template_words(texts),
        blocks=tuple(_blocks(report, zone, texts, names or {})),
    )


def summary_charts(figures: Figures, texts: Texts) -> tuple[Chart, ...]:
    """Up to twelve months of cases, and what the month's complaints were about, most first."""
    if not figures.categories:
        return (_flow(figures, texts),)
    caption = texts.summary.category_chart
    return (_flow(figures, texts), category_chart(figures.categories, caption=caption, texts=texts))


def _footer(report: Report, heading: str, texts: Texts) -> str:
    says, fingerprint = texts.document, report.fingerprint[:FINGERPRINT_SHOWN]
    if not fingerprint:
        return says.preview_footer.format(title=heading)
    return says.summary_footer.format(
        title=heading, edition=report.edition, fingerprint=fingerprint
    )


def _facts(report: Report, zone: ZoneInfo, texts: Texts) -> tuple[tuple[str, str], ...]:
    says = texts.document
    if not report.fingerprint:
        return (
            (says.figures_of, dated(report.generated_at, zone, texts)),
            (says.edition, says.not_published),
            (says.promises, report.policy_version),
        )
    edition = str(report.edition)
    if report.edition > 1:
        edition = says.correction.format(edition=edition)
    return (
        (says.figures_of, dated(report.generated_at, zone, texts)),
        (says.edition, edition),
        (says.promises, report.policy_version),
        *proofs_of(report, texts),
    )


def proofs_of(report: Report | Review, texts: Texts) -> tuple[tuple[str, str], ...]:
    """By what it can be known again: its fingerprint, and where the journal says it was frozen."""
    says = texts.document
    anchored = ((says.anchor, report.anchor),) if report.anchor else ()
    return ((says.fingerprint, report.fingerprint), *anchored)


def _blocks(
    report: Report, zone: ZoneInfo, texts: Texts, names: Mapping[str, str]
) -> Iterator[Block]:
    says, figures = texts.document, report.figures
    yield Heading(text=says.in_short)
    yield from paragraphs_of(sentences(figures, texts))
    if not figures.is_empty:
        yield Heading(text=says.figures)
        yield _figure_table(figures, texts)
        yield Heading(text=says.month_by_month)
        yield from summary_charts(figures, texts)
    if lines := breakdown_lines(figures, texts, is_drawn=not figures.is_empty):
        yield Heading(text=says.breakdowns)
        yield from points_of(lines, names)
    if figures.late:
        yield Heading(text=late_title(figures, texts))
        yield _late_table(figures, zone, texts)
        yield from paragraphs_of(more_late(figures, texts))


def _figure_table(figures: Figures, texts: Texts) -> TableOf:
    table = figure_table(figures, texts)
    return TableOf(
        caption=texts.document.figures_caption,
        columns=table.columns,
        rows=table.rows,
        widths=(5, *[4] * (len(table.columns) - 1)),
    )


def _late_table(figures: Figures, zone: ZoneInfo, texts: Texts) -> TableOf:
    says = texts.document
    return TableOf(
        caption=says.late_caption,
        columns=texts.summary.late_columns,
        rows=tuple(
            (
                one.ref,
                texts.words.deadline[one.promise],
                deadline(one.due_at, zone, texts, now=figures.as_of),
                lateness(one, figures, texts),
            )
            for one in figures.late
        ),
        widths=(3, 4, 5, 2),
        numeric=(3,),
    )


def _flow(figures: Figures, texts: Texts) -> Chart:
    """From the first month that is known on: an unknown one is not a month of nothing."""
    says, known = texts.summary, figures.since_known
    tallies = [tally for _, tally in known]
    received = tuple(tally.received for tally in tallies)
    closed = tuple(tally.complaints.closed + tally.incidents.closed for tally in tallies)
    still_open = tuple(tally.open for tally in tallies)
    names = [month_name(month, texts) for month, _ in known]
    told = [
        texts.document.alt_month.format(month=month, received=came, closed=went, open=left)
        for month, came, went, left in zip(names, received, closed, still_open, strict=True)
    ]
    return Chart(
        shape="columns",
        caption=says.flow_chart.say(len(known)),
        alt=texts.document.flow_alt.format(months=listed(told, texts)),
        labels=tuple(month_label(month, texts) for month, _ in known),
        series=(
            Series(name=says.received, values=received),
            Series(name=says.closed, values=closed),
            Series(name=says.open, values=still_open, is_line=len(known) > 1),
        ),
    )
