"""Clients of the standard library that cannot send a command which changes a mailbox."""

import imaplib
import re
import ssl

from imap_tools import BaseMailBox

from bot.mail.accounts import MailServer, Security
from bot.mail.mailbox import WHOLE_MAX

TIMEOUT_SECONDS = 60
"""On connecting, and on each read."""
_SPARE = 1024 * 1024
"""How far a server's literal may go beyond the size that it told."""

_READING = frozenset({"CAPABILITY", "EXAMINE", "IDLE", "LIST", "LOGOUT", "NOOP", "STATUS"})
_SIGNING_IN = frozenset({"AUTHENTICATE", "LOGIN"})
_FETCHED = re.compile(
    r"\((?:UID|INTERNALDATE|RFC822\.SIZE|BODY\.PEEK\[(?:HEADER)?\](?:<0\.\d+>)?| )+\)"
)
"""What is asked of a mail: without `PEEK` a server would note that it was read."""


class WritingError(Exception):
    """A command that changes a mailbox, or may, was about to be sent; nothing was."""


class _Guarded(imaplib.IMAP4):
    """Sends what is named here and nothing else, and takes no more at once than it asked for."""

    may_append = False

    def _command(self, name: str, *args: str | bytes | None) -> bytes:
        try:
            self._check(name, args)
        except WritingError:
            self.literal = None  # what was to go with it, else it went with the next command
            raise
        tag: bytes = super()._command(name, *args)  # type: ignore[misc]
        return tag

    def learn(self) -> None:
        """Ask what the server can do; it tells more once somebody is signed in."""
        self._get_capabilities()

    def _check(self, name: str, args: tuple[str | bytes | None, ...]) -> None:
        told = [_text(arg) for arg in args if arg is not None]
        if any("\r" in one or "\n" in one for one in told):
            raise WritingError(name)
        if name in _READING or name in _SIGNING_IN or (name == "APPEND" and self.may_append):
            return
        if name == "UID" and told[0].upper() == "SEARCH":
            return
        if name == "UID" and told[0].upper() == "FETCH" and _FETCHED.fullmatch(told[-1]):
            return
        raise WritingError(name)

    def _log(self, _: str) -> None:
        """Remember no command: the standard library would keep the password among the last."""

    def read(self, size: int) -> bytes:
        if size > WHOLE_MAX + _SPARE:
            raise self.abort("literal too big")
        return super().read(size)


class _Clear(_Guarded):
    """In clear, on this machine only."""


class _Secure(_Guarded, imaplib.IMAP4_SSL):
    """Inside TLS, with a context that checks certificate and name."""


class ReadingBox(BaseMailBox):
    """imap-tools on a client that only reads; `may_append` lets it add copies as well.

    Raises what `imaplib`, `ssl` and `socket` raise.
    """

    client: _Guarded

    def __init__(
        self, server: MailServer, context: ssl.SSLContext, *, may_append: bool = False
    ) -> None:
        self._server, self._context, self._may_append = server, context, may_append
        super().__init__()

    def _get_mailbox_client(self) -> _Guarded:
        host, port = self._server.host, self._server.port
        client: _Guarded
        if self._server.security is Security.TLS:
            client = _Secure(host, port, ssl_context=self._context, timeout=TIMEOUT_SECONDS)
        else:
            client = _Clear(host, port, timeout=TIMEOUT_SECONDS)
        client.may_append = self._may_append
        return client


def _text(argument: str | bytes) -> str:
    return argument.decode("utf-8", "replace") if isinstance(argument, bytes) else str(argument)
