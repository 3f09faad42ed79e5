"""The form of `/qualite reglages`: the school's own choices."""

from datetime import datetime
from typing import Any

from bot.domain.office import Locale, Office, OfficeChange
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block, actions, section
from bot.ui.form_errors import FormErrors, Refusal
from bot.ui.letter_settings import PRIVACY, SIGNATURE, letter_settings, read_mediator
from bot.ui.meeting_days import meetings_button
from bot.ui.meeting_rule import PlainMeeting, Rank, Weekday, checked_rule, plain_meeting, rule_of
from bot.ui.modal import modal
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "settings"
SAVED = "settings_saved"

CHANNEL = "quality_channel"
QUALITY_MANAGERS = "quality_managers"
TRAINING_MANAGERS = "training_managers"
CONFIDENTIAL_HANDLERS = "confidential_handlers"
MEETING = "meeting"
MEETING_DAY = "meeting_day"
MEETING_TIME = "meeting_time"
RULE = "meeting_rule"
LOCALE = "locale"

RULE_MAX = 300
_USUAL_TIME = "09:00"


def settings_modal(texts: Texts, *, office: Office) -> Block:
    """The choices as they are now."""
    says = texts.settings
    return modal(
        says.title,
        [
            *_people(texts, office),
            *_meeting(texts, office),
            actions([meetings_button(texts)]),
            _locale(texts, office),
            *letter_settings(texts, office),
        ],
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=texts.forms.cancel,
    )


def saved_modal(texts: Texts) -> Block:
    """Takes the form's place once the choices are written."""
    says = texts.settings
    return modal(says.title, [section(says.saved)], callback_id=SAVED, close=texts.receipt.close)


def read_settings(view: dict[str, Any], *, now: datetime) -> OfficeChange | FormErrors:
    """The choices that the form holds, or what has to be corrected.

    Whether the channel is private is for Slack to say: refuse a public one with
    `FormErrors({CHANNEL: Refusal.PUBLIC_CHANNEL})`.
    """
    answers = Answers(view)
    quality_managers = answers.people(QUALITY_MANAGERS)
    if not quality_managers:
        answers.refuse(QUALITY_MANAGERS, Refusal.NOT_CHOSEN)
    rule, locale = _read_rule(answers, now=now), answers.choice(LOCALE, Locale)
    mediator = read_mediator(answers)
    if answers.refusals or rule is None or locale is None:
        return FormErrors(answers.refusals)
    return OfficeChange(
        quality_channel=answers.conversation(CHANNEL),
        quality_managers=quality_managers,
        training_managers=answers.people(TRAINING_MANAGERS),
        meeting_rule=rule,
        locale=locale,
        confidential_handlers=answers.people(CONFIDENTIAL_HANDLERS),
        mediator=mediator,
        signature=answers.text(SIGNATURE).strip(),
        privacy_notice=answers.text(PRIVACY).strip(),
    )


def _read_rule(answers: Answers, *, now: datetime) -> str | None:
    """The written rule, or the one that the plain choices make."""
    written = answers.line(RULE, limit=RULE_MAX)
    if written is not None:
        rule = checked_rule(written, now=now)
        if rule is None:
            answers.refuse(RULE, Refusal.NOT_A_RULE)
        return rule
    rank, weekday = answers.choice(MEETING, Rank), answers.choice(MEETING_DAY, Weekday)
    time = answers.time_of_day(MEETING_TIME)
    if time is None:
        answers.refuse(MEETING_TIME, Refusal.NOT_CHOSEN)
    if rank is None or weekday is None or time is None:
        return None
    return rule_of(PlainMeeting(rank=rank, weekday=weekday, time=time))


def _people(texts: Texts, office: Office) -> list[Block]:
    says = texts.settings
    return [
        inputs.labelled(
            inputs.private_channel(office.quality_channel, texts.forms.choose),
            says.channel,
            block_id=CHANNEL,
            hint=says.channel_hint,
            optional=True,
        ),
        inputs.labelled(
            inputs.people(office.quality_managers, says.choose_people),
            says.quality_managers,
            block_id=QUALITY_MANAGERS,
            hint=says.quality_managers_hint,
        ),
        inputs.labelled(
            inputs.people(office.training_managers, says.choose_people),
            says.training_managers,
            block_id=TRAINING_MANAGERS,
            hint=says.training_managers_hint,
            optional=True,
        ),
        inputs.labelled(
            inputs.people(office.confidential_handlers, says.choose_people),
            says.confidential_handlers,
            block_id=CONFIDENTIAL_HANDLERS,
            hint=says.confidential_handlers_hint,
            optional=True,
        ),
    ]


def _meeting(texts: Texts, office: Office) -> list[Block]:
    """The plain choices, and the rule itself where they cannot say it."""
    says, plain = texts.settings, plain_meeting(office.meeting_rule)
    rank = inputs.option(says.rank[plain.rank], plain.rank) if plain else None
    weekday = inputs.option(says.weekday[plain.weekday], plain.weekday) if plain else None
    choose = texts.forms.choose
    return [
        inputs.labelled(
            inputs.select(inputs.options(says.rank), choose, initial=rank),
            says.meeting,
            block_id=MEETING,
            optional=True,
        ),
        inputs.labelled(
            inputs.select(inputs.options(says.weekday), choose, initial=weekday),
            says.meeting_day,
            block_id=MEETING_DAY,
            optional=True,
        ),
        inputs.labelled(
            inputs.time_of_day(plain.time if plain else _USUAL_TIME),
            says.meeting_time,
            block_id=MEETING_TIME,
            optional=True,
        ),
        inputs.labelled(
            inputs.text(initial="" if plain else office.meeting_rule, limit=RULE_MAX),
            says.rule,
            block_id=RULE,
            hint=says.rule_hint,
            optional=True,
        ),
    ]


def _locale(texts: Texts, office: Office) -> Block:
    locales = inputs.options(texts.words.locale)
    chosen = inputs.option(texts.words.locale[office.locale], office.locale)
    return inputs.labelled(
        inputs.radio(locales, initial=chosen), texts.settings.locale, block_id=LOCALE
    )
