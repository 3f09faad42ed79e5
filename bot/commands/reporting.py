"""`vigie summary`: a month's figures on the terminal."""

from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import say, working
from bot.domain.journal import VIGIE
from bot.domain.periods import UnreadablePeriodError, parse_month
from bot.services.reporting import preview_summary
from bot.ui.summary import summary_text
from bot.ui.texts import texts_for


def summary(month: Annotated[str, typer.Argument(help="The month, such as 2026-10.")]) -> None:
    """Tell a month's figures as they are now, in the office's language."""
    try:
        wanted = parse_month(month)
    except UnreadablePeriodError as error:
        raise typer.BadParameter("A month is written 2026-10.") from error
    now = SystemClock().now()
    with working() as (settings, database):
        preview = preview_summary(database, wanted, reader=VIGIE, now=now, defaults=settings.office)
    texts = texts_for(preview.office.locale)
    say(summary_text(preview.report, zone=preview.office.zone, texts=texts))
