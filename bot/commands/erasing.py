"""`vigie anonymise`: the words of a settled case go, its figures stay."""

from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import counted, say, working
from bot.services.erasing import anonymise_case


def anonymise(
    ref: Annotated[str, typer.Argument(help="The case, such as REC-2026-0007.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase all that people wrote of a settled case; its figures and the journal's chain stay.

    Slack and your backups keep copies of their own: delete those there.
    """
    if not yes:
        typer.confirm(f"Erase every word of {ref}? This cannot be undone.", abort=True)
    with working() as (settings, database):
        hashes = anonymise_case(database, ref, now=SystemClock().now())
        for sha256 in hashes:
            path = settings.files_folder / sha256[:2] / sha256
            path.unlink(missing_ok=True)
    say(f"{ref}: anonymised, {counted(len(hashes), 'file')} deleted.")
