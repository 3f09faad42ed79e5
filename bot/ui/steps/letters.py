"""Letters inside forms: drafted in French from the case, read, changed, and taken as sent.

An input takes 3,000 characters, so a longer letter stands in several.
"""

from datetime import date, datetime
from typing import Any

from bot.domain.letters import Correspondence, Letter, LetterKind, Told
from bot.domain.office import Locale
from bot.domain.taxonomy import Channel, Means
from bot.ui import inputs
from bot.ui.answers import Answers, is_blank
from bot.ui.blocks import Block, context, plain
from bot.ui.dates import day_of, moment
from bot.ui.form_errors import Refusal
from bot.ui.limits import INPUT_MAX
from bot.ui.long_text import put_together, split
from bot.ui.read_back import read_back
from bot.ui.steps.fields import line
from bot.ui.steps.scene import Scene
from bot.ui.texts import texts_for

SUBJECT = "subject"
LETTER = "letter"
TOLD_AT = "told_at"
MEANS = "means"

PIECE_MAX = INPUT_MAX - 500
"""Characters of a letter put into one input, so that there is room to add some."""
_BY_CHANNEL = {Channel.EMAIL: Means.EMAIL, Channel.WEB_FORM: Means.EMAIL, Channel.POST: Means.POST}

FRENCH = texts_for(Locale.FRENCH)
"""Complainants are written to in French, whoever writes."""


def correspondence(scene: Scene) -> Correspondence:
    """Who writes to whom, as a letter says it."""
    owner, office = scene.case.owner, scene.office
    return Correspondence(
        say=lambda at: in_french(at, scene),
        signature=office.signature or scene.name_of(scene.actor),
        addressee=scene.complainant.name if scene.complainant else None,
        owner=scene.name_of(owner) if owner else None,
        function=_function(owner, scene) if owner else None,
        privacy_notice=office.privacy_notice,
        mediator=office.mediator,
    )


def in_french(at: datetime, scene: Scene) -> str:
    """An instant as a letter names it."""
    return moment(at, scene.zone, FRENCH, now=scene.now)


def day_in_french(on: date | None, scene: Scene) -> str | None:
    """A day as a letter names it."""
    return None if on is None else day_of(on, FRENCH, today=scene.today)


def letter_blocks(letter: Letter, scene: Scene) -> tuple[list[Block], tuple[str, ...]]:
    """The letter to be read and changed, when and how it went; and what stood between its parts."""
    says, words = scene.texts.steps.letter, scene.texts.steps.words
    parts = split(letter.body, PIECE_MAX)
    body = [
        inputs.labelled(
            inputs.text(initial=piece, multiline=True),
            says.body
            if number == 1
            else scene.texts.forms.continued.format(label=says.body, number=number),
            block_id=_block_id(number),
            optional=number > 1,
        )
        for number, piece in enumerate(parts.pieces, start=1)
    ]
    usual = _BY_CHANNEL.get(scene.case.channel)
    chosen = inputs.option(words.means[usual], usual) if usual else None
    means = inputs.radio(inputs.options(words.means), initial=chosen)
    blocks = [
        context(plain(says.written)),
        line(says.subject, block_id=SUBJECT, initial=letter.subject),
        *body,
        inputs.labelled(inputs.date_and_time(scene.now), says.told_at, block_id=TOLD_AT),
        inputs.labelled(means, says.means, block_id=MEANS),
    ]
    return blocks, parts.joins


def read_told(answers: Answers, kind: LetterKind, *, joins: tuple[str, ...]) -> Told | None:
    """What was told, when and how; None where a choice is missing, which is refused."""
    pieces = tuple(answers.text(_block_id(number)) for number in range(1, len(joins) + 2))
    body = put_together(pieces, joins)
    if is_blank(body):
        answers.refuse(LETTER, Refusal.BLANK)
    at, means = answers.given_moment(TOLD_AT), answers.choice(MEANS, Means)
    if at is None or means is None:
        return None
    return Told(
        letter=Letter(kind=kind, subject=answers.written(SUBJECT), body=body), at=at, means=means
    )


def joins_of(carried: dict[str, Any]) -> tuple[str, ...] | None:
    """What stood between the letter's parts; None while the form holds no letter."""
    joins = carried.get("joins")
    return None if joins is None else read_back(tuple[str, ...], joins)


def _function(person: str, scene: Scene) -> str | None:
    if person in scene.office.quality_managers:
        return "responsable qualité"
    return "responsable de formation" if person in scene.office.training_managers else None


def _block_id(number: int) -> str:
    return LETTER if number == 1 else f"{LETTER}_{number}"
