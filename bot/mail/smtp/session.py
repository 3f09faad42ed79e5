"""A conversation with the server of letters, one command after the other (RFC 5321)."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPResponse,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from bot.mail.accounts import MailAccount, MailServer, OAuthLogin, PasswordLogin, Security
from bot.mail.smtp.outcomes import NotSentError, Obstacle, Retry, SmtpAnswer, UnknownFateError

STEP_SECONDS = 60
"""How long each answer before the text may take."""
ANSWER_SECONDS = 600
"""How long the server may take over the text (RFC 5321 §4.5.3.2.6)."""
_CONNECTING_SECONDS = 30
_NO_ROOM_FOR_IT = "5.3"
"""What a letter that is too big is refused with, where a full mailbox is 5.2 (RFC 3463 §3.4)."""
_NOT_LET_IN = frozenset({530, 534, 535, 538})
"""Who asks is not known, or not in this way (RFC 4954 §6)."""
_LONGEST_ANSWER = 500
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)

TokenSource = Callable[[], Awaitable[str]]
"""Gives an access token; raises NotSentError where it gets none."""


class SmtpSession:
    """One connection; what its methods raise beside NotSentError is aiosmtplib's, OSError's kin."""

    def __init__(self, account: MailAccount, server: MailServer) -> None:
        self._account = account
        self._server = server
        self._smtp = SMTP(
            hostname=server.host,
            port=server.port,
            # names no machine of the school's to whoever reads the letter's path
            local_hostname=account.sender.domain,
            timeout=STEP_SECONDS,
            use_tls=server.security is Security.TLS,
            start_tls=False,  # asked for below: left to itself the library goes on in clear
            tls_context=None if server.security is Security.CLEAR else account.tls(),
        )

    @property
    def name(self) -> str:
        """What the server calls itself, else where it listens."""
        said = self._smtp.last_ehlo_response or self._smtp.last_helo_response
        words = _readable(said.message).split() if said else []
        return words[0] if words else self._server.host

    async def open(self, token: TokenSource | None) -> None:
        """Connect, encrypt, log in; nothing is logged in to before the certificate was checked."""
        await self._smtp.connect(timeout=_CONNECTING_SECONDS)
        await self._greet()
        if self._server.security is Security.STARTTLS:
            if not self._smtp.supports_extension("starttls"):
                raise NotSentError(Obstacle.NO_STARTTLS, retry=Retry.LANE)
            await self._smtp.starttls()
            await self._greet()
        await self._log_in(token)

    async def begin(self, sender: str, recipient: str, *, size: int) -> None:
        """Name the envelope, both checked before, and have the server wait for the text."""
        takes_size = self._smtp.supports_extension("size")
        largest = self._smtp.esmtp_extensions.get("size", "")
        if takes_size and largest.isdigit() and 0 < int(largest) < size:
            raise NotSentError(Obstacle.TOO_BIG, retry=Retry.NEVER)
        options = [f"SIZE={size}"] if takes_size else []
        await self._expect(2, "MAIL", f"FROM:<{sender}>", *options)
        await self._expect(2, "RCPT", f"TO:<{recipient}>")
        await self._expect(3, "DATA")

    async def hand_over(self, raw: bytes) -> SmtpAnswer:
        """Send the text and wait for what becomes of it."""
        name, protocol = self.name, self._smtp.protocol
        if protocol is None:  # it hung up while our own side noted that the text will leave
            raise NotSentError(Obstacle.DROPPED, retry=Retry.LATER)
        lines = _LINE_END.sub(b"\r\n", raw).removesuffix(b"\r\n")
        text = _LEADING_DOT.sub(b"..", lines) + b"\r\n.\r\n"
        try:
            protocol.write(text)
        except SMTPServerDisconnected as error:
            raise NotSentError(Obstacle.DROPPED, retry=Retry.LATER) from error
        try:
            response = await protocol.read_response(timeout=ANSWER_SECONDS)
        except TimeoutError as error:
            raise UnknownFateError(Obstacle.SLOW, server=name) from error
        except (SMTPServerDisconnected, OSError) as error:
            raise UnknownFateError(Obstacle.DROPPED, server=name) from error
        except SMTPResponseException as error:
            raise UnknownFateError(Obstacle.ODD_ANSWER, server=name) from error
        answer = answer_of(response, server=name)
        if answer.code // 100 not in {2, 4, 5}:
            raise UnknownFateError(Obstacle.ODD_ANSWER, server=name)
        return _let_pass(answer, kind=2)

    def close(self) -> None:
        """Take leave at once: what the server still has to say changes nothing."""
        protocol, transport = self._smtp.protocol, self._smtp.transport
        if protocol is not None and protocol.is_connected:
            protocol.write(b"QUIT\r\n")
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()
        self._smtp.close()

    async def _greet(self) -> None:
        answer = await self._ask("EHLO", self._account.sender.domain)
        if answer.code // 100 == 2:  # noqa: PLR2004  # the class of answers that say yes
            self._smtp.last_ehlo_response = answer
        else:
            await self._expect(2, "HELO", self._account.sender.domain)

    async def _log_in(self, token: TokenSource | None) -> None:
        login = self._account.login
        try:
            if login is not None:
                await self._authenticate(login, token)
        except SMTPAuthenticationError as error:
            answer = answer_of(SMTPResponse(error.code, error.message), server=self.name)
            is_for_now = answer.code // 100 == 4  # noqa: PLR2004  # too many at once, or later
            retry = Retry.LATER if is_for_now else Retry.LANE
            raise NotSentError(Obstacle.LOGIN_REFUSED, retry=retry, answer=answer) from None

    async def _authenticate(
        self, login: PasswordLogin | OAuthLogin, token: TokenSource | None
    ) -> None:
        offered = self._smtp.server_auth_methods
        match login:
            case OAuthLogin() if "xoauth2" in offered and token is not None:
                await self._smtp.auth_xoauth2(login.user, await token())
            case PasswordLogin() if "plain" in offered:
                await self._smtp.auth_plain(login.user, login.password)
            case PasswordLogin() if "login" in offered:
                await self._smtp.auth_login(login.user, login.password)
            case PasswordLogin() if "cram-md5" in offered:
                await self._smtp.auth_crammd5(login.user, login.password)
            case _:
                raise NotSentError(Obstacle.NO_LOGIN, retry=Retry.LANE)

    async def _expect(self, kind: int, *words: str) -> None:
        _let_pass(answer_of(await self._ask(*words), server=self.name), kind=kind)

    async def _ask(self, *words: str) -> SMTPResponse:
        return await self._smtp.execute_command(*(one.encode("ascii") for one in words))


def answer_of(response: SMTPResponse, *, server: str) -> SmtpAnswer:
    """An answer as it is kept: on one line, no longer than is of use, as text that can be kept."""
    text = _readable(response.message)[:_LONGEST_ANSWER].strip()
    enhanced = _ENHANCED.match(text)
    return SmtpAnswer(
        code=response.code, enhanced=enhanced and enhanced[0], text=text, server=server
    )


def _let_pass(answer: SmtpAnswer, *, kind: int) -> SmtpAnswer:
    """The answer, if it is of the kind that was hoped for. Raises NotSentError."""
    match answer.code:
        case code if code // 100 == kind:
            return answer
        case code if code in _NOT_LET_IN:
            raise NotSentError(Obstacle.LOGIN_REFUSED, retry=Retry.LANE, answer=answer)
        case 552 if (answer.enhanced or _NO_ROOM_FOR_IT).startswith(_NO_ROOM_FOR_IT):
            raise NotSentError(Obstacle.TOO_BIG, retry=Retry.NEVER, answer=answer)
        case code if code // 100 == 5:  # noqa: PLR2004  # the class of those for good
            raise NotSentError(Obstacle.REFUSED, retry=Retry.NEVER, answer=answer)
        case code if code // 100 == 4:  # noqa: PLR2004  # the class of those for now
            raise NotSentError(Obstacle.REFUSED, retry=Retry.LATER, answer=answer)
        case _:
            raise NotSentError(Obstacle.ODD_ANSWER, retry=Retry.LATER, answer=answer)


def _readable(text: str) -> str:
    known = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _UNPRINTABLE.sub(" ", known)
