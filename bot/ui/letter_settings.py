"""The part of the settings that stands in letters: signature, rights, mediator."""

from bot.domain.letters import Mediator
from bot.domain.office import Office
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block
from bot.ui.form_errors import Refusal
from bot.ui.texts.catalogue import Texts

SIGNATURE = "signature"
PRIVACY = "privacy_notice"
MEDIATOR_NAME = "mediator_name"
MEDIATOR_ADDRESS = "mediator_address"
MEDIATOR_WEBSITE = "mediator_website"
TEXT_MAX = 300


def letter_settings(texts: Texts, office: Office) -> list[Block]:
    """What letters are signed with, and whom they name; all of it may stay empty."""
    says, mediator = texts.letter_settings, office.mediator
    fields = [
        (SIGNATURE, says.signature, says.signature_hint, office.signature),
        (PRIVACY, says.privacy, says.privacy_hint, office.privacy_notice),
        (MEDIATOR_NAME, says.mediator, says.mediator_hint, mediator and mediator.name),
        (MEDIATOR_ADDRESS, says.mediator_address, None, mediator and mediator.address),
        (MEDIATOR_WEBSITE, says.mediator_website, None, mediator and mediator.website),
    ]
    return [
        inputs.labelled(
            inputs.text(initial=known or "", multiline=block_id == SIGNATURE, limit=TEXT_MAX),
            label,
            block_id=block_id,
            hint=hint,
            optional=True,
        )
        for block_id, label, hint, known in fields
    ]


def read_mediator(answers: Answers) -> Mediator:
    """All three of the mediator's particulars, or none of them (C. conso L616-1)."""
    blocks = (MEDIATOR_NAME, MEDIATOR_ADDRESS, MEDIATOR_WEBSITE)
    name, address, website = (answers.line(block_id, limit=TEXT_MAX) or "" for block_id in blocks)
    if name or address or website:
        for block_id, given in zip(blocks, (name, address, website), strict=True):
            if not given:
                answers.refuse(block_id, Refusal.BLANK)
    return Mediator(name=name, address=address, website=website)
