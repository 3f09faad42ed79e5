"""The school's mail account: under which address, through which servers, with what right."""

import re
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from bot.mail.addresses import NamedAddress
from bot.slack.addresses import is_loopback

if TYPE_CHECKING:
    from bot.mail.stationery import Stationery

INBOX = "INBOX"
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", re.IGNORECASE)
_IPV6 = re.compile(r"[0-9a-f:.]+", re.IGNORECASE)


class Security(StrEnum):
    """How a connection is kept from others; in clear it stays on this machine."""

    TLS = "tls"
    STARTTLS = "starttls"
    CLEAR = "clear"


class SentCopies(StrEnum):
    """Who keeps a copy of what was sent in the mailbox; only the server's own proves anything."""

    SERVER = "server"
    APPEND = "append"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where a server listens."""

    host: str
    port: int
    security: Security

    @property
    def is_here(self) -> bool:
        """Whether it is this machine itself."""
        return is_loopback(self.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordLogin:
    """A user and a password, or an app's or a device's password."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthLogin:
    """OAuth2 client credentials (RFC 6749 §4.4) with which XOAUTH2 opens a user's mailbox."""

    user: str
    token_url: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAccount:
    """What Vigie sends and reads mail with; either server may be absent, not both.

    `authserv`: whose Authentication-Results are believed. `poll_seconds`: the pause between two
    passes over the mailbox. After `silent_days` without a mail somebody is to look at it.
    """

    sender: NamedAddress
    outgoing: MailServer | None
    incoming: MailServer | None
    folder: str
    login: PasswordLogin | OAuthLogin | None
    sent: SentCopies
    ca_file: Path | None
    authserv: str | None
    poll_seconds: float
    silent_days: int = 7

    @property
    def stationery(self) -> "Stationery | None":
        """What letters are written with; None where none can leave."""
        if self.outgoing is None:
            return None
        from bot.mail.stationery import Stationery  # noqa: PLC0415  # nothing of it is needed before

        return Stationery(sender=self.sender)

    def tls(self) -> ssl.SSLContext:
        """A context that checks certificates and names, from TLS 1.2 on (RFC 8996)."""
        return _checking(self.ca_file)


@cache
def _checking(ca_file: Path | None) -> ssl.SSLContext:
    """Made once: to read the system's authorities takes longer than many a conversation."""
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def smtp_server(url: str) -> MailServer:
    """The server of letters that leave. Raises ValueError, which never repeats the address."""
    sort = "should be such as smtps://host:465 or smtp+starttls://host:587"
    schemes = {
        "smtps": (Security.TLS, 465),
        "smtp+starttls": (Security.STARTTLS, 587),
        "smtp": (Security.CLEAR, 25),
    }
    parts = _parts(url, sort)
    if parts.path not in {"", "/"}:
        raise ValueError(f"{sort}, with nothing behind the port")
    return _server(parts, schemes, sort)


def imap_server(url: str) -> tuple[MailServer, str]:
    """The mailbox's server, and the folder that is read. Raises ValueError, as above."""
    sort = "should be such as imaps://host:993/INBOX"
    parts = _parts(url, sort)
    folder = unquote(parts.path.removeprefix("/")) or INBOX
    if not folder.isprintable():
        raise ValueError(f"{sort}, with a folder's name as the mailbox shows it")
    schemes = {"imaps": (Security.TLS, 993), "imap": (Security.CLEAR, 143)}
    return _server(parts, schemes, sort), folder


def _parts(url: str, sort: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:  # its message quotes the address
        parts = urlsplit("")
    if parts.username is not None or parts.password is not None:
        raise ValueError(
            f"{sort}, without user or password: they belong in VIGIE_MAIL_USER and "
            "VIGIE_MAIL_PASSWORD"
        )
    if parts.query or parts.fragment or not url.isprintable():
        raise ValueError(sort)
    return parts


def _server(parts: SplitResult, schemes: dict[str, tuple[Security, int]], sort: str) -> MailServer:
    host = parts.hostname or ""
    if parts.scheme not in schemes or not (_HOST.fullmatch(host) or _IPV6.fullmatch(host)):
        raise ValueError(sort)
    security, usual_port = schemes[parts.scheme]
    if security is Security.CLEAR and not is_loopback(host):
        raise ValueError(f"{sort}: in clear it goes no further than this machine")
    if parts.port == 0:
        raise ValueError(sort)
    return MailServer(host=host, port=parts.port or usual_port, security=security)
