"""The words of mails that were set aside go when their time is over, from database and disk."""

from bot.delivery.kept_files import KeptFiles
from bot.services.mail.triage import due_to_erase, erase
from bot.services.unit_of_work import Transactions


def forget_mails(transactions: Transactions, kept: KeptFiles) -> int:
    """Erase what is due, and say how many mails that was. Raises OSError.

    The bytes go before the transaction ends, so that no crash in between leaves some that nothing
    names any more. Those that a case or another mail names stay.
    """
    erased = 0
    while due := transactions.read(due_to_erase):
        with transactions.writing() as work:
            for sha256 in erase(work, due):
                kept.remove(sha256)
        erased += len(due)
    return erased
