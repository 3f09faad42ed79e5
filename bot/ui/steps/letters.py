"""Letters inside forms: drafted in French from the case, read, changed, and taken as sent.

An input takes 3,000 characters, so a longer letter stands in several.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.cases.letters import Communication, Correspondence, Letter, LetterKind
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Channel, Means
from bot.domain.school.office import Locale
from bot.domain.steps.decisions import StepCommand
from bot.mail.addresses import AddressError, one_address
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers, is_blank
from bot.ui.blocks.blocks import Block, context, plain
from bot.ui.blocks.dates import full_day, full_day_of, full_moment
from bot.ui.blocks.escape import put_together, split
from bot.ui.blocks.form_errors import FieldError
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.blocks.modal import again
from bot.ui.steps.form import FormContext, line, told_at_once
from bot.ui.texts.catalogue import texts_for
from bot.ui.texts.language import BETWEEN

SUBJECT = "subject"
LETTER = "letter"
TOLD_AT = "told_at"
MEANS = "means"
MAIL_NOW = "mail_now"
"""The means that has Vigie send the letter."""

NOTICE = "letter_notice"
"""Why a letter is to be read once more."""
BENEATH = "beneath"
"""What says that the form's own answers follow."""
_OF_LETTER = re.compile(rf"(?:{LETTER}|{SUBJECT}|{TOLD_AT}|{MEANS}|{BENEATH})(?:_\w+)?(?:@\d+)?")

PIECE_MAX = INPUT_MAX - 500
"""Characters of a letter put into one input, so that there is room to add some."""
_BY_CHANNEL = {
    Channel.EMAIL: Means.EMAIL,
    Channel.WEB_FORM: Means.EMAIL,
    Channel.POST: Means.POST,
    Channel.PHONE: Means.PHONE,
}

BY_MAIL = frozenset(LetterKind) - {LetterKind.INFORMATION_POINT}
"""Letters to the complainant; an information point goes to others, whose addresses nobody gave."""

