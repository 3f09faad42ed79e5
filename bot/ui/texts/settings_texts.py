"""What the school's settings say, and the help."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ui.meeting_rule import Rank, Weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsTexts:
    title: str
    submit: str
    saved: str
    channel: str
    channel_hint: str
    quality_managers: str
    quality_managers_hint: str
    training_managers: str
    training_managers_hint: str
    confidential_handlers: str
    confidential_handlers_hint: str
    choose_people: str
    meeting: str
    meeting_day: str
    meeting_time: str
    rank: Mapping[Rank, str]
    weekday: Mapping[Weekday, str]
    rule: str
    rule_hint: str
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSettingsTexts:
    signature: str
    signature_hint: str
    privacy: str
    privacy_hint: str
    mediator: str
    mediator_hint: str
    mediator_address: str
    mediator_website: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTexts:
    """Each line: what to type or do, and what it does."""

    title: str
    lines: tuple[tuple[str, str], ...]
    rule: str
