"""The consumer mediator in the settings: all of it, or nothing."""

from bot.domain.school.office import Mediator
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.form_errors import FieldError

MEDIATOR_NAME = "mediator_name"
MEDIATOR_ADDRESS = "mediator_address"
MEDIATOR_WEBSITE = "mediator_website"
TEXT_MAX = 300


def read_mediator(answers: Answers) -> Mediator:
    """All three of the mediator's particulars, or none of them (C. conso L616-1)."""
    blocks = (MEDIATOR_NAME, MEDIATOR_ADDRESS, MEDIATOR_WEBSITE)
    name, address, website = (answers.line(block_id, limit=TEXT_MAX) or "" for block_id in blocks)
    if name or address or website:
        for block_id, given in zip(blocks, (name, address, website), strict=True):
            if not given:
                answers.refuse(block_id, FieldError.BLANK)
    return Mediator(name=name, address=address, website=website)
