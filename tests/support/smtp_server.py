"""A real SMTP server on loopback that answers as a test tells it, and keeps what it accepted."""

import asyncio
import base64
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

_MESSAGE_ID = re.compile(rb"^Message-ID: *(?:\r\n )?(\S+)", re.IGNORECASE | re.MULTILINE)
USER, PASSWORD, TOKEN = "contact@example.org", "hush-password", "hush-token"


class Step(StrEnum):
    """Where in a conversation a server can do something unusual."""

    CONNECT = "connect"
    LOGIN = "login"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """What the server does at a step, in this order: keep the letter, wait, hang up, answer.

    `keeps` is for the text alone: a server can have a letter whatever it says.
    """

    answer: str | None = None
    seconds: float = 0
    hangs_up: bool = False
    keeps: bool = False


USUAL = Reaction()
STALLS = Reaction(seconds=float("inf"))
KEPT_AND_HUNG_UP = Reaction(keeps=True, hangs_up=True)
LOST_AND_HUNG_UP = Reaction(hangs_up=True)
KEPT_AND_STALLS = Reaction(keeps=True, seconds=float("inf"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLetter:
    """What the server has, as it came."""

    sender: str
    recipient: str
    raw: bytes
    message_id: str


Script = Callable[[Step, str], Reaction]
"""What to do at a step, given whom the letter is for where that is known by then."""


def at(step: Step, reaction: Reaction) -> Script:
    """At this step do this, else what is usual."""
    return lambda now, _: reaction if now is step else USUAL


def saying(step: Step, answer: str) -> Script:
    """At this step answer this."""
    return at(step, Reaction(answer=answer))


@dataclass(slots=True)
class SmtpServer:
    """The server: where it listens, what it has, how often it was asked, what it is to do."""

    port: int = 0
    script: Script = lambda _, __: USUAL
    received: list[ReceivedLetter] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    passwords: set[str] = field(default_factory=lambda: {PASSWORD})
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    open: list["_Conversation"] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [one.message_id for one in self.received]

    def cut(self) -> None:
        """Have every connection be gone at once; from any thread."""
        for one in tuple(self.open):
            one.loop.call_soon_threadsafe(one.hang_up)


class _Conversation(SMTP):
    """One connection."""

    def __init__(self, handler: "_Handler", **options: Any) -> None:
        super().__init__(handler, **options)
        self._server = handler.server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._server.open.append(self)

    async def _handle_client(self) -> None:
        try:
            await self._converse()
        finally:
            self._server.open.remove(self)
            self._writer.close()

    async def _converse(self) -> None:
        reaction = await self.react(Step.CONNECT)
        if reaction.answer is not None:
            self._writer.write(reaction.answer.encode() + b"\r\n")
        elif not self.is_gone:
            await super()._handle_client()

    async def smtp_DATA(self, arg: str) -> None:
        reaction = await self.react(Step.DATA)
        if self.is_gone:
            return
        if reaction.answer is not None:
            await self.push(reaction.answer)
        else:
            await super().smtp_DATA(arg)

    async def push(self, status: Any) -> None:
        if not self.is_gone:
            await super().push(status)

    @property
    def is_gone(self) -> bool:
        return self.transport is None or self.transport.is_closing()

    async def react(self, step: Step) -> Reaction:
        self._server.steps.append(step)
        recipients = self.envelope.rcpt_tos if self.envelope else []
        reaction = self._server.script(step, recipients[-1] if recipients else "")
        if reaction.keeps:
            self.keep()
        if reaction.seconds == float("inf"):
            await self._server.stopping.wait()
        await asyncio.sleep(0 if self._server.stopping.is_set() else min(reaction.seconds, 3600))
        if reaction.hangs_up:
            self.hang_up()
        return reaction

    def hang_up(self) -> None:
        if self.transport is not None:
            self.transport.abort()  # type: ignore[attr-defined]  # as every transport that writes

    def keep(self) -> None:
        assert self.envelope is not None
        raw = self.envelope.original_content or b""
        found = _MESSAGE_ID.search(raw)
        letter = ReceivedLetter(
            sender=self.envelope.mail_from or "",
            recipient=self.envelope.rcpt_tos[0],
            raw=raw,
            message_id=found[1].decode() if found else "",
        )
        self._server.received.append(letter)


class _Handler:
    def __init__(self, server: SmtpServer) -> None:
        self.server = server

    async def handle_MAIL(
        self, smtp: _Conversation, _: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from, envelope.mail_options = address, options
        return (await smtp.react(Step.MAIL)).answer or "250 2.1.0 OK"

    async def handle_RCPT(
        self, smtp: _Conversation, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        answer = (await smtp.react(Step.RCPT)).answer
        if answer is not None:
            envelope.rcpt_tos.pop()
        return answer or "250 2.1.5 OK"

    async def handle_DATA(self, smtp: _Conversation, _: Session, __: Envelope) -> str:
        reaction = await smtp.react(Step.TEXT)
        if reaction.answer is None and not reaction.keeps and not reaction.hangs_up:
            smtp.keep()
        return reaction.answer or "250 2.0.0 Queued as 4F7"

    async def handle_exception(self, error: Exception) -> str:
        return f"421 4.3.0 {type(error).__name__}"


class _HandlerWithLogin(_Handler):
    def check(self, _: SMTP, __: Session, ___: Envelope, ____: str, login: Any) -> AuthResult:
        assert isinstance(login, LoginPassword)
        self.server.logins.append(login.login.decode())
        is_right = login.password.decode() in self.server.passwords
        return AuthResult(success=is_right, handled=False)

    async def handle_AUTH(
        self, smtp: _Conversation, _: Session, __: Envelope, args: list[str]
    ) -> Any:
        reaction = await smtp.react(Step.LOGIN)
        if reaction.answer is not None:
            return reaction.answer
        method = smtp._auth_methods[args[0]]
        result = await method.method(smtp, args)
        if result.success:
            smtp.session.authenticated = True  # type: ignore[union-attr]
            return "235 2.7.0 Welcome"
        return "535 5.7.8 Authentication credentials invalid"

    async def auth_XOAUTH2(self, smtp: _Conversation, args: list[str]) -> AuthResult:
        fields = base64.b64decode(args[1]).decode().split("\x01")
        token = fields[1].removeprefix("auth=Bearer ")
        if token not in self.server.tokens:
            await smtp.push("334 eyJzdGF0dXMiOiI0MDEifQ==")
            await smtp._reader.readline()
            return AuthResult(success=False, handled=False)
        self.server.logins.append(fields[0].removeprefix("user="))
        return AuthResult(success=True)


@contextmanager
def smtp_server(
    *,
    port: int = 0,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    has_login: bool = False,
    largest: int = 33_554_432,
) -> Iterator[SmtpServer]:
    """A server of its own thread while the block lasts; `port` 0 takes a free one and keeps it."""
    loop = asyncio.new_event_loop()
    server = SmtpServer()
    handler = (_HandlerWithLogin if has_login else _Handler)(server)
    options: dict[str, Any] = {
        "hostname": "mx.example.org",
        "ident": "ESMTP",
        "data_size_limit": largest,
        "loop": loop,
        "tls_context": starttls,
        "auth_require_tls": starttls is not None,
        "auth_exclude_mechanism": [] if has_login else ["PLAIN", "LOGIN"],
        "authenticator": handler.check if isinstance(handler, _HandlerWithLogin) else None,
    }
    thread = threading.Thread(target=loop.run_forever, name="smtp server")
    thread.start()

    async def listen() -> asyncio.Server:
        # who hangs up in the midst of a conversation says no goodbye, for which 30 s are usual
        goodbye: dict[str, Any] = {} if tls is None else {"ssl_shutdown_timeout": 0.2}
        return await loop.create_server(
            lambda: _Conversation(handler, **options), "127.0.0.1", port, ssl=tls, **goodbye
        )

    async def leave(listening: asyncio.Server) -> None:
        listening.close()
        server.stopping.set()
        for one in server.open:
            one._writer.transport.abort()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await listening.wait_closed()
        # who never got as far as a conversation, as over a certificate, is known by its socket
        while len(loop._selector.get_map()) > 1:  # type: ignore[attr-defined]  # its own pipe stays
            await asyncio.sleep(0.005)

    listening = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(leave(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
