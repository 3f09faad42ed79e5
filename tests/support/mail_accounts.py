"""The mail account of a test, at a server on loopback."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.mail.accounts import (
    INBOX,
    MailAccount,
    MailServer,
    OAuthLogin,
    PasswordLogin,
    Security,
    SentCopies,
)
from bot.mail.addresses import NamedAddress
from tests.support.dovecot import PASSWORD, Dovecot

SENDER = NamedAddress(name="École", address="contact@example.org")


def sending_by(
    port: int = 1,
    security: Security = Security.CLEAR,
    *,
    login: PasswordLogin | OAuthLogin | None = None,
) -> MailAccount:
    """An account whose letters leave by a server on this machine, and that has no mailbox."""
    return MailAccount(
        sender=SENDER,
        outgoing=MailServer(host="127.0.0.1", port=port, security=security),
        incoming=None,
        folder=INBOX,
        login=login,
        sent=SentCopies.NONE,
        ca_file=None,
        authserv=None,
        poll_seconds=120,
    )


def with_password(account: MailAccount, password: str) -> MailAccount:
    """The same account with a login of its own."""
    return replace(account, login=PasswordLogin(user=account.sender.address, password=password))


def account_at(dovecot: Dovecot, user: str, **changes: Any) -> MailAccount:
    """An account whose mailbox is a user's in Dovecot, in clear."""
    account = MailAccount(
        sender=NamedAddress(name="École", address=user),
        outgoing=None,
        incoming=MailServer(host="127.0.0.1", port=dovecot.port, security=Security.CLEAR),
        folder=INBOX,
        login=PasswordLogin(user=user, password=PASSWORD),
        sent=SentCopies.APPEND,
        ca_file=None,
        authserv=None,
        poll_seconds=1,
    )
    return replace(account, **changes)


def secured(
    account: MailAccount, dovecot: Dovecot, *, host: str = "127.0.0.1", ca_file: Path | None
) -> MailAccount:
    """The same account by TLS, with the authority that is believed."""
    server = MailServer(host=host, port=dovecot.secure_port, security=Security.TLS)
    return replace(account, incoming=server, ca_file=ca_file)


def by_token(account: MailAccount, user: str) -> MailAccount:
    """The same account without a password."""
    login = OAuthLogin(
        user=user, token_url="", client_id="vigie", client_secret="of a test", scope=""
    )
    return replace(account, login=login)
