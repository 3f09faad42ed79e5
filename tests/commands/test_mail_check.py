"""`vigie mail check` tries real servers and says what is wrong, what to do, and no secret."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.domain.mail.checkup import MailFault, MailFinding, MailSubject
from bot.domain.mail.providers import Provider, provider_of
from bot.domain.school.office import Locale
from bot.mail.vouching import Vouching, vouching_in
from bot.ui.texts.terminal.mail_checkup import MailCheckupTexts
from storage.database import Database
from tests.support.dovecot import PASSWORD, Dovecot
from tests.support.forms import spaced
from tests.support.mail_check_page import (
    MOODS,
    PAGE,
    MailMood,
    checked_in,
    checked_with_token,
    in_every_mail_mood,
    mail_check_page,
    said,
)
from tests.support.mail_house import mail_house
from tests.support.token_authority import Authority, running_authority


@pytest.fixture
async def authority() -> AsyncIterator[Authority]:
    async with running_authority() as one:
        yield one


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a folder without settings."""
    monkeypatch.chdir(tmp_path)


def faults(findings: list[MailFinding]) -> tuple[MailFault, ...]:
    return tuple(one.fault for one in findings if one.fault is not None)


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.title)
async def test_what_is_wrong_is_found_and_nothing_else(mood: MailMood, dovecot: Dovecot) -> None:
    findings, house = await checked_in(mood, dovecot)

    assert faults(findings) == mood.faults
    assert PASSWORD not in said(findings)
    assert len(house.smtp.received) <= 1


async def test_where_all_is_well_each_subject_is_told(dovecot: Dovecot) -> None:
    findings, house = await checked_in(MOODS[0], dovecot)

    told = {one.subject for one in findings}
    assert not any("Seen" in flags for flags in dovecot.flags(house.user))
    assert told == set(MailSubject) - {MailSubject.TOKEN, MailSubject.JUNK}


async def test_it_logs_in_with_a_token(dovecot: Dovecot, authority: Authority) -> None:
    findings = await checked_with_token(dovecot, authority)

    assert faults(findings) == ()
    assert findings[0].subject is MailSubject.TOKEN


async def test_a_token_that_no_server_takes(dovecot: Dovecot, authority: Authority) -> None:
    findings = await checked_with_token(dovecot, authority, is_known=False)

    assert faults(findings) == (MailFault.TOKEN_NOT_TAKEN, MailFault.TOKEN_NOT_TAKEN)
    assert "hush" not in said(findings)


@pytest.mark.parametrize(
    ("status", "answer", "fault"),
    [
        (401, {"error": "invalid_client"}, MailFault.TOKEN_NOT_GIVEN),
        (503, {}, MailFault.TOKENS_UNREACHABLE),
    ],
)
async def test_a_token_that_is_not_given(
    dovecot: Dovecot, authority: Authority, status: int, answer: dict[str, str], fault: MailFault
) -> None:
    authority.status, authority.answer = status, answer

    assert faults(await checked_with_token(dovecot, authority)) == (fault,)


async def test_the_page_says_what_it_says(dovecot: Dovecot) -> None:
    told = await in_every_mail_mood(dovecot)

    assert PAGE.read_text(encoding="utf-8") == mail_check_page(told)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("locale", "password", "ends"),
    [
        ("fr", PASSWORD, (0, "Le courrier peut passer.")),
        ("en", PASSWORD, (0, "Mail can get through.")),
        ("fr", "hush-wrong", (1, "2 points sont à corriger avant que le courrier passe.")),
    ],
)
def test_the_command_says_so_and_ends_with_a_status(
    dovecot: Dovecot, locale: str, password: str, ends: tuple[int, str]
) -> None:
    with mail_house(dovecot) as house:
        account = house.account()
        assert account.outgoing is not None
        assert account.incoming is not None
        told = {
            "VIGIE_LOCALE": locale,
            "VIGIE_MAIL_FROM": f"École <{house.user}>",
            "VIGIE_SMTP_URL": f"smtps://127.0.0.1:{account.outgoing.port}",
            "VIGIE_IMAP_URL": f"imaps://127.0.0.1:{account.incoming.port}",
            "VIGIE_MAIL_PASSWORD": password,
            "VIGIE_MAIL_CA_FILE": str(account.ca_file),
            "VIGIE_MAIL_AUTHSERV": "mx.example.org",
        }
        result = CliRunner().invoke(cli, ["mail", "check", "--wait", "60"], env=told)

    *_, conclusion = spaced(result.stdout).splitlines()
    assert (result.exit_code, conclusion) == ends
    assert password not in result.output
    assert result.stderr == ""


