"""`vigie summary` and `vigie review`: a month's figures, a half-year's review, on paper."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import progress, say, stand_back, working
from bot.documents.output import replacing
from bot.documents.review_pages import review_document
from bot.documents.summary_pages import summary_document
from bot.documents.typesetting import set_pdf
from bot.domain.journal import VIGIE
from bot.domain.periods import Semester, UnreadablePeriodError, parse_month, parse_semester
from bot.domain.reviews import Review
from bot.services.reporting import Preview, preview_summary
from bot.services.reviewing import ReviewView, look_at_review, read_edition
from bot.ui.summary import summary_text
from bot.ui.texts import texts_for


def summary(
    month: Annotated[str, typer.Argument(help="The month, such as 2026-10.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The PDF to write.")] = None,
) -> None:
    """Tell a month's figures as they are now, in the office's language."""
    try:
        wanted = parse_month(month)
    except UnreadablePeriodError as error:
        raise typer.BadParameter("A month is written 2026-10.") from error
    now = SystemClock().now()
    with working() as (settings, database):
        preview = preview_summary(database, wanted, reader=VIGIE, now=now, defaults=settings.office)
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
    semester: Annotated[str, typer.Argument(help="The half-year, such as 2026-S1.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The PDF to write.")],
    edition: Annotated[
        int | None,
        typer.Option(help="A frozen edition; without it the latest, or what is known now."),
    ] = None,
) -> None:
    """Set a half-year's review as PDF: the approved or latest edition, or what is known now."""
    wanted, now = _semester(semester), SystemClock().now()
    stand_back()
    with working() as (settings, database), progress() as bar:
        doing = bar.add_task("figures", total=2)
        view = look_at_review(database, wanted, reader=VIGIE, now=now, defaults=settings.office)
        found = view.latest or view.review
        if edition is not None:
            found = read_edition(database, wanted, edition)
        bar.update(doing, advance=1, description="pages")
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
        raise typer.BadParameter("A half-year is written 2026-S1.") from error
