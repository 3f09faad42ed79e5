"""What `vigie mail check` says against real servers, in good settings and in bad ones.

`python -m tests.support.mail_check_page` writes the page anew; a test holds it to what is said.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.commands.mail import check_mail, mail_lines
from bot.domain.mail.checkup import MailFault, MailFinding
from bot.domain.school.office import Locale
from bot.mail.accounts import MailAccount, OAuthLogin, Security
from bot.ui.texts.terminal.mail_checkup import MailCheckupTexts
from tests.support.dovecot import Dovecot, own_dovecot
from tests.support.free_ports import free_port
from tests.support.mail_house import MailHouse, mail_house
from tests.support.smtp_server import Reaction, Step, at, saying
from tests.support.token_authority import Authority

PAGE = Path(__file__).parents[2] / "docs/mail-check.md"
HEAD = """# What `vigie mail check` says

Printed by `python -m tests.support.mail_check_page`, against Dovecot and a server of letters on
the same machine; a test holds it to that. Hosts and the mailbox's address are replaced by names
for examples. The last part is what the remedy adds for each provider, by its servers' names;
where each statement is from stands in the
[guide for mail](guides/courrier.md).
"""
PATIENCE = 60.0
"""Seconds; where a mail is lost on purpose, `_IMPATIENT`."""
_IMPATIENT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMood:
    """How a house is arranged, the account it is tried with, and what is found wrong."""

    title: str
    faults: tuple[MailFault, ...] = ()
    arrange: Callable[[MailHouse], MailAccount] = MailHouse.account
    security: Security = Security.TLS
    patience: float = PATIENCE


def _silent(house: MailHouse) -> MailAccount:
    """A mailbox whose last mail is three weeks old."""
    old = datetime.now(UTC) - timedelta(days=21)
    house.dovecot.deliver(house.user, b"Subject: x\r\n\r\nx\r\n", at=old)
    return house.account()


def _busy(house: MailHouse) -> MailAccount:
    house.dovecot.deliver(house.user, b"Subject: x\r\n\r\nx\r\n")
    return house.account()


def _in_junk(house: MailHouse) -> MailAccount:
    house.make_folder("Junk")
    house.folder = "Junk"
    return _busy(house)


def _junk_there(house: MailHouse) -> MailAccount:
    house.make_folder("Junk")
    house.dovecot.deliver(house.user, b"Subject: x\r\n\r\nx\r\n", folder="Junk")
    return _busy(house)


def _telling(told: str | None) -> Callable[[MailHouse], MailAccount]:
    def arrange(house: MailHouse) -> MailAccount:
        house.told = told
        return _busy(house)

    return arrange


def _scripted(step: Step, reaction: Reaction) -> Callable[[MailHouse], MailAccount]:
    def arrange(house: MailHouse) -> MailAccount:
        house.smtp.script = at(step, reaction)
        return _busy(house)

    return arrange


def _lost(house: MailHouse) -> MailAccount:
    house.folder = None
    return _busy(house)


def _refused(house: MailHouse) -> MailAccount:
    house.smtp.script = saying(Step.MAIL, "553 5.7.1 Sender address rejected: not yours")
    return _busy(house)


def _other_sender(house: MailHouse) -> MailAccount:
    _busy(house)
    return house.account(sender="qualite@example.org")


def _wants_starttls(house: MailHouse) -> MailAccount:
    return replace(_busy(house), outgoing=house.outgoing(Security.STARTTLS))


_FAILED = "mx.example.org; dkim=none; spf=pass; dmarc=fail header.from=example.org"
MOODS = (
    MailMood(title="All is well", arrange=_busy),
    MailMood(title="All is well, by STARTTLS", arrange=_busy, security=Security.STARTTLS),
    MailMood(
        title="A password that is wrong",
        faults=(MailFault.LOGIN_REFUSED, MailFault.LOGIN_REFUSED),
        arrange=lambda house: house.account(password="not-that-one"),  # wrong on purpose
    ),
    MailMood(
        title="A certificate that nobody signed whom this machine knows",
        faults=(MailFault.CERTIFICATE, MailFault.CERTIFICATE),
        arrange=lambda house: house.account(knows_authority=False),
    ),
    MailMood(
        title="No server there",
        faults=(MailFault.UNREACHABLE, MailFault.UNREACHABLE),
        arrange=lambda house: house.account(outgoing_port=free_port(), incoming_port=free_port()),
    ),
    MailMood(
        title="A server of letters that does not offer STARTTLS",
        faults=(MailFault.NO_STARTTLS,),
        arrange=_wants_starttls,
        security=Security.CLEAR,
    ),
    MailMood(
        title="A folder that is not there",
        faults=(MailFault.NO_FOLDER,),
        arrange=lambda house: house.account(folder="Réclamations"),
    ),
    MailMood(title="Nothing came for three weeks", faults=(MailFault.SILENT,), arrange=_silent),
    MailMood(title="Mail in junk", faults=(MailFault.IN_JUNK,), arrange=_junk_there),
    MailMood(
        title="Letters leave under another address",
        faults=(MailFault.OTHER_SENDER,),
        arrange=_other_sender,
    ),
    MailMood(title="The address is refused", faults=(MailFault.TRIAL_REFUSED,), arrange=_refused),
    MailMood(
        title="The server hangs up in place of an answer",
        faults=(MailFault.TRIAL_UNCERTAIN,),
        arrange=_scripted(Step.TEXT, Reaction(keeps=True, hangs_up=True)),
    ),
    MailMood(
        title="The trial does not arrive",
        faults=(MailFault.TRIAL_NOT_SEEN,),
        arrange=_lost,
        patience=_IMPATIENT,
    ),
    MailMood(title="The trial lands in junk", faults=(MailFault.TRIAL_IN_JUNK,), arrange=_in_junk),
    MailMood(
        title="Nobody vouches for the sender", faults=(MailFault.NO_PROOF,), arrange=_telling(None)
    ),
    MailMood(
        title="Somebody else vouches for the sender",
        faults=(MailFault.OTHER_AUTHSERV,),
        arrange=_telling("mx.example.net; dmarc=pass header.from=example.org"),
    ),
    MailMood(title="DMARC fails", faults=(MailFault.NOT_VOUCHED_FOR,), arrange=_telling(_FAILED)),
    MailMood(
        title="It is not set whose word is believed",
        faults=(MailFault.AUTHSERV_NOT_SET,),
        arrange=lambda house: replace(_busy(house), authserv=None),
    ),
)


async def checked_in(mood: MailMood, dovecot: Dovecot) -> tuple[list[MailFinding], MailHouse]:
    """What is found in a mood, and the house as it was."""
    with mail_house(dovecot, security=mood.security) as house:
        account = mood.arrange(house)
        texts = MailCheckupTexts(Locale.FRENCH)
        return await check_mail(account, texts, patience=mood.patience), house


async def checked_with_token(
    dovecot: Dovecot, authority: Authority, *, is_known: bool = True
) -> list[MailFinding]:
    """The same with OAuth2; the servers know the token, or not."""
    with mail_house(dovecot) as house:
        if is_known:
            dovecot.tokens["hush-1"] = house.user
            house.smtp.tokens.add("hush-1")
        login = OAuthLogin(
            user=house.user,
            token_url=f"http://127.0.0.1:{authority.port}/token",
            client_id="vigie",
            client_secret="hush-secret",  # of a server of the test's own
            scope="https://mail.example.org/.default",
        )
        _busy(house)
        return await check_mail(house.account(login=login), MailCheckupTexts(Locale.FRENCH))


async def in_every_mail_mood(dovecot: Dovecot) -> dict[str, str]:
    """What is said in each, by its title, with names for examples."""
    told = {}
    for mood in MOODS:
        findings, house = await checked_in(mood, dovecot)
        told[mood.title] = _with_example_names(said(findings), house)
    return told


def said(findings: list[MailFinding], locale: Locale = Locale.FRENCH) -> str:
    """The lines of the command."""
    texts = MailCheckupTexts(locale)
    failures = sum(one.is_failure for one in findings)
    return "\n".join([*mail_lines(findings, texts), texts.conclusion.say(failures)])


def mail_check_page(told: Mapping[str, str]) -> str:
    """The whole page."""
    parts = [f"## {title}\n\n```\n{said}\n```\n" for title, said in told.items()]
    texts = MailCheckupTexts(Locale.FRENCH)
    lines = [
        f"| {provider.value} | `{fault.value}` | {remedy} |"
        for (provider, fault), remedy in texts.at_provider.items()
    ]
    head = "## By provider\n\n| provider | found | added |\n|---|---|---|\n"
    return "\n".join([HEAD, *parts, head + "\n".join(lines) + "\n"])


def _with_example_names(said: str, house: MailHouse) -> str:
    is_later = house.security is Security.STARTTLS
    outgoing = "submission.example.org:587" if is_later else "smtp.example.org:465"
    places = {house.smtp.port: outgoing, house.dovecot.secure_port: "imap.example.org:993"}
    said = said.replace(house.user, "contact@example.org")
    for port, place in places.items():
        said = said.replace(f"127.0.0.1:{port}", place)
    said = re.sub(
        r" \(\d\.\d+(?: \+ \d\.\d+)* secs\)", "", said
    )  # how long Dovecot took, in two parts or three
    return re.sub(r"127\.0\.0\.1:\d+", "mail.example.org:465", said)


async def _write() -> None:
    with own_dovecot() as dovecot:
        told = await in_every_mail_mood(dovecot)
    PAGE.write_text(mail_check_page(told), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())