@pytest.mark.usefixtures("elsewhere")
def test_without_mail_it_says_what_is_missing() -> None:
    result = CliRunner().invoke(cli, ["mail", "check"])

    assert result.exit_code == 1
    assert "VIGIE_MAIL_FROM" in result.stderr


@pytest.mark.parametrize("locale", Locale)
def test_each_fault_has_its_sentence_and_its_remedy(locale: Locale) -> None:
    texts = MailCheckupTexts(locale)

    assert set(texts.wrong) == set(texts.remedy) == set(MailFault)
    assert set(texts.well) == set(MailSubject)


@pytest.mark.parametrize(
    ("host", "provider"),
    [
        ("ssl0.ovh.net", Provider.OVH),
        ("imap.ionos.fr", Provider.IONOS),
        ("mail.gandi.net", Provider.GANDI),
        ("mail.infomaniak.com", Provider.INFOMANIAK),
        ("IMAP.gmail.com.", Provider.GOOGLE),
        ("outlook.office365.com", Provider.MICROSOFT),
        ("smtp.office365.com", Provider.MICROSOFT),
        ("imap.orange.fr", Provider.ORANGE),
        ("notgmail.com", Provider.OTHER),
        ("gmail.com.example.org", Provider.OTHER),
    ],
)
def test_a_provider_is_known_by_its_servers(host: str, provider: Provider) -> None:
    assert provider_of(host) is provider


@pytest.mark.parametrize("locale", Locale)
def test_what_is_known_of_a_provider_follows_the_remedy(locale: Locale) -> None:
    finding = MailFinding(
        subject=MailSubject.INCOMING,
        fault=MailFault.LOGIN_REFUSED,
        provider=Provider.INFOMANIAK,
        facts={"place": "mail.infomaniak.com:993", "said": ""},
    )
    lines = said([finding], locale).splitlines()

    assert lines[2].startswith("    → Infomaniak")


@pytest.mark.parametrize(
    ("header", "vouching"),
    [
        ("", None),
        (";", None),
        ("mx.example.org; none", Vouching(by="mx.example.org")),
        (
            "mx.example.org 1; spf=softfail (a (b) c) x; dkim=fail; dkim=pass; dmarc=pass p=none",
            Vouching(by="mx.example.org", dmarc="pass", dkim="pass", spf="softfail"),
        ),
        ("MX.example.org; DMARC=PASS", Vouching(by="mx.example.org", dmarc="pass")),
    ],
)
def test_what_a_server_vouches_for_is_read(header: str, vouching: Vouching | None) -> None:
    assert vouching_in(header) == vouching


def test_a_mailbox_is_read_once_by_hand(
    dovecot: Dovecot, sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url = sqlite_database.url.render_as_string(hide_password=False)
    user = dovecot.new_user()
    dovecot.deliver(user, b"From: a@example.net\r\nSubject: before\r\n\r\nx\r\n")
    told = {
        "DATABASE_URL": url,
        "VIGIE_LOCALE": "fr",
        "VIGIE_MAIL_FROM": user,
        "VIGIE_IMAP_URL": f"imap://127.0.0.1:{dovecot.port}",
        "VIGIE_MAIL_PASSWORD": PASSWORD,
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    first = CliRunner().invoke(cli, ["mail", "fetch"])
    dovecot.deliver(user, b"From: a@example.net\r\nSubject: x\r\n\r\nx\r\n")
    second = CliRunner().invoke(cli, ["mail", "fetch"])
    since = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    earlier = [CliRunner().invoke(cli, ["mail", "fetch", "--since", since]) for _ in range(2)]
    too_early = CliRunner().invoke(cli, ["mail", "fetch", "--since", "2020-01-01"])
    monkeypatch.setenv("VIGIE_MAIL_PASSWORD", "hush-wrong")
    third = CliRunner().invoke(cli, ["mail", "fetch"])

    assert (first.exit_code, first.output.strip()) == (0, "Rien de nouveau.")
    assert (second.exit_code, second.output.strip()) == (0, "Un courriel de plus.")
    assert [one.output.strip() for one in earlier] == ["Un courriel de plus.", "Rien de nouveau."]
    assert too_early.exit_code == 1
    assert "l'un des 30 jours précédents" in spaced(too_early.stderr)
    assert third.exit_code == 1
    assert "refuse l'utilisateur ou le mot de passe" in third.output
    assert "hush-wrong" not in third.output
