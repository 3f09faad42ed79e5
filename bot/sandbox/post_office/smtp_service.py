"""The post office's server of letters: SMTP on loopback, answering as its mood has it."""

import asyncio
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.sandbox.post_office.moods import Mood
from bot.sandbox.post_office.office import PostOffice
from bot.sandbox.post_office.refusals import refusal_of
from bot.sandbox.post_office.writing import AUTHSERV

HOST = "127.0.0.1"
LARGEST = 25 * 1024 * 1024
"""Bytes of a letter: what large providers take."""
_QUEUED = "250 2.0.0 Queued as {id}"
_ANSWERS = {
    Mood.REFUSE: "550 5.1.1 No such user here",
    Mood.BUSY: "451 4.3.2 Busy, please come back later",
}


class SmtpService:
    """Listens from `start` to `stop`."""

    def __init__(self, office: PostOffice) -> None:
        self.office = office
        self.stopping = asyncio.Event()
        self.open: set[_Conversation] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on a port that the system gives, and tell the office which it is."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Conversation(self, loop), HOST, 0)
        self.office.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Hang up on everybody."""
        self.stopping.set()
        if self._server is None:
            return
        self._server.close()
        talks = [one.talk for one in self.open if one.talk is not None]
        for conversation in tuple(self.open):
            conversation.hang_up()
        await asyncio.gather(*talks, return_exceptions=True)
        await self._server.wait_closed()


class _Conversation(SMTP):
    """One connection, which says nothing more once it is cut."""

    def __init__(self, service: SmtpService, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            _Handler(service), data_size_limit=LARGEST, hostname=AUTHSERV, ident="ESMTP", loop=loop
        )
        self._service = service

    @property
    def talk(self) -> asyncio.Task[None] | None:
        return self._handler_coroutine

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._service.open.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        self._service.open.discard(self)
        super().connection_lost(error)

    async def push(self, status: Any) -> None:  # noqa: ANN401  # text or bytes
        if self.transport is not None and not self.transport.is_closing():
            await super().push(status)

    def hang_up(self) -> None:
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()


class _Handler:
    """What the server answers; one mood for each letter, whichever step it shows at."""

    def __init__(self, service: SmtpService) -> None:
        self._service = service
        self._mood = Mood.TAKE

    async def handle_RCPT(  # noqa: N802  # aiosmtpd calls it so
        self, _smtp: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if envelope.rcpt_tos:
            return "452 4.5.3 One recipient at a time"
        self._mood = self._service.office.next_mood()
        refusal = _ANSWERS.get(self._mood)
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802  # as above
        self, smtp: _Conversation, _session: Session, envelope: Envelope
    ) -> str:
        raw = envelope.original_content or b""
        if (refusal := refusal_of(raw)) is not None:
            return refusal
        if self._mood is Mood.LOSE:
            smtp.hang_up()
            return ""
        if self._mood is Mood.SLOW:
            await self._think()
        mail = self._service.office.take(
            raw, sender=envelope.mail_from or "", recipient=envelope.rcpt_tos[0]
        )
        if self._mood is Mood.DROP:
            smtp.hang_up()
        return _QUEUED.format(id=mail.id)

    async def _think(self) -> None:
        stopping, seconds = self._service.stopping, self._service.office.moods.slow_seconds
        try:
            await asyncio.wait_for(stopping.wait(), seconds)
        except TimeoutError:
            return
