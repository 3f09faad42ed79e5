"""`vigie anonymise`, `managers`: what keeps a register right from outside Slack."""

from typing import Annotated

import typer

from bot.commands.console import (
    say,
    texts_before,
    texts_of,
    working,
)
from bot.commands.erasing import note_erased, tell_erasure
from bot.delivery.kept_files import KeptFiles
from bot.domain.errors import VigieError
from bot.services.cases.erasing import anonymise_case
from bot.services.cases.erasures import carry_through
from bot.services.school.offices import OfficeRefusedError, reset_managers


class NobodyChosenError(VigieError):
    """Nobody was changed; the message says why."""


def anonymise(
    ref: Annotated[str, typer.Argument()],
    *,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    """Erase all that people wrote of a settled case; its figures and the journal's chain stay.

    Says what was looked for afterwards, and what lies elsewhere for how long.
    """
    if not yes:
        typer.confirm(texts_before().ask_erasing.format(ref=ref), abort=True)
    with working() as (settings, transactions):
        erased = transactions.write(anonymise_case, ref)
        shown = carry_through(transactions, erased, KeptFiles(settings.files_folder))
        note_erased(settings, transactions)
        says = texts_of(transactions)
    say(says.anonymised.format(ref=ref, files=says.files.say(len(erased.hashes))))
    tell_erasure(shown, says.reads)


def managers(
    people: Annotated[list[str], typer.Argument()],
) -> None:
    """Choose the quality managers from outside Slack, when nobody is left who could in it.

    They replace those there are, and change the rest with /qualite reglages. Confidential cases
    and the list of those who handle them stay as they are.
    """
    with working() as (_, transactions):
        chosen, says = tuple(dict.fromkeys(people)), texts_of(transactions)
        try:
            transactions.write(reset_managers, chosen)
        except OfficeRefusedError as refused:
            why = ", ".join(says.unfit[reason] for reason in refused.found.values())
            raise NobodyChosenError(says.nothing_changed.format(why=why)) from refused
    say(says.managers_chosen.format(people=", ".join(chosen)))
