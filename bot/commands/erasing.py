"""What commands do and say about erasures, beside the erasing itself."""

from pathlib import Path

from bot.commands.console import say, texts_before, warn
from bot.delivery.kept_files import KeptFiles
from bot.domain.errors import VigieError
from bot.domain.school.office import Locale
from bot.ledger.folder import Ledger
from bot.services.cases.erasures import ErasureShown, note_erasures, replay
from bot.services.unit_of_work import Transactions
from bot.settings import Settings
from bot.ui.texts.terminal.erasing import ErasingTexts


class NoLedgerError(VigieError):
    """There is no ledger of erasures at the place that was named."""


def note_erased(settings: Settings, transactions: Transactions) -> None:
    """Note outside what was erased; say so where that failed, for it is made up for by the bot."""
    if settings.ledger_folder is None:
        return
    try:
        note_erasures(transactions, Ledger(settings.ledger_folder))
    except OSError as error:
        texts = ErasingTexts(settings.office.locale)
        warn(texts.not_noted.format(reason=error.strerror or type(error).__name__))


def tell_erasure(shown: ErasureShown, reads: Locale) -> None:
    """Say what was looked for and found, and what lies elsewhere for how long."""
    texts = ErasingTexts(reads)
    if shown.left:
        warn(texts.left.format(places=", ".join(sorted(shown.left))))
    else:
        say(texts.gone.format(count=shown.looked_for))
    if shown.waits:
        say(texts.waits)
    if shown.erased.open_actions:
        say(texts.open_actions.format(count=shown.erased.open_actions))
    say(texts.elsewhere.format(day=f"{shown.backups_until:%Y-%m-%d}"))


def erase_again(settings: Settings, transactions: Transactions, named: Path | None) -> int | None:
    """Erase what a backup brought back; how many cases, None where no ledger was there to say."""
    file = named
    if file is None and settings.ledger_folder is not None:
        file = Ledger(settings.ledger_folder).erasures
    if named is not None and not named.is_file():
        raise NoLedgerError
    if file is None:
        return None
    return replay(transactions, file, KeptFiles(settings.files_folder))


def tell_erased_again(again: int | None, reads: Locale) -> None:
    """Say it; where nobody could tell what was erased since, that too."""
    texts = ErasingTexts(reads)
    if again is None:
        warn(texts.no_ledger)
    elif again:
        say(texts.again.format(cases=texts_before().cases.say(again)))