FRENCH = texts_for(Locale.FRENCH)
"""Complainants are written to in French, whoever writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByMail:
    """A step whose letter Vigie is to send, and to whom."""

    letter: Letter
    to: str
    wanted: StepCommand


def correspondence(scene: FormContext) -> Correspondence:
    """Who writes to whom, as a letter says it."""
    owner, office = scene.case.owner, scene.office
    return Correspondence(
        say=lambda at: full_day(at, scene.zone, FRENCH),
        signature=office.signature or scene.name_of(scene.actor),
        addressee=scene.complainant.name if scene.complainant else None,
        owner=scene.name_of(owner) if owner else None,
        function=_function(owner, scene) if owner else None,
        privacy_notice=office.privacy_notice,
        mediator=office.mediator,
    )


def in_french(at: datetime, scene: FormContext) -> str:
    """An instant as a letter names it where the hour matters."""
    return full_moment(at, scene.zone, FRENCH)


def day_in_french(on: date | None) -> str | None:
    """A day as a letter names it."""
    return None if on is None else full_day_of(on, FRENCH)


def is_of_letter(block: Mapping[str, Any]) -> bool:
    """Whether a block of a form belongs to its letter, of whichever draft."""
    return _OF_LETTER.fullmatch(block.get("block_id") or "") is not None


def letter_blocks(
    letter: Letter, scene: FormContext, *, draft: int = 0
) -> tuple[list[Block], tuple[str, ...]]:
    """The letter to be read and changed, to whom it goes and how; what stood between its parts."""
    says, words = scene.texts.steps.letter, scene.texts.words
    parts = split(letter.body, PIECE_MAX)
    body = [
        inputs.labelled(
            inputs.text(initial=piece, multiline=True),
            says.body
            if number == 1
            else scene.texts.forms.continued.format(label=says.body, number=number),
            block_id=_block_id(number, draft),
            optional=number > 1,
        )
        for number, piece in enumerate(parts.pieces, start=1)
    ]
    usual = usual_means(scene)
    chosen = inputs.option(words.means[usual], usual) if usual else None
    options, written = inputs.options(words.means), says.written
    fates, to = scene.texts.letter_fates, address_for(letter.kind, scene)
    if to is not None:
        chosen = inputs.option(fates.now, MAIL_NOW, description=fates.now_means)
        options, written = [chosen, *_by_others(options, scene)], fates.written.format(to=to)
    means = inputs.labelled(inputs.radio(options, initial=chosen), says.means, block_id=MEANS)
    told_at = inputs.date_and_time(scene.now)
    blocks = [
        *body,
        line(says.subject, block_id=_of_draft(SUBJECT, draft), initial=letter.subject),
        context(plain(written), block_id=f"{LETTER}_sent"),
        *_addressee(scene),
        means if to is None else told_at_once(means),
        inputs.labelled(
            told_at, says.told_at, block_id=TOLD_AT, hint=None if to is None else fates.told_at
        ),
    ]
    return blocks, parts.joins


def _by_others(options: list[Block], scene: FormContext) -> list[Block]:
    """The other means; of a mail that somebody sends themselves, that it is they who do."""
    by_them = {"description": plain(scene.texts.letter_fates.yourself)}
    return [one | (by_them if one["value"] == Means.EMAIL else {}) for one in options]


def submit_of(letter: LetterKind, scene: FormContext) -> str:
    """What the button beneath a letter says at first: it sends, where that is chosen already."""
    return _submit(scene, is_sent=address_for(letter, scene) is not None)


def relabelled(view: View, scene: FormContext) -> Block:
    """The form with its letter, whose button says what it does by the means that was chosen."""
    return again(view, view.blocks, submit=submit_now(view, scene))


def submit_now(view: View, scene: FormContext) -> str:
    """What the button says by the means that was chosen."""
    return _submit(scene, is_sent=is_by_mail(Answers(view)))


def _submit(scene: FormContext, *, is_sent: bool) -> str:
    return scene.texts.letter_fates.send if is_sent else scene.texts.steps.submit


def _addressee(scene: FormContext) -> list[Block]:
    """Where to reach the complainant, for those who may know."""
    who = scene.complainant
    known = [part for part in (who.name, who.contact) if part] if who else []
    said = scene.texts.steps.letter.addressee.format(who=BETWEEN.join(known))
    return [context(plain(said), block_id=f"{LETTER}_to")] if known else []


def address_for(letter: LetterKind, scene: FormContext) -> str | None:
    """Where Vigie can send a letter of this kind; None where it cannot."""
    return mail_address(scene) if letter in BY_MAIL else None


def mail_address(scene: FormContext) -> str | None:
    """Where Vigie can send a letter; None where mail is not set up, or no one address is known."""
    contact = scene.complainant.contact if scene.complainant else None
    if not scene.sends_mail or contact is None:
        return None
    try:
        return one_address(contact)
    except AddressError:
        return None


def usual_means(scene: FormContext) -> Means | None:
    """How the complainant is usually told: at the address they gave, or as they came to us."""
    contact = scene.complainant.contact if scene.complainant else None
    return Means.EMAIL if contact and "@" in contact else _BY_CHANNEL.get(scene.case.channel)


def read_told(
    answers: Answers, kind: LetterKind, *, joins: tuple[str, ...], now: datetime, draft: int = 0
) -> Communication | None:
    """The communication; None where a choice is missing, which is refused."""
    pieces = tuple(answers.text(_block_id(number, draft)) for number in range(1, len(joins) + 2))
    body, subject = put_together(pieces, joins), answers.written(_of_draft(SUBJECT, draft))
    if is_blank(body):
        answers.refuse(_block_id(1, draft), FieldError.BLANK)
    at, means = when_and_how(answers, now=now)
    if at is None or means is None:
        return None
    letter = Letter(kind=kind, subject=subject, body=body)
    return Communication(letter=letter, at=at, means=means)


def when_and_how(answers: Answers, *, now: datetime) -> tuple[datetime | None, Means | None]:
    """When somebody was told and by what means; what Vigie is to send counts as told by mail."""
    if is_by_mail(answers):
        return now, Means.EMAIL
    return answers.given_moment(TOLD_AT), answers.choice(MEANS, Means)


def is_by_mail(answers: Answers) -> bool:
    """Whether Vigie is to send the letter."""
    return answers.picked(MEANS, (MAIL_NOW,)) is not None


def sent_by_mail(wanted: StepCommand, answers: Answers, scene: FormContext) -> ByMail | None:
    """The step with the letter that Vigie is to send; None where it is told by other means."""
    if scene.told is None or not is_by_mail(answers):
        return None
    return ByMail(letter=scene.told.letter, to=mail_address(scene) or "", wanted=wanted)


def _function(person: str, scene: FormContext) -> str | None:
    """« responsable qualité »; None for somebody of no particular function."""
    office, words = scene.office, FRENCH.words.role
    if person in office.quality_managers:
        return words[Role.QUALITY_MANAGER].lower()
    return words[Role.TRAINING_MANAGER].lower() if person in office.training_managers else None


def _block_id(number: int, draft: int) -> str:
    return _of_draft(LETTER if number == 1 else f"{LETTER}_{number}", draft)


def _of_draft(block_id: str, draft: int) -> str:
    """The first draft's blocks have plain names."""
    return f"{block_id}@{draft}" if draft else block_id
