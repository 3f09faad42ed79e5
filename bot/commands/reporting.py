"""`vigie summary`: a month's figures on the terminal, or on paper."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import say, working
from bot.documents.output import replacing
from bot.documents.summary_pages import summary_document
from bot.documents.typesetting import set_pdf
from bot.domain.journal import VIGIE
from bot.domain.periods import UnreadablePeriodError, parse_month
from bot.services.reporting import Preview, preview_summary
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
