"""`vigie doctor` and `vigie manifest`: how the app stands in Slack, and what it is made from."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import say
from bot.doctor.own_side import look_at_machine
from bot.doctor.rehearsal import rehearse as rehearse_calls
from bot.doctor.slack_side import look_at_slack
from bot.domain.school.checkup import Finding, Subject
from bot.domain.school.office import Office
from bot.mail.accounts import MailAccount
from bot.settings import Settings, read_settings
from bot.slack.manifest import manifest_for
from bot.ui.blocks.dates import span
from bot.ui.school.rehearsal import FAILURE, NOTE, WELL, rehearsal_lines
from bot.ui.texts.catalogue import texts_for
from bot.ui.texts.checkup import CheckupTexts
from bot.ui.texts.rehearsal import RehearsalTexts
from bot.ui.texts.terminal.mail_checkup import MailCheckupTexts

_ORDER = list(Subject)


def doctor(
    *,
    rehearse: Annotated[
        bool,
        typer.Option(
            "--rehearse",
        ),
    ] = False,
    person: Annotated[
        str | None,
        typer.Option("--as", metavar="U…"),
    ] = None,
) -> None:
    """Look at database, tokens, scopes, clock, channel, people and mail.

    It says what is to be mended.
    """
    settings = read_settings()
    findings, office = look_at_everything(settings)
    for line in checkup_lines(findings, CheckupTexts(office.locale)):
        say(line)
    gets_through = settings.mail is None or mail_gets_through(settings.mail, office)
    if any(one.is_failure for one in findings) or not gets_through:
        raise typer.Exit(1)
    if rehearse and not try_everything(settings, office, person=person):
        raise typer.Exit(1)


def mail_gets_through(account: MailAccount, office: Office) -> bool:
    """Look at both mail servers, without sending a letter, and say what is found."""
    # libraries of mail, where mail is set up only
    from bot.commands.mail import check_mail, told  # noqa: PLC0415

    texts = MailCheckupTexts(office.locale)
    return told(asyncio.run(check_mail(account, texts, sends=False)), texts)


def try_everything(settings: Settings, office: Office, *, person: str | None) -> bool:
    """Rehearse on the real workspace and say how it went; whether all was taken."""
    texts = RehearsalTexts(office.locale)
    whom = person or next(iter(office.quality_managers), None)
    if office.quality_channel is None or whom is None:
        say(texts.no_channel if office.quality_channel is None else texts.nobody)
        return False
    rehearsed = asyncio.run(rehearse_calls(settings, office, person=whom, clock=SystemClock()))
    for line in rehearsal_lines(rehearsed, texts):
        say(line)
    return not any(one.is_failure for one in rehearsed.tried)


def look_at_everything(settings: Settings) -> tuple[list[Finding], Office]:
    """All findings in the order of their subjects, and the office they were looked at for."""
    clock = SystemClock()
    own, office = look_at_machine(settings, clock=clock)
    slack = asyncio.run(look_at_slack(settings, office, clock=clock))
    return sorted([*own, *slack], key=lambda one: _ORDER.index(one.subject)), office


def manifest(
    http: Annotated[
        str | None,
        typer.Option(
            "--http",
            metavar="URL",
        ),
    ] = None,
) -> None:
    """The app's manifest, for Socket Mode unless told otherwise."""
    say(manifest_for(http).rstrip("\n"))


def checkup_lines(findings: Sequence[Finding], texts: CheckupTexts) -> Iterator[str]:
    """One line for what is well, a second one with the remedy for what is not; a conclusion."""
    for finding in findings:
        yield f"{_mark(finding)} {_sentence(finding, texts)}"
        if finding.trouble is not None:
            yield f"    → {texts.remedy[finding.trouble].format(**finding.facts)}"
    failures = sum(one.is_failure for one in findings)
    yield texts.conclusion.say(failures)


def _mark(finding: Finding) -> str:
    if finding.trouble is None:
        return WELL
    return FAILURE if finding.is_failure else NOTE


def _sentence(finding: Finding, texts: CheckupTexts) -> str:
    told = texts.well[finding.subject] if finding.trouble is None else texts.wrong[finding.trouble]
    return told.format(**finding.facts, span=_span(finding, texts))


def _span(finding: Finding, texts: CheckupTexts) -> str:
    """« 12 j »: how far off a clock is, in the unit that people say it in."""
    far_off = timedelta(seconds=int(finding.facts.get("seconds", "0")))
    return span(far_off, texts_for(texts.reads))
