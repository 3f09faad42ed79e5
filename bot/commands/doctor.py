"""`vigie doctor`: what is well, what is not, and what to do about it."""

import asyncio

import typer

from bot.clock import SystemClock
from bot.commands.console import say, settings_from_environment
from bot.doctor.own_side import look_at_machine
from bot.doctor.slack_side import look_at_slack
from bot.domain.checkup import Finding, Subject
from bot.domain.office import Office
from bot.settings import Settings
from bot.ui.checkup import checkup_lines
from bot.ui.texts.checkup import checkup_texts_for

_ORDER = list(Subject)


def doctor() -> None:
    """Look at database, tokens, scopes, clock, channel and people; say what is to be mended."""
    settings = settings_from_environment()
    findings, office = look_at_everything(settings)
    for line in checkup_lines(findings, checkup_texts_for(office.locale)):
        say(line)
    if any(one.is_failure for one in findings):
        raise typer.Exit(1)


def look_at_everything(settings: Settings) -> tuple[list[Finding], Office]:
    """All findings in the order of their subjects, and the office they were looked at for."""
    clock = SystemClock()
    own, office = look_at_machine(settings, clock=clock)
    slack = asyncio.run(look_at_slack(settings, office, clock=clock))
    return sorted([*own, *slack], key=lambda one: _ORDER.index(one.subject)), office
