"""`vigie mail …`: whether the school's mail gets through."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import say, transactions_of, working
from bot.delivery.mailbox_reading import build_reader
from bot.doctor.mail_side import failed, look_at_mail
from bot.doctor.mail_trial import PATIENCE_SECONDS, try_letter
from bot.domain.errors import VigieError
from bot.domain.mail.checkup import MailFinding, MailSubject
from bot.mail.accounts import MailAccount, OAuthLogin
from bot.mail.imap_login import open_mailbox
from bot.mail.mailbox import MailboxError
from bot.mail.smtp.outcomes import NotSentError
from bot.mail.tokens import AccessTokens
from bot.services.mail.announcing import announce
from bot.services.mail.earlier import read_earlier
from bot.services.mail.passes import MailboxReader
from bot.settings import read_settings
from bot.ui.school.rehearsal import FAILURE, NOTE, WELL
from bot.ui.texts.terminal.mail_checkup import MailCheckupTexts


class NoMailError(VigieError):
    """Mail is not set up: VIGIE_MAIL_FROM, and VIGIE_SMTP_URL or VIGIE_IMAP_URL, are missing."""


def check(
    *,
    letter: Annotated[bool, typer.Option("--letter/--no-letter")] = True,
    wait: Annotated[float, typer.Option("--wait", min=0, max=3600)] = PATIENCE_SECONDS,
) -> None:
    """Try both mail servers, send a mail to itself, say what is to be mended."""
    settings = read_settings()
    account = settings.mail
    if account is None:
        raise NoMailError
    texts = MailCheckupTexts(settings.office.locale)
    findings = asyncio.run(check_mail(account, texts, sends=letter, patience=wait))
    if not told(findings, texts):
        raise typer.Exit(1)


def told(findings: Sequence[MailFinding], texts: MailCheckupTexts) -> bool:
    """Say what was found; whether nothing is to be mended first."""
    for line in mail_lines(findings, texts):
        say(line)
    failures = sum(one.is_failure for one in findings)
    say(texts.conclusion.say(failures))
    return not failures


def fetch(
    since: Annotated[datetime | None, typer.Option("--since", formats=["%Y-%m-%d"])] = None,
) -> None:
    """Read once, now, what is new in the mailbox, unless the bot is reading it.

    With a day, read what arrived since then and was not read, also while the bot runs.
    """
    with working() as (settings, transactions):
        account = settings.mail
        if account is None or account.incoming is None:
            raise NoMailError
        texts = MailCheckupTexts(settings.office.locale)
        reader = build_reader(
            account,
            opened=lambda: transactions_of(settings, transactions.database),
            folder=settings.files_folder,
            then=announce,
        )
        if since is not None:
            place = {"account": reader.account, "folder": reader.folder}
            transactions.write(read_earlier, first_day=since.date(), **place)
        if not reader.hold():
            say(texts.is_read)
            return
        try:
            count = _read_all(reader, account)
        except (MailboxError, NotSentError) as error:
            subject = MailSubject.INCOMING if isinstance(error, MailboxError) else MailSubject.TOKEN
            for line in mail_lines([failed(subject, error, account)], texts):
                say(line)
            raise typer.Exit(1) from error
        finally:
            reader.let_go()
        say(texts.fetched.say(count))


def _read_all(reader: MailboxReader, account: MailAccount) -> int:
    """Passes until nothing is left; how many mails were recorded."""
    is_by_token = isinstance(account.login, OAuthLogin)
    token = asyncio.run(AccessTokens(account).token()) if is_by_token else None
    recorded = 0
    with closing(open_mailbox(account, token=token)) as mailbox:
        while (progress := reader.read_new(mailbox)).is_more and reader.hold():
            recorded += progress.recorded
    return recorded + progress.recorded


async def check_mail(
    account: MailAccount,
    texts: MailCheckupTexts,
    *,
    sends: bool = True,
    patience: float = PATIENCE_SECONDS,
) -> list[MailFinding]:
    """Look at both servers and, where both let Vigie in, send a mail to itself."""
    clock, tokens = SystemClock(), AccessTokens(account)
    findings = await look_at_mail(account, tokens=tokens, clock=clock)
    has_both = account.outgoing is not None and account.incoming is not None
    if not (sends and has_both) or any(one.is_failure for one in findings):
        return findings
    trial = await try_letter(
        account,
        tokens=tokens,
        clock=clock,
        subject=texts.trial_subject,
        text=texts.trial_text,
        patience=patience,
    )
    return [*findings, *trial]


def mail_lines(findings: Sequence[MailFinding], texts: MailCheckupTexts) -> Iterator[str]:
    """One line for what is well; for what is not, what to do, and what is known of the provider."""
    for finding in findings:
        fault = finding.fault
        if fault is None:
            yield f"{WELL} {texts.well[finding.subject].format(**finding.facts)}"
            continue
        mark = FAILURE if finding.is_failure else NOTE
        yield f"{mark} {texts.wrong[fault].format(**finding.facts)}"
        facts = {**finding.facts, "subject": texts.trial_subject}
        yield f"    → {texts.remedy[fault].format(**facts)}"
        if at_provider := texts.at_provider.get((finding.provider, fault)):
            yield f"    → {at_provider}"
