"""The variables that set mail up, checked together once at the start."""

import ssl
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings

from bot.mail.accounts import (
    INBOX,
    MailAccount,
    OAuthLogin,
    PasswordLogin,
    SentCopies,
    imap_server,
    smtp_server,
)
from bot.mail.addresses import NamedAddress, named_address
from bot.slack.addresses import keeps_secrets


def _check_from(value: str | None) -> str | None:
    try:
        if value is not None:
            named_address(value)
    except ValueError as error:
        sort = "should be one address such as Vigie <contact@example.org>"
        raise ValueError(f"{sort} ({error})") from None
    return value


def _check_smtp(value: str | None) -> str | None:
    if value is not None:
        smtp_server(value)
    return value


def _check_imap(value: str | None) -> str | None:
    if value is not None:
        imap_server(value)
    return value


def _check_token_url(value: str | None) -> str | None:
    if value is not None and not keeps_secrets(value):
        raise ValueError("should be an address such as https://login.example.org/token")
    return value


def _check_authority(value: Path | None) -> Path | None:
    try:
        if value is not None:
            ssl.create_default_context(cafile=value)
    except (OSError, ssl.SSLError) as error:
        raise ValueError("should be the path of a file with certificates in PEM") from error
    return value


def _check_line(value: str | None) -> str | None:
    if value is not None and not value.isprintable():
        raise ValueError("should be one line without control characters")
    return value


_Line = Annotated[str | None, AfterValidator(_check_line)]


class MailVariables(BaseSettings):
    """Every variable of mail; without `VIGIE_MAIL_FROM` no mail is sent and none is read."""

    mail_from: Annotated[str | None, AfterValidator(_check_from)] = Field(
        None, validation_alias="VIGIE_MAIL_FROM"
    )
    smtp_url: Annotated[str | None, AfterValidator(_check_smtp)] = Field(
        None, validation_alias="VIGIE_SMTP_URL"
    )
    imap_url: Annotated[str | None, AfterValidator(_check_imap)] = Field(
        None, validation_alias="VIGIE_IMAP_URL"
    )
    mail_user: _Line = Field(None, validation_alias="VIGIE_MAIL_USER")
    mail_password: SecretStr = Field(SecretStr(""), validation_alias="VIGIE_MAIL_PASSWORD")
    mail_oauth_token_url: Annotated[str | None, AfterValidator(_check_token_url)] = Field(
        None, validation_alias="VIGIE_MAIL_OAUTH_TOKEN_URL"
    )
    mail_oauth_client_id: _Line = Field(None, validation_alias="VIGIE_MAIL_OAUTH_CLIENT_ID")
    mail_oauth_client_secret: SecretStr = Field(
        SecretStr(""), validation_alias="VIGIE_MAIL_OAUTH_CLIENT_SECRET"
    )
    mail_oauth_scope: _Line = Field(None, validation_alias="VIGIE_MAIL_OAUTH_SCOPE")
    mail_sent: SentCopies | None = Field(None, validation_alias="VIGIE_MAIL_SENT")
    mail_ca_file: Annotated[Path | None, AfterValidator(_check_authority)] = Field(
        None, validation_alias="VIGIE_MAIL_CA_FILE"
    )
    mail_authserv: _Line = Field(None, validation_alias="VIGIE_MAIL_AUTHSERV")
    mail_poll_seconds: float = Field(
        120, ge=1, le=3600, allow_inf_nan=False, validation_alias="VIGIE_MAIL_POLL_SECONDS"
    )
    mail_silent_days: int = Field(7, ge=1, le=365, validation_alias="VIGIE_MAIL_SILENT_DAYS")

    letters_per_minute: float = Field(
        20, ge=1, le=60_000, allow_inf_nan=False, validation_alias="VIGIE_MAIL_PER_MINUTE"
    )

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        _ = self.mail
        return self

    @property
    def mail(self) -> MailAccount | None:
        """The account; None where mail is not set up. Raises ValueError where parts are missing."""
        if self.mail_from is None or (self.smtp_url is None and self.imap_url is None):
            return None
        sender = named_address(self.mail_from)
        outgoing = None if self.smtp_url is None else smtp_server(self.smtp_url)
        incoming, folder = (None, INBOX) if self.imap_url is None else imap_server(self.imap_url)
        login = self._login(sender)
        servers = [one for one in (outgoing, incoming) if one is not None]
        if login is None and not all(one.is_here for one in servers):
            raise ValueError(
                "VIGIE_MAIL_PASSWORD: should hold the mailbox's password, or one that the "
                "provider makes for an application; with OAuth2, set VIGIE_MAIL_OAUTH_TOKEN_URL, "
                "VIGIE_MAIL_OAUTH_CLIENT_ID and VIGIE_MAIL_OAUTH_CLIENT_SECRET instead"
            )
        return MailAccount(
            sender=sender,
            outgoing=outgoing,
            incoming=incoming,
            folder=folder,
            login=login,
            sent=self._sent(),
            ca_file=self.mail_ca_file,
            authserv=self.mail_authserv,
            poll_seconds=self.mail_poll_seconds,
            silent_days=self.mail_silent_days,
        )

    def _login(self, sender: NamedAddress) -> PasswordLogin | OAuthLogin | None:
        user = self.mail_user or sender.address
        password = self.mail_password.get_secret_value()
        secret = self.mail_oauth_client_secret.get_secret_value()
        of_oauth = (self.mail_oauth_token_url, self.mail_oauth_client_id, secret)
        if not any(of_oauth):
            return PasswordLogin(user=user, password=password) if password else None
        if password:
            raise ValueError(
                "VIGIE_MAIL_PASSWORD: should be empty where VIGIE_MAIL_OAUTH_… is set: "
                "one of the two is used, for both servers"
            )
        names = ("TOKEN_URL", "CLIENT_ID", "CLIENT_SECRET")
        if missing := [name for name, value in zip(names, of_oauth, strict=True) if not value]:
            raise ValueError(
                f"VIGIE_MAIL_OAUTH_{missing[0]}: is missing: OAuth2 needs the address of tokens, "
                "the application's id and its secret"
            )
        return OAuthLogin(
            user=user,
            token_url=self.mail_oauth_token_url or "",
            client_id=self.mail_oauth_client_id or "",
            client_secret=secret,
            scope=self.mail_oauth_scope or "",
        )

    def _sent(self) -> SentCopies:
        if self.mail_sent is SentCopies.APPEND and self.imap_url is None:
            raise ValueError(
                "VIGIE_MAIL_SENT: append needs VIGIE_IMAP_URL: the copy is put into the mailbox"
            )
        usual = SentCopies.NONE if self.imap_url is None else SentCopies.APPEND
        return self.mail_sent or usual
