"""Connecting to a mailbox's server, and signing in."""

import imaplib

from imap_tools.errors import MailboxLoginError

from bot.mail.accounts import MailAccount, PasswordLogin, Security, SentCopies
from bot.mail.imap_answers import said_in, telling
from bot.mail.imap_client import ReadingBox
from bot.mail.imap_mailbox import ImapMailbox
from bot.mail.mailbox import MailboxError, MailboxTrouble


def open_mailbox(
    account: MailAccount, *, token: str | None = None, may_append: bool = False
) -> ImapMailbox:
    """Connect and sign in, with an OAuth2 token if the account has no password.

    With `may_append` copies may be put among what was sent, where the account says that we do.
    Raises MailboxError, and ValueError for an account without a mailbox.
    """
    if account.incoming is None:
        raise ValueError("no mailbox is set up")
    if account.incoming.security is not Security.TLS and not account.incoming.is_here:
        raise ValueError("a mailbox is read in clear on this machine only")
    appends = may_append and account.sent is SentCopies.APPEND
    with telling():
        box = ReadingBox(account.incoming, account.tls(), may_append=appends)
        try:
            _sign_in(box, account, token=token)
        except BaseException:
            box.client.shutdown()
            raise
    return ImapMailbox(box, folder=account.folder, may_append=appends)


def _sign_in(box: ReadingBox, account: MailAccount, *, token: str | None) -> None:
    login = account.login
    if isinstance(login, PasswordLogin) and not (login.user + login.password).isprintable():
        raise MailboxError(MailboxTrouble.LOGIN)
    try:
        if login is None:
            box.client.authenticate("ANONYMOUS", lambda _: b"vigie")
        elif isinstance(login, PasswordLogin):
            is_plain = login.user.isascii() and login.password.isascii()
            enter = box.login if is_plain else box.login_utf8
            enter(login.user, login.password, initial_folder=None)
        else:
            said = iter((f"user={login.user}\1auth=Bearer {token}\1\1".encode(),))
            # a second question tells of a refusal (RFC 7628), and wants an empty answer
            box.client.authenticate("XOAUTH2", lambda _: next(said, b""))
    except (imaplib.IMAP4.abort, OSError):
        raise
    except (imaplib.IMAP4.error, MailboxLoginError) as error:
        said_by = said_in(error.command_result[1]) if isinstance(error, MailboxLoginError) else ""
        said_by = said_by or said_in([str(error).encode()])
        busy = "[UNAVAILABLE]" in said_by or "[INUSE]" in said_by
        trouble = MailboxTrouble.UNREACHABLE if busy else MailboxTrouble.LOGIN
        raise MailboxError(trouble, said=said_by) from None
    box.client.learn()
