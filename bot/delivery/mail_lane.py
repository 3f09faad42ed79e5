"""What takes letters to the mail server, put together; its libraries only where mail is set up."""

from typing import TYPE_CHECKING

from bot.mail.accounts import MailAccount
from bot.services.unit_of_work import UseCases
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.delivery.letter_sending import LetterSending


def mail_lane_of(settings: Settings, use_cases: UseCases) -> "LetterSending | None":
    """The lane of the school's account; None where no server for letters is set up."""
    account = settings.mail
    if account is None or account.outgoing is None:
        return None
    return build_mail_lane(account, use_cases=use_cases, per_minute=settings.letters_per_minute)


def build_mail_lane(
    account: MailAccount, *, use_cases: UseCases, per_minute: float
) -> "LetterSending":
    """The lane of an account with a server for letters."""
    # what speaks to mail servers costs nothing where mail is not set up
    from bot.delivery.letter_copies import LetterCopies  # noqa: PLC0415
    from bot.delivery.letter_sending import LetterSending  # noqa: PLC0415
    from bot.mail.imap_login import open_mailbox  # noqa: PLC0415
    from bot.mail.tokens import AccessTokens  # noqa: PLC0415

    tokens = AccessTokens(account)
    copies = LetterCopies(
        use_cases=use_cases, account=account, tokens=tokens, open_mailbox=open_mailbox
    )
    return LetterSending(
        use_cases=use_cases,
        account=account,
        tokens=tokens,
        copies=None if account.incoming is None else copies,
        per_minute=per_minute,
    )
