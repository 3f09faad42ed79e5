"""`vigie summary` and `vigie review`: a month's figures, a half-year's review, on paper."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import check_ending, progress, say, stand_back, texts_before, working
from bot.documents.reports.review_pages import review_document
from bot.documents.reports.summary_pages import summary_document
from bot.documents.typesetting.output import replacing
from bot.documents.typesetting.typesetting import set_pdf
from bot.domain.calendar.periods import Semester, UnreadablePeriodError, parse_month, parse_semester
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.reports.reviews import Review
from bot.services.reports.reviews import ReviewView, look_at_review, read_edition
from bot.services.reports.summaries import Preview, preview_summary
from bot.ui.reports.summary import summary_text
from bot.ui.texts.catalogue import texts_for

_EDITIONS = 9_999
"""More than a review has; a figure beyond is not one that a database knows."""


def summary(
    month: Annotated[str, typer.Argument()],
    output: Annotated[Path | None, typer.Option("--output", "-o")] = None,
) -> None:
    """Tell a month's figures as they are now, in the office's language."""
    try:
        wanted = parse_month(month)
    except UnreadablePeriodError as error:
        raise typer.BadParameter("A month is written 2026-10, from 2000-01 on.") from error
    if output is not None:
        check_ending(output, ".pdf")
    with working() as (_, transactions):
        preview = transactions.read(preview_summary, wanted, reader=VIGIE)
        if output is not None:
            _write(preview, output)
            say(f"{output}: {wanted}.")
            return
    texts = texts_for(preview.office.locale)
    say(summary_text(preview.report, zone=preview.office.zone, texts=texts))


def _write(preview: Preview, output: Path) -> None:
    office, report = preview.office, preview.report
    document = summary_document(report, zone=office.zone, texts=texts_for(office.locale))
    with replacing(output) as partial:
        partial.write_bytes(set_pdf(document, made_at=report.generated_at))


def review(
    semester: Annotated[str, typer.Argument()],
    output: Annotated[Path, typer.Option("--output", "-o")],
    edition: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=_EDITIONS,
        ),
    ] = None,
) -> None:
    """Set a half-year's review as PDF: the approved or latest edition, or what is known now."""
    wanted = _semester(semester)
    check_ending(output, ".pdf")
    stand_back()
    with working() as (_, transactions), progress() as bar:
        says = texts_before().doing
        doing = bar.add_task(says["figures"], total=2)
        view = transactions.read(look_at_review, wanted, reader=VIGIE)
        found = view.latest or view.review
        if edition is not None:
            found = transactions.read(read_edition, wanted, edition)
        bar.update(doing, advance=1, description=says["pages"])
        with replacing(output) as partial:
            partial.write_bytes(_pages_of(found, view))
        bar.update(doing, advance=1)
    say(f"{output}: {wanted}.")


def _pages_of(found: Review, view: ReviewView) -> bytes:
    texts, zone = texts_for(view.office.locale), view.office.zone
    document = review_document(found, zone=zone, texts=texts, names=view.names)
    return set_pdf(document, made_at=found.generated_at)


def _semester(text: str) -> Semester:
    try:
        return parse_semester(text)
    except UnreadablePeriodError as error:
        raise typer.BadParameter("A half-year is written 2026-S1, from 2000-S1 on.") from error
