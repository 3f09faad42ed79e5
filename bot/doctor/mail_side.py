"""The mail servers' side: tokens, connections, logins, folders, what came lately."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

from bot.clock import Clock
from bot.domain.mail.checkup import MailFault, MailFinding, MailSubject
from bot.domain.mail.providers import Provider, provider_of
from bot.mail.accounts import MailAccount, MailServer, OAuthLogin, PasswordLogin, SentCopies
from bot.mail.imap_login import open_mailbox
from bot.mail.imap_mailbox import ImapMailbox
from bot.mail.mailbox import MailboxError, MailboxTrouble
from bot.mail.smtp.outcomes import NotSentError, Obstacle
from bot.mail.smtp.submission import knock
from bot.mail.tokens import AccessTokens, TokenError
from bot.services.mail.watching import JUNK_MAX

_OF_OBSTACLE = {
    Obstacle.UNREACHABLE: MailFault.UNREACHABLE,
    Obstacle.DROPPED: MailFault.DROPPED,
    Obstacle.SLOW: MailFault.SLOW,
    Obstacle.CERTIFICATE: MailFault.CERTIFICATE,
    Obstacle.TLS: MailFault.TLS,
    Obstacle.NO_STARTTLS: MailFault.NO_STARTTLS,
    Obstacle.NO_LOGIN: MailFault.NO_LOGIN,
    Obstacle.LOGIN_REFUSED: MailFault.LOGIN_REFUSED,
}
_OF_TROUBLE = {
    MailboxTrouble.UNREACHABLE: MailFault.UNREACHABLE,
    MailboxTrouble.CERTIFICATE: MailFault.CERTIFICATE,
    MailboxTrouble.LOGIN: MailFault.LOGIN_REFUSED,
    MailboxTrouble.FOLDER: MailFault.NO_FOLDER,
    MailboxTrouble.NO_SENT: MailFault.NO_SENT,
    MailboxTrouble.TIMEOUT: MailFault.SLOW,
}


async def look_at_mail(
    account: MailAccount, *, tokens: AccessTokens, clock: Clock
) -> list[MailFinding]:
    """Connect to both servers, log in and look; nothing is sent, and nothing changed.

    Without a token where the account needs one, that is all that is found.
    """
    told: list[MailFinding] = []
    if isinstance(account.login, OAuthLogin):
        told = [await _tokens(account, tokens)]
        if told[0].is_failure:
            return told
    token = await tokens.token() if told else None
    outgoing = await _outgoing(account, tokens)
    incoming = await asyncio.to_thread(_incoming, account, token, clock)
    return [*told, *outgoing, *incoming, *_sender(account)]


def failed(
    subject: MailSubject, error: NotSentError | MailboxError, account: MailAccount
) -> MailFinding:
    """What a server's error means."""
    server = account.outgoing if isinstance(error, NotSentError) else account.incoming
    if isinstance(error, NotSentError):
        fault = _OF_OBSTACLE.get(error.obstacle, MailFault.ODD_ANSWER)
        said = "" if error.answer is None else f"{error.answer.code} {error.answer.text}"
    else:
        fault, said = _OF_TROUBLE.get(error.trouble, MailFault.ODD_ANSWER), error.said
    if fault is MailFault.LOGIN_REFUSED and isinstance(account.login, OAuthLogin):
        fault = MailFault.TOKEN_NOT_TAKEN
    is_outgoing = isinstance(error, NotSentError)
    facts = {
        "place": _place(server),
        "said": said and f" ({said})",
        "folder": account.folder,
        "variable": "VIGIE_SMTP_URL" if is_outgoing else "VIGIE_IMAP_URL",
    }
    return found(subject, fault, server=server, **facts)


def found(
    subject: MailSubject,
    fault: MailFault | None = None,
    *,
    server: MailServer | None = None,
    **facts: str,
) -> MailFinding:
    """A finding about a server, with its provider."""
    provider = Provider.OTHER if server is None else provider_of(server.host)
    return MailFinding(subject=subject, fault=fault, provider=provider, facts=facts)


