"""A letter handed to the server, so that each failure says whether the server may have it.

Until the text leaves, nothing was sent; from then on only the server's answer says what became of
it (RFC 5321 §4.1.1.4 and §6.1).
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiosmtplib import SMTPException, SMTPResponse, SMTPResponseException, SMTPServerDisconnected

from bot.mail.accounts import MailAccount
from bot.mail.addresses import AddressError, one_address
from bot.mail.smtp.outcomes import NotSentError, Obstacle, Retry, SmtpAnswer
from bot.mail.smtp.session import SmtpSession, TokenSource, answer_of

PREPARING_SECONDS = 240
"""How long all that comes before the text may take; with the wait for the answer, it is less than
a claim on a letter holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingLetter:
    """The bytes of a letter, and its envelope: one recipient, so that one answer is its own."""

    raw: bytes
    sender: str
    recipient: str


async def submit(
    account: MailAccount,
    letter: OutgoingLetter,
    *,
    handing_over: Callable[[], Awaitable[None]],
    token: TokenSource | None = None,
) -> SmtpAnswer:
    """Have the server accept a letter, and give back how it answered.

    `handing_over` is awaited once the server waits for the text, just before that leaves: what it
    raises is raised, and nothing was sent. Raises NotSentError and UnknownFateError. Cancelled
    before `handing_over` was called, nothing was sent either.
    """
    _check(letter)
    async with _session(account) as session:
        async with _preparing(session):
            await session.open(token)
            await session.begin(letter.sender, letter.recipient, size=len(letter.raw))
        await handing_over()
        return await session.hand_over(letter.raw)


async def knock(account: MailAccount, *, token: TokenSource | None = None) -> str:
    """Connect and log in, send nothing, and say what the server calls itself.

    Raises NotSentError.
    """
    async with _session(account) as session, _preparing(session):
        await session.open(token)
        return session.name


def _check(letter: OutgoingLetter) -> None:
    """Refuse what is not one address: the library cuts off what follows one without a word."""
    try:
        is_exact = all(one_address(one) == one for one in (letter.sender, letter.recipient))
    except AddressError:
        is_exact = False
    if not is_exact:
        raise NotSentError(Obstacle.ADDRESS, retry=Retry.NEVER)


@asynccontextmanager
async def _session(account: MailAccount) -> AsyncIterator[SmtpSession]:
    if account.outgoing is None:
        raise NotSentError(Obstacle.UNREACHABLE, retry=Retry.LANE)
    session = SmtpSession(account, account.outgoing)
    try:
        yield session
    finally:
        session.close()


@asynccontextmanager
async def _preparing(session: SmtpSession) -> AsyncIterator[None]:
    """Say of whatever fails before the text that nothing was sent.

    The library's errors are not kept as causes: their texts repeat commands.
    """
    try:
        async with asyncio.timeout(PREPARING_SECONDS):
            yield
    except SMTPResponseException as error:  # in the greeting or at STARTTLS
        answer = answer_of(SMTPResponse(error.code, error.message), server=session.name)
        raise NotSentError(Obstacle.ODD_ANSWER, retry=Retry.LATER, answer=answer) from None
    except (SMTPException, OSError) as error:
        obstacle = _obstacle_in(error)
        retry = Retry.LANE if obstacle in {Obstacle.CERTIFICATE, Obstacle.TLS} else Retry.LATER
        raise NotSentError(obstacle, retry=retry) from None


def _obstacle_in(error: BaseException) -> Obstacle:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Obstacle.CERTIFICATE
        if isinstance(cause, ssl.SSLError):
            return Obstacle.TLS
        cause = cause.__cause__
    if isinstance(error, TimeoutError):
        return Obstacle.SLOW
    return Obstacle.DROPPED if isinstance(error, SMTPServerDisconnected) else Obstacle.UNREACHABLE
