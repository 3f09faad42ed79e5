"""The form of `/qualite reglages`, the school's own choices."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.cases.confidentiality import SettingsRights, Unfit
from bot.domain.reports.meetings import (
    PlainMeeting,
    Rank,
    Weekday,
    checked_rule,
    plain_meeting,
    rule_of,
)
from bot.domain.school.office import Locale, Office, OfficeChange
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, section
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.people import mentions
from bot.ui.blocks.read_back import read_back
from bot.ui.school.mediator import (
    MEDIATOR_ADDRESS,
    MEDIATOR_NAME,
    MEDIATOR_WEBSITE,
    TEXT_MAX,
    read_mediator,
)
from bot.ui.school.settings_doors import settings_doors
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "settings"
HANDLERS_ID = "settings_handlers"
"""The form of those who may change the list of handlers and nothing else."""
SAVED = "settings_saved"
ANSWER_AT = "answer_at"

CHANNEL = "quality_channel"
QUALITY_MANAGERS = "quality_managers"
TRAINING_MANAGERS = "training_managers"
CONFIDENTIAL_HANDLERS = "confidential_handlers"
MEETING = "meeting"
MEETING_DAY = "meeting_day"
MEETING_TIME = "meeting_time"
RULE = "meeting_rule"
LOCALE = "locale"
PICTURES = "shows_pictures"

RULE_MAX = 300
BOTH = SettingsRights(choices=True, handlers=True)
_USUAL_TIME = "09:00"


def settings_modal(
    texts: Texts, *, office: Office, rights: SettingsRights = BOTH, answer_at: str | None = None
) -> Block:
    """The choices as they are now, those that their reader may change.

    With `answer_at`, where the command that opened it is answered, everything can be tried.
    """
    says = texts.settings
    if not rights.choices:
        return modal(
            says.title,
            [_handlers(texts, office)],
            callback_id=HANDLERS_ID,
            submit=says.submit,
            close=texts.forms.cancel,
        )
    handlers = _handlers(texts, office) if rights.handlers else _locked(texts, office)
    return modal(
        says.title,
        [
            *_people(texts, office),
            handlers,
            *_meeting(texts, office),
            settings_doors(texts, can_try=bool(answer_at)),
            _locale(texts, office),
            _pictures(texts, office),
            *letter_settings(texts, office),
        ],
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=texts.forms.cancel,
        carried={ANSWER_AT: answer_at} if answer_at else None,
    )


def answered_at(view: View) -> str:
    """Where the command that opened the form is answered. Raises UnreadableError."""
    return read_back(str, carried_by(view).get(ANSWER_AT))


def saved_modal(texts: Texts) -> Block:
    """Takes the form's place once the choices are written."""
    says = texts.settings
    return modal(says.title, [section(says.saved)], callback_id=SAVED, close=texts.receipt.close)


def read_settings(view: View, *, now: datetime) -> OfficeChange | FormErrors:
    """The choices that the form holds, or what has to be corrected.

    Whether the channel is private is for Slack to say: refuse a public one with
    `FormErrors({CHANNEL: Refusal.PUBLIC_CHANNEL})`.
    """
    answers = Answers(view)
    quality_managers = answers.people(QUALITY_MANAGERS)
    if not quality_managers:
        answers.refuse(QUALITY_MANAGERS, FieldError.NOT_CHOSEN)
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
        confidential_handlers=read_handlers(view),
        mediator=mediator,
        signature=answers.text(SIGNATURE).strip(),
        privacy_notice=answers.text(PRIVACY).strip(),
        letterhead=answers.text(LETTERHEAD).strip() if answers.has(LETTERHEAD) else None,
        violence_contact=_contact(answers),
        shows_pictures=bool(answers.ticked(PICTURES)) if answers.has(PICTURES) else None,
    )


def _contact(answers: Answers) -> str | None:
    asked = answers.has(VIOLENCE_CONTACT)
    return answers.text(VIOLENCE_CONTACT).strip() if asked else None


def read_handlers(view: View) -> tuple[str, ...] | None:
    """The handlers that the form holds; None where it did not ask for them."""
    answers = Answers(view)
    is_asked = answers.has(CONFIDENTIAL_HANDLERS)
    return answers.people(CONFIDENTIAL_HANDLERS) if is_asked else None


def refused_choices(found: Mapping[str, Unfit]) -> FormErrors:
    """Why somebody cannot be chosen, at the field of the choice."""
    return FormErrors({name: FieldError(unfit) for name, unfit in found.items()})