async def _tokens(account: MailAccount, tokens: AccessTokens) -> MailFinding:
    server = account.incoming or account.outgoing
    try:
        await tokens.token()
    except TokenError as error:
        is_refused = error.obstacle is Obstacle.TOKEN_REFUSED
        fault = MailFault.TOKEN_NOT_GIVEN if is_refused else MailFault.TOKENS_UNREACHABLE
        said = f" ({error.code})" if error.code else ""
        return found(MailSubject.TOKEN, fault, server=server, said=said)
    return found(MailSubject.TOKEN, server=server)


async def _outgoing(account: MailAccount, tokens: AccessTokens) -> list[MailFinding]:
    server = account.outgoing
    if server is None:
        return [found(MailSubject.OUTGOING, MailFault.NO_OUTGOING)]
    try:
        await knock(account, token=tokens.token)
    except NotSentError as error:
        return [failed(MailSubject.OUTGOING, error, account)]
    told = [found(MailSubject.OUTGOING, server=server, place=_place(server))]
    is_microsoft = provider_of(server.host) is Provider.MICROSOFT
    if is_microsoft and isinstance(account.login, PasswordLogin):
        told.append(found(MailSubject.OUTGOING, MailFault.PASSWORD_ENDS, server=server))
    return told


def _incoming(account: MailAccount, token: str | None, clock: Clock) -> list[MailFinding]:
    server = account.incoming
    if server is None:
        return [found(MailSubject.INCOMING, MailFault.NO_INCOMING)]
    try:
        with closing(open_mailbox(account, token=token)) as mailbox:
            entered = found(MailSubject.INCOMING, server=server, place=_place(server))
            try:
                return [entered, *_folders(mailbox, account, clock)]
            except MailboxError as error:
                return [entered, failed(MailSubject.FOLDER, error, account)]
    except MailboxError as error:
        return [failed(MailSubject.INCOMING, error, account)]


def _folders(mailbox: ImapMailbox, account: MailAccount, clock: Clock) -> Iterator[MailFinding]:
    server, days = account.incoming, str(account.silent_days)
    mailbox.position()
    yield found(MailSubject.FOLDER, server=server, folder=account.folder)
    since = clock.now() - timedelta(days=account.silent_days)
    came = any(True for _ in mailbox.arrivals(0, at_most=1, since=since, headers_only=True))
    silent = None if came else MailFault.SILENT
    yield found(MailSubject.ARRIVALS, silent, server=server, folder=account.folder, days=days)
    if account.sent is not SentCopies.NONE:
        yield _sent(mailbox, account)
    junk = mailbox.junk_folder()
    if junk is not None and junk != account.folder:
        count = mailbox.in_junk(since=since, at_most=JUNK_MAX)
        fault = MailFault.IN_JUNK if count else None
        facts = {"folder": junk, "days": days, "count": str(count)}
        yield found(MailSubject.JUNK, fault, server=server, **facts)


def _sent(mailbox: ImapMailbox, account: MailAccount) -> MailFinding:
    try:
        folder = mailbox.sent_folder()
    except MailboxError as error:
        return failed(MailSubject.SENT, error, account)
    return found(MailSubject.SENT, server=account.incoming, folder=folder)


def _sender(account: MailAccount) -> list[MailFinding]:
    """Whether letters leave under the address of the mailbox itself, where that is known."""
    login, address = account.login, account.sender.address
    if account.outgoing is None or login is None or "@" not in login.user:
        return []
    fault = None if login.user.lower() == address.lower() else MailFault.OTHER_SENDER
    facts = {"address": address, "user": login.user}
    return [found(MailSubject.SENDER, fault, server=account.outgoing, **facts)]


def _place(server: MailServer | None) -> str:
    return "" if server is None else f"{server.host}:{server.port}"
