"""A monthly summary's figures as a workbook: months, breakdowns, what is late; nobody is named."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.documents.register.columns import cell_text
from bot.documents.register.row_heights import give_height
from bot.documents.typesetting.pages import month_label
from bot.domain.reports.figures import Figures, Report, Tally
from bot.domain.reports.shares import Share
from bot.ui.blocks.dates import deadline
from bot.ui.reports.summary_lines import lateness
from bot.ui.reports.summary_sentences import title
from bot.ui.texts.catalogue import Texts

_Row = tuple[str | int, ...]
_WIDE, _NARROW = 60, 14
_A4, _GRID_ON_PAPER = 9, 0


def write_summary_workbook(report: Report, path: Path, *, zone: ZoneInfo, texts: Texts) -> None:
    """Write the frozen figures of an edition; the same bytes each time."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # the bot starts without it

    says, figures = texts.document, report.figures
    made_at = report.generated_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    with Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"title": title(figures, texts), "created": made_at})
        header = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#D9E1F2"}
        )
        _write(book, header, says.months, _months(figures, texts))
        _write(book, header, says.breakdowns, _breakdowns(figures, texts))
        _write(book, header, says.late, _late(figures, zone, texts))


def _write(book: Any, header: Any, name: str, rows: Iterator[_Row]) -> None:  # noqa: ANN401  # XlsxWriter is untyped
    sheet, table = book.add_worksheet(name), list(rows)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.hide_gridlines(_GRID_ON_PAPER)
    sheet.set_footer(f"&L{book.doc_properties['title']}, &A&R&P / &N")
    widths = [_width(cells) for cells in zip(*table, strict=True)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    give_height(sheet, 0, table[0], wrapped=[*enumerate(widths)])
    for line, row in enumerate(table):
        for column, cell in enumerate(row):
            look = None if line else header
            if isinstance(cell, str):
                sheet.write_string(line, column, cell_text(cell), look)
            else:
                sheet.write_number(line, column, cell, look)


def _width(cells: Sequence[str | int]) -> float:
    """Room for the longest cell; the header wraps between its words."""
    head, *below = map(str, cells)
    longest = max(map(len, (*head.split(), *below)))
    return min(max(longest + 2, _NARROW), _WIDE)


def _months(figures: Figures, texts: Texts) -> Iterator[_Row]:
    """Each month that is known: nothing was recorded in the others."""
    read = _columns(texts)
    yield (texts.document.month, *read)
    for month, tally in zip(figures.months, figures.tallies, strict=True):
        if tally is not None:
            yield (month_label(month, texts), *(column(tally) for column in read.values()))


def _columns(texts: Texts) -> Mapping[str, Callable[[Tally], int]]:
    says, paper = texts.summary, texts.document
    shares: Mapping[str, Callable[[Tally], Share]] = {
        says.ack: lambda tally: tally.ack,
        says.initial: lambda tally: tally.initial,
        says.extended: lambda tally: tally.extended,
    }
    columns: dict[str, Callable[[Tally], int]] = {
        says.complaints_received: lambda tally: tally.complaints.received,
        says.complaints_closed: lambda tally: tally.complaints.closed,
        says.incidents_received: lambda tally: tally.incidents.received,
        says.incidents_closed: lambda tally: tally.incidents.closed,
        says.open_at_end: lambda tally: tally.open,
    }
    for promise, share in shares.items():
        columns[paper.met.format(promise=promise)] = _met(share)
        columns[paper.counted.format(promise=promise)] = _counted(share)
    return columns | {
        paper.confidential: lambda tally: tally.confidential,
        paper.injuries: lambda tally: tally.injuries,
        paper.settled_on_spot: lambda tally: tally.settled_on_spot,
        paper.lost_minutes: lambda tally: tally.lost_minutes,
    }


def _met(share: Callable[[Tally], Share]) -> Callable[[Tally], int]:
    return lambda tally: share(tally).met


def _counted(share: Callable[[Tally], Share]) -> Callable[[Tally], int]:
    return lambda tally: share(tally).counted


def _breakdowns(figures: Figures, texts: Texts) -> Iterator[_Row]:
    says, words = texts.summary, texts.words
    yield texts.document.breakdown_columns
    yield from ((says.by_category, words.category[one], n) for one, n in figures.categories)
    yield from ((says.by_party, words.party[one], n) for one, n in figures.parties)
    yield from ((says.by_type, words.incident_type[one], n) for one, n in figures.incident_types)
    yield from ((says.by_cause, words.cause_family[one], n) for one, n in figures.cause_families)
    yield from ((says.outcomes, words.outcome[one], n) for one, n in figures.outcomes)


def _late(figures: Figures, zone: ZoneInfo, texts: Texts) -> Iterator[_Row]:
    yield texts.summary.late_columns
    for one in figures.late:
        due = deadline(one.due_at, zone, texts, now=figures.as_of)
        yield (one.ref, texts.words.deadline[one.promise], due, lateness(one, figures, texts))
