"""A mailbox's two servers as one house: what the one accepts arrives in the other."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.mail.accounts import (
    MailAccount,
    MailServer,
    OAuthLogin,
    PasswordLogin,
    Security,
    SentCopies,
)
from bot.mail.addresses import NamedAddress
from tests.support import smtp_server as post
from tests.support.dovecot import PASSWORD, Dovecot

AUTHSERV = "mx.example.org"
PASSED = f"{AUTHSERV}; dkim=pass header.d=example.org; spf=pass; dmarc=pass header.from=example.org"
_PAUSE_SECONDS = 0.02


@dataclass(slots=True, kw_only=True)
class MailHouse:
    """What happens to mail on its way; `folder` None loses it, `told` is what the house vouches."""

    smtp: post.SmtpServer
    dovecot: Dovecot
    user: str
    security: Security
    folder: str | None = "INBOX"
    told: str | None = PASSED
    stopping: threading.Event = field(default_factory=threading.Event)

    def carry(self) -> None:
        """Put each mail that was accepted into the mailbox, until told to stop."""
        carried = 0
        while not self.stopping.wait(_PAUSE_SECONDS):
            for letter in self.smtp.received[carried:]:
                carried += 1
                if self.folder is not None:
                    self.dovecot.deliver(self.user, self._stamped(letter.raw), folder=self.folder)

    def make_folder(self, name: str) -> None:
        with self.dovecot.entered(self.user) as client:
            client.create(name)

    def outgoing(self, security: Security, *, port: int | None = None) -> MailServer:
        return MailServer(host="127.0.0.1", port=port or self.smtp.port, security=security)

    def account(
        self,
        *,
        password: str = PASSWORD,
        login: PasswordLogin | OAuthLogin | None = None,
        outgoing_port: int | None = None,
        incoming_port: int | None = None,
        folder: str = "INBOX",
        sender: str | None = None,
        knows_authority: bool = True,
        authserv: str | None = AUTHSERV,
    ) -> MailAccount:
        """The account of this mailbox; all is set as it should be, unless told otherwise."""
        port = incoming_port or self.dovecot.secure_port
        return MailAccount(
            sender=NamedAddress(name="École", address=sender or self.user),
            outgoing=self.outgoing(self.security, port=outgoing_port),
            incoming=MailServer(host="127.0.0.1", port=port, security=Security.TLS),
            folder=folder,
            login=login or PasswordLogin(user=self.user, password=password),
            sent=SentCopies.APPEND,
            ca_file=self.dovecot.authority if knows_authority else None,
            authserv=authserv,
            poll_seconds=120,
        )

    def _stamped(self, raw: bytes) -> bytes:
        stamp = f"Authentication-Results: {self.told}\r\n" if self.told else ""
        return stamp.encode() + raw


@contextmanager
def mail_house(dovecot: Dovecot, *, security: Security = Security.TLS) -> Iterator[MailHouse]:
    """A house for one user of a Dovecot, whose certificate the server of letters has too."""
    context = dovecot.server_context()
    with post.smtp_server(
        tls=context if security is Security.TLS else None,
        starttls=context if security is Security.STARTTLS else None,
        has_login=True,
    ) as smtp:
        smtp.passwords.add(PASSWORD)
        user = dovecot.new_user()
        house = MailHouse(smtp=smtp, dovecot=dovecot, user=user, security=security)
        carrier = threading.Thread(target=house.carry, name="carrier of mail")
        carrier.start()
        try:
            yield house
        finally:
            house.stopping.set()
            carrier.join()
