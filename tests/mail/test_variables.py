"""The mail account as the environment describes it, refused with a sentence that names what."""

import ssl
import traceback
from pathlib import Path

import pytest

from bot.domain.errors import MisconfiguredError
from bot.mail.accounts import (
    MailAccount,
    MailServer,
    OAuthLogin,
    PasswordLogin,
    Security,
    SentCopies,
)
from bot.settings import SECRETS, Settings, SettingsError, read_settings

FROM = "École <contact@example.org>"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no `.env` of whoever runs the tests."""
    for name, field in Settings.model_fields.items():
        monkeypatch.delenv(str(field.validation_alias or name.upper()), raising=False)
    for name in SECRETS:
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


def _set(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"VIGIE_{name}", value)


def _account(monkeypatch: pytest.MonkeyPatch, **variables: str) -> MailAccount:
    _set(monkeypatch, **variables)
    account = read_settings().mail
    assert account is not None
    return account


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("MAIL_FROM", "École", "such as Vigie <contact@example.org> (there is no address)"),
        ("MAIL_FROM", "a@example.org, b@example.org", "more than one address"),
        ("MAIL_FROM", "École <rené@example.org>", "accents"),
        ("MAIL_FROM", "École\r\nBcc: x <a@example.org>", "line break"),
        ("SMTP_URL", "mail.example.org", "such as smtps://host:465"),
        ("SMTP_URL", "smtps://", "such as smtps://host:465"),
        ("SMTP_URL", "smtps://host:hush", "such as smtps://host:465"),
        ("SMTP_URL", "smtps://host:99999", "such as smtps://host:465"),
        ("SMTP_URL", "smtps://host:0", "such as smtps://host:465"),
        ("SMTP_URL", "smtps://user:hush@host", "VIGIE_MAIL_USER and VIGIE_MAIL_PASSWORD"),
        ("SMTP_URL", "smtps://host/INBOX", "nothing behind the port"),
        ("SMTP_URL", "smtp://mail.example.org", "no further than this machine"),
        ("SMTP_URL", "imaps://host", "such as smtps://host:465"),
        ("IMAP_URL", "imap://mail.example.org", "no further than this machine"),
        ("IMAP_URL", "imaps://user:hush@host", "VIGIE_MAIL_USER and VIGIE_MAIL_PASSWORD"),
        ("IMAP_URL", "imaps://host/INBOX%0D%0Ax", "as the mailbox shows it"),
        ("IMAP_URL", "imaps://host?ssl=no", "such as imaps://host:993/INBOX"),
        ("MAIL_USER", "contact\r\n", "one line"),
        ("MAIL_OAUTH_TOKEN_URL", "http://login.example.org/token", "such as https://login"),
        ("MAIL_OAUTH_TOKEN_URL", "ftp://localhost/token", "such as https://login"),
        ("MAIL_SENT", "both", "'server', 'append' or 'none'"),
        ("MAIL_CA_FILE", "/nowhere/ca.pem", "certificates in PEM"),
        ("MAIL_CA_FILE", __file__, "certificates in PEM"),
        ("MAIL_POLL_SECONDS", "0", "greater than or equal to 1"),
        ("MAIL_POLL_SECONDS", "soon", "number"),
    ],
)
def test_a_malformed_value_is_named_with_what_it_should_hold(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    _set(monkeypatch, **{name: value})
    with pytest.raises(SettingsError) as refusal:
        read_settings()

    assert str(refusal.value).startswith(f"VIGIE_{name}: ")
    assert expected in str(refusal.value)
    assert "hush" not in "".join(traceback.format_exception(refusal.value))


SENDING = {"MAIL_FROM": FROM, "SMTP_URL": "smtps://mail.example.org"}
OAUTH = {
    "MAIL_OAUTH_TOKEN_URL": "https://login.example.org/token",
    "MAIL_OAUTH_CLIENT_ID": "vigie",
    "MAIL_OAUTH_CLIENT_SECRET": "hush",
}


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        (SENDING, "VIGIE_MAIL_PASSWORD: should hold"),
        (SENDING | OAUTH | {"MAIL_PASSWORD": "hush"}, "VIGIE_MAIL_PASSWORD: should be empty"),
        (
            SENDING | OAUTH | {"MAIL_OAUTH_CLIENT_SECRET": ""},
            "VIGIE_MAIL_OAUTH_CLIENT_SECRET: is missing",
        ),
        (
            SENDING | {"MAIL_OAUTH_CLIENT_SECRET": "hush"},
            "VIGIE_MAIL_OAUTH_TOKEN_URL: is missing",
        ),
        (SENDING | {"MAIL_PASSWORD": "hush", "MAIL_SENT": "append"}, "VIGIE_MAIL_SENT: append"),
    ],
)
def test_what_does_not_fit_together_is_named(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], named: str
) -> None:
    _set(monkeypatch, **variables)
    with pytest.raises(SettingsError) as refusal:
        read_settings()

    assert str(refusal.value).startswith(named)
    assert "hush" not in "".join(traceback.format_exception(refusal.value))


@pytest.mark.parametrize(
    "variables",
    [{}, {"MAIL_FROM": FROM}, {"SMTP_URL": "smtps://h.fr", "IMAP_URL": "imaps://h.fr"}],
    ids=["nothing", "no server", "no address"],
)
def test_mail_is_off_until_an_address_and_a_server_are_set(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    _set(monkeypatch, **variables)

    assert read_settings().mail is None


def test_sending_alone_needs_no_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    account = _account(monkeypatch, **SENDING, MAIL_PASSWORD="hush")

    assert account.outgoing == MailServer(host="mail.example.org", port=465, security=Security.TLS)
    assert account.incoming is None
    assert account.login == PasswordLogin(user="contact@example.org", password="hush")
    assert account.sent is SentCopies.NONE
    assert (account.sender.name, account.sender.domain) == ("École", "example.org")


def test_reading_alone_needs_no_server_of_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    account = _account(
        monkeypatch,
        MAIL_FROM=FROM,
        IMAP_URL="imaps://mail.example.org/R%C3%A9clamations",
        MAIL_USER="boite",
        MAIL_PASSWORD="hush",
    )

    assert account.outgoing is None
    assert account.incoming == MailServer(host="mail.example.org", port=993, security=Security.TLS)
    assert account.folder == "Réclamations"
    assert account.login == PasswordLogin(user="boite", password="hush")
    assert account.sent is SentCopies.APPEND


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp+starttls://h.fr", MailServer(host="h.fr", port=587, security=Security.STARTTLS)),
        ("smtps://h.fr:2465", MailServer(host="h.fr", port=2465, security=Security.TLS)),
        ("smtp://localhost:1025", MailServer(host="localhost", port=1025, security=Security.CLEAR)),
        ("smtps://[::1]:465/", MailServer(host="::1", port=465, security=Security.TLS)),
    ],
)
def test_the_scheme_says_how_the_connection_is_kept(
    monkeypatch: pytest.MonkeyPatch, url: str, server: MailServer
) -> None:
    account = _account(monkeypatch, MAIL_FROM=FROM, SMTP_URL=url, MAIL_PASSWORD="hush")

    assert account.outgoing == server


def test_a_server_on_this_machine_may_ask_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    account = _account(
        monkeypatch, MAIL_FROM=FROM, SMTP_URL="smtp://127.0.0.1:1025", IMAP_URL="imap://[::1]:1143"
    )

    assert account.login is None


def test_client_credentials_open_both_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    account = _account(monkeypatch, **SENDING, **OAUTH, MAIL_OAUTH_SCOPE="https://o.fr/.default")

    assert account.login == OAuthLogin(
        user="contact@example.org",
        token_url="https://login.example.org/token",
        client_id="vigie",
        client_secret="hush",
        scope="https://o.fr/.default",
    )
    assert "hush" not in f"{account!r} {read_settings()!r}"


def test_no_password_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    account = _account(monkeypatch, **SENDING, MAIL_PASSWORD="hush")

    assert "hush" not in f"{account!r} {account} {read_settings()!r}"


def test_certificates_and_names_are_always_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    context = _account(monkeypatch, **SENDING, MAIL_PASSWORD="hush").tls()

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text(" hush \n", encoding="utf-8")
    (tmp_path / "token").write_text("xoxb-file", encoding="utf-8")
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN_FILE=token\n", encoding="utf-8")
    account = _account(monkeypatch, **SENDING, MAIL_PASSWORD_FILE=str(tmp_path / "password"))

    assert account.login == PasswordLogin(user="contact@example.org", password=" hush ")
    assert read_settings().slack_bot_token.get_secret_value() == "xoxb-file"


@pytest.mark.parametrize(
    ("content", "named", "sentence"),
    [
        (None, "VIGIE_MAIL_PASSWORD_FILE", "cannot be read: No such file"),
        (b"\n", "VIGIE_MAIL_PASSWORD_FILE", "one line, the secret"),
        (b"x" * 20_000, "VIGIE_MAIL_PASSWORD_FILE", "one line, the secret"),
        ("hushé".encode("cp1252"), "VIGIE_MAIL_PASSWORD_FILE", "UTF-8"),
        (b"hush\nhush", "VIGIE_MAIL_PASSWORD_FILE", "one line, the secret"),
    ],
    ids=["no file", "empty", "a large one", "ANSI", "two lines"],
)
def test_a_file_that_holds_no_secret_is_named(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    content: bytes | None,
    named: str,
    sentence: str,
) -> None:
    if content is not None:
        (tmp_path / "password").write_bytes(content)
    _set(monkeypatch, **SENDING, MAIL_PASSWORD_FILE="password")
    with pytest.raises(MisconfiguredError) as refusal:
        read_settings()

    assert str(refusal.value).startswith(f"{named}: ")
    assert sentence in str(refusal.value)
    assert "hush" not in "".join(traceback.format_exception(refusal.value))


def test_a_secret_set_twice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Failure mode: the one that was changed is not the one that is used."""
    (tmp_path / "password").write_text("hush", encoding="utf-8")
    _set(monkeypatch, **SENDING, MAIL_PASSWORD="hush", MAIL_PASSWORD_FILE="password")
    with pytest.raises(MisconfiguredError) as refusal:
        read_settings()

    assert str(refusal.value).startswith("VIGIE_MAIL_PASSWORD: should be set once")