def _read_rule(answers: Answers, *, now: datetime) -> str | None:
    """The written rule, or the one that the plain choices make."""
    written = answers.line(RULE, limit=RULE_MAX)
    if written is not None:
        rule = checked_rule(written, now=now)
        if rule is None:
            answers.refuse(RULE, FieldError.NOT_A_RULE)
        return rule
    rank, weekday = answers.choice(MEETING, Rank), answers.choice(MEETING_DAY, Weekday)
    time = answers.time_of_day(MEETING_TIME)
    if time is None:
        answers.refuse(MEETING_TIME, FieldError.NOT_CHOSEN)
    if rank is None or weekday is None or time is None:
        return None
    return rule_of(PlainMeeting(rank=rank, weekday=weekday, time=f"{time:%H:%M}"))


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
    ]


def _handlers(texts: Texts, office: Office) -> Block:
    says = texts.settings
    return inputs.labelled(
        inputs.people(office.confidential_handlers, says.choose_people),
        says.confidential_handlers,
        block_id=CONFIDENTIAL_HANDLERS,
        hint=says.confidential_handlers_hint,
        optional=True,
    )


def _locked(texts: Texts, office: Office) -> Block:
    """Who they are, for those who may not change it."""
    who = mentions(office.confidential_handlers, texts)
    return section(texts.settings.handlers_locked.format(who=who))


def _meeting(texts: Texts, office: Office) -> list[Block]:
    """The plain choices, and the rule itself, which stands alone where they cannot say it."""
    says, plain = texts.settings, plain_meeting(office.meeting_rule)
    rank = inputs.option(says.rank[plain.rank], plain.rank) if plain else None
    weekday = inputs.option(says.weekday[plain.weekday], plain.weekday) if plain else None
    choose = texts.forms.choose
    return [
        inputs.labelled(
            inputs.select(inputs.options(says.rank), choose, initial=rank),
            says.meeting,
            block_id=MEETING,
            optional=plain is None,
        ),
        inputs.labelled(
            inputs.select(inputs.options(says.weekday), choose, initial=weekday),
            says.meeting_day,
            block_id=MEETING_DAY,
            optional=plain is None,
        ),
        inputs.labelled(
            inputs.time_of_day(plain.time if plain else _USUAL_TIME),
            says.meeting_time,
            block_id=MEETING_TIME,
            optional=plain is None,
        ),
        inputs.labelled(
            inputs.text(initial="" if plain else office.meeting_rule, limit=RULE_MAX),
            says.rule,
            block_id=RULE,
            hint=says.rule_hint,
            optional=True,
        ),
    ]


def _pictures(texts: Texts, office: Office) -> Block:
    choices = [inputs.option(texts.settings.pictures_shown, PICTURES)]
    return inputs.labelled(
        inputs.checkboxes(choices, ticked=choices if office.shows_pictures else ()),
        texts.settings.pictures,
        block_id=PICTURES,
        optional=True,
    )


def _locale(texts: Texts, office: Office) -> Block:
    locales = inputs.options(texts.settings.locale_name)
    chosen = inputs.option(texts.settings.locale_name[office.locale], office.locale)
    return inputs.labelled(
        inputs.radio(locales, initial=chosen), texts.settings.locale, block_id=LOCALE
    )


SIGNATURE = "signature"
LETTERHEAD = "letterhead"
PRIVACY = "privacy_notice"
VIOLENCE_CONTACT = "violence_contact"


def letter_settings(texts: Texts, office: Office) -> list[Block]:
    """The signature and the head of letters, and whom they name; all of it may stay empty."""
    says, mediator = texts.letter_settings, office.mediator
    fields = [
        (SIGNATURE, says.signature, says.signature_hint, office.signature),
        (LETTERHEAD, says.letterhead, says.letterhead_hint, office.letterhead),
        (VIOLENCE_CONTACT, says.contact, says.contact_hint, office.violence_contact),
        (PRIVACY, says.privacy, says.privacy_hint, office.privacy_notice),
        (MEDIATOR_NAME, says.mediator, says.mediator_hint, mediator and mediator.name),
        (MEDIATOR_ADDRESS, says.mediator_address, None, mediator and mediator.address),
        (MEDIATOR_WEBSITE, says.mediator_website, None, mediator and mediator.website),
    ]
    return [
        inputs.labelled(
            inputs.text(
                initial=known or "", multiline=block_id in {SIGNATURE, LETTERHEAD}, limit=TEXT_MAX
            ),
            label,
            block_id=block_id,
            hint=hint,
            optional=True,
        )
        for block_id, label, hint, known in fields
    ]
