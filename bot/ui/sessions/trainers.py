"""« Formateurs »: the names of trainers that are no member's yet, each beside a menu of members."""

from collections.abc import Mapping

from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, context, plain, section
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "trainers"
SHOWN_MAX = 12
"""Names asked about at a time: their keys come back with the form, in 3,000 characters."""
LABEL_MAX = 150
_NAME = "name_"


def trainers_form(unknown: Mapping[str, str], texts: Texts) -> Block:
    """A menu for each of the first names; or that none is left."""
    says = texts.trainers
    if not unknown:
        return said_modal(says.none, texts)
    keys = list(unknown)[:SHOWN_MAX]
    blocks = [section(plain(says.intro))]
    for place, key in enumerate(keys):
        menu = inputs.person(None, says.choose)
        name = unknown[key][:LABEL_MAX]
        blocks.append(inputs.labelled(menu, name, block_id=f"{_NAME}{place}", optional=True))
    if more := says.more.say(len(unknown) - len(keys)):
        blocks.append(context(plain(more)))
    return modal(
        says.title,
        blocks,
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=says.close,
        carried={"keys": keys},
    )


def read_trainers(view: View) -> dict[str, str]:
    """The members that were chosen, by the names' keys. Raises UnreadableError."""
    answers = Answers(view)
    keys = read_back(tuple[str, ...], carried_by(view).get("keys") or ())
    chosen = {key: answers.chosen_person(f"{_NAME}{place}") for place, key in enumerate(keys)}
    return {key: person for key, person in chosen.items() if person}


def said_modal(said: str, texts: Texts) -> Block:
    """What became of it."""
    says = texts.trainers
    blocks = [section(plain(said))]
    return modal(says.title, blocks, callback_id=f"{CALLBACK_ID}_told", close=says.close)
